package com.aqwacloud.bench;

import com.aqwacloud.bench.report.Figures;
import com.aqwacloud.bench.report.Machine;
import com.aqwacloud.bench.report.Results;
import com.aqwacloud.bench.tree.TreePlan;
import com.aqwacloud.bench.tree.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Measures AqwaCloud beside rclone. Started by {@code src/bench/run}, which builds what is needed.
 */
public final class Main {

    private static final int WRONG_RESULTS = 1;
    private static final int NOT_STARTED = 2;
    private static final long KIB = 1024;
    private static final long MIB = 1024 * KIB;
    private static final long GIB = 1024 * MIB;

    private final Options options;
    private final World world;
    private final Results results = new Results();

    private Main(Options options, World world) {
        this.options = options;
        this.world = world;
    }

    /**
     * Runs it.
     *
     * @param args see {@link Options#USAGE}
     */
    public static void main(String... args) throws IOException, InterruptedException {
        System.exit(run(args));
    }

    private static int run(String... args) throws IOException, InterruptedException {
        Options options;
        try {
            options = Options.of(args);
        } catch (IllegalArgumentException e) {
            Progress.say(e.getMessage());
            return NOT_STARTED;
        }
        if (options.help()) {
            System.out.print(Options.USAGE);
            return 0;
        }
        try (World world =
                World.start(path("archive"), path("sandbox"), path("work"), options.warmUps())) {
            Main main = new Main(options, world);
            main.measure();
            return main.tell();
        }
    }

    private static Path path(String name) {
        return Path.of(System.getProperty("bench." + name));
    }

    private void measure() throws IOException, InterruptedException {
        for (Scenario scenario : options.scenarios()) {
            try {
                measure(scenario);
            } catch (IOException e) {
                String why = scenario.key() + " could not be measured: " + e.getMessage();
                Progress.say(why);
                results.wrong(why);
            }
            // Whoever breaks it off later still has what was measured.
            Files.writeString(path("results"), markdown());
        }
    }

    private void measure(Scenario scenario) throws IOException, InterruptedException {
        switch (scenario) {
            case SMALL -> even(count(400), KIB, 0, true);
            case MANY -> many(count(10_000));
            case LARGE -> even(count(100), 10 * MIB, 0, true);
            case HUGE -> even(1, 4 * GIB / options.divide(), 0, false);
            case MIXED -> mixed(count(2_000));
            case QUOTA -> new QuotaRun(world, results).run(count(800));
            case MILLION -> new ScaleRun(world, results).run(count(1_000_000));
            case QUICK -> {
                even(count(100), KIB, 0, false);
                even(count(5), 10 * MIB, 0, false);
            }
        }
    }

    private int count(int files) {
        return Math.max(1, files / options.divide());
    }

    private void even(int files, long size, int folders, boolean cold)
            throws IOException, InterruptedException {
        String title = Figures.count(files) + " × " + Figures.size(size);
        compare(title, Trees.even(name(title), files, size, folders), 0, cold);
    }

    /** By default rclone takes a tenth of a second for each file: it gets a tenth of them. */
    private void many(int files) throws IOException, InterruptedException {
        String title = Figures.count(files) + " × " + Figures.size(KIB);
        int folders = Math.min(100, files);
        compare(title, Trees.even(name(title), files, KIB, folders), folders / 10, false);
    }

    private void mixed(int files) throws IOException, InterruptedException {
        compare(Figures.count(files) + " mixed", Trees.mixed("mixed", files), 0, false);
    }

    private void compare(String title, TreePlan plan, int sampleFolders, boolean cold)
            throws IOException, InterruptedException {
        new Comparison(world, results, options.runs())
                .run(new Comparison.Case(title, plan, sampleFolders, cold));
    }

    private static String name(String title) {
        return title.replaceAll("[^A-Za-z0-9]+", "-");
    }

    private String markdown() {
        return results.markdown(Machine.describe(world.rclone()));
    }

    private int tell() {
        System.out.print(markdown());
        return results.isWrong() ? WRONG_RESULTS : 0;
    }
}
