package com.aqwacloud.bench;

import com.aqwacloud.bench.contender.AqwaSettings;
import com.aqwacloud.bench.contender.Contender;
import com.aqwacloud.bench.measure.Moments;
import com.aqwacloud.bench.report.Figures;
import com.aqwacloud.bench.report.Measured;
import com.aqwacloud.bench.report.Results;
import com.aqwacloud.bench.tree.TreePlan;
import com.aqwacloud.bench.tree.Trees;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The same tree for one contender after another. */
final class Comparison {

    private final World world;
    private final Results results;
    private final int runs;

    Comparison(World world, Results results, int runs) {
        this.world = world;
        this.results = results;
        this.runs = runs;
    }

    /**
     * A tree to be copied.
     *
     * @param title as the table shows it
     * @param sampleFolders rclone as it is gets only so many folders of the tree; 0 for all of it
     * @param cold whether AqwaCloud is measured right after its start, too
     */
    record Case(String title, TreePlan plan, int sampleFolders, boolean cold) {}

    void run(Case what) throws IOException, InterruptedException {
        Progress.say(
                "%s: making %d files, %s"
                        .formatted(
                                what.title(),
                                what.plan().files().size(),
                                Figures.size(what.plan().bytes())));
        Map<String, String> sums = world.place(what.plan());
        List<String> sample =
                IntStream.range(0, what.sampleFolders()).mapToObj(Trees::folder).toList();
        if (world.rclone().isPresent()) {
            measure(what, sums, world.byDefault(), sample);
            measure(what, sums, world.tuned(), List.of());
        } else {
            results.comparison().addAbsent(what.title(), world.byDefault().name());
            results.comparison().addAbsent(what.title(), world.tuned().name());
        }
        measure(what, sums, world.aqwa(AqwaSettings.free()), List.of());
        if (what.cold()) {
            measure(what, sums, world.coldAqwa(AqwaSettings.free()), List.of());
        }
        world.remove(what.plan());
    }

    private void measure(
            Case what, Map<String, String> sums, Contender contender, List<String> folders)
            throws IOException, InterruptedException {
        TreePlan part =
                what.plan()
                        .only(
                                path ->
                                        folders.isEmpty()
                                                || folders.stream()
                                                        .anyMatch(f -> path.startsWith(f + "/")));
        CheckedCopy copy = new CheckedCopy(world, results);
        List<Measured> all = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
            all.add(copy.run(what.title(), part, folders, sums, contender, Moments.UNTOLD));
        }
        Measured median = Figures.median(all, Comparator.comparing(Measured::time));
        results.comparison().add(folders.isEmpty() ? median : median.asSample());
    }
}
