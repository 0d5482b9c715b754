package com.aqwacloud.bench;

import com.aqwacloud.bench.clouds.Levers;
import com.aqwacloud.bench.contender.Watching;
import com.aqwacloud.bench.contender.Watching.Watched;
import com.aqwacloud.bench.report.Figures;
import com.aqwacloud.bench.report.Results;
import java.io.IOException;

/** Files by the million, listed and watched; beside a thousand of them. */
final class ScaleRun {

    private static final int FEW = 1000;
    private static final int FILES_IN_A_FOLDER = 1000;
    private static final int SIZE_BYTES = 1024;

    private final World world;
    private final Results results;

    ScaleRun(World world, Results results) {
        this.world = world;
        this.results = results;
    }

    void run(int files) throws IOException, InterruptedException {
        measure(FEW);
        measure(files);
    }

    private void measure(int files) throws IOException, InterruptedException {
        Progress.say(Figures.count(files) + " files: listing and watching");
        String name = "generated-" + files;
        int folders = Math.max(1, files / FILES_IN_A_FOLDER);
        String source = world.googleDrive().createFolder(name);
        String destination = world.oneDrive().createFolder("to-" + name);
        Levers levers = new Levers(world.sandbox());
        levers.generate(source, files, folders, SIZE_BYTES);
        try {
            Watched watched =
                    new Watching(world.archive(), world.newFolder(), world.sandbox(), Progress::say)
                            .watch(name, "to-" + name, files + folders);
            results.watch().add(files, watched);
        } catch (IOException e) {
            String why = Figures.count(files) + " files could not be watched: " + e.getMessage();
            Progress.say(why);
            results.note(why);
        }
        levers.removeGenerated();
        world.googleDrive().delete(source);
        world.oneDrive().delete(destination);
    }
}
