package com.aqwacloud.bench;

import com.aqwacloud.bench.clouds.OneDrive;
import com.aqwacloud.bench.contender.Contender;
import com.aqwacloud.bench.contender.CopyTask;
import com.aqwacloud.bench.contender.Outcome;
import com.aqwacloud.bench.measure.Meter;
import com.aqwacloud.bench.measure.Moments;
import com.aqwacloud.bench.report.Figures;
import com.aqwacloud.bench.report.Measured;
import com.aqwacloud.bench.report.Results;
import com.aqwacloud.bench.tree.TreeCheck;
import com.aqwacloud.bench.tree.TreePlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A copy into a folder of its own, every file of which is compared by SHA-256 afterwards. */
final class CheckedCopy {

    private static final int TOLD = 5;

    private final World world;
    private final Results results;

    CheckedCopy(World world, Results results) {
        this.world = world;
        this.results = results;
    }

    /**
     * Copies and checks.
     *
     * @param part what has to arrive
     * @param folders only these of the tree; empty for all of it
     * @param sums of all files of the tree
     * @param moments told when the measuring begins and ends
     */
    Measured run(
            String title,
            TreePlan part,
            List<String> folders,
            Map<String, String> sums,
            Contender contender,
            Moments moments)
            throws IOException, InterruptedException {
        OneDrive oneDrive = world.oneDrive();
        String destination = "to-" + part.name();
        String folder = oneDrive.createFolder(destination);
        int files = part.files().size();
        Progress.say("%s: %s".formatted(title, contender.name()));
        Outcome outcome =
                contender.copy(
                        new CopyTask(part.name(), destination, folders, files),
                        new Meter(world.sandbox(), moments));
        Map<String, String> expected = new TreeMap<>();
        part.files().forEach(file -> expected.put(file.path(), sums.get(file.path())));
        Path arrived = world.sandbox().oneDrive().resolve(destination).resolve(part.name());
        List<String> wrong = TreeCheck.differences(expected, TreeCheck.sums(arrived));
        String who = title + ", " + contender.name() + ": ";
        outcome.trouble().ifPresent(why -> tell(who + why));
        wrong.stream().limit(TOLD).forEach(why -> tell(who + why));
        oneDrive.delete(folder);
        Measured measured =
                new Measured(title, contender.name(), files, part.bytes(), outcome, wrong.size());
        Progress.say(
                "%s: %s took %s s, %d wrong"
                        .formatted(
                                title,
                                contender.name(),
                                Figures.seconds(measured.time()),
                                wrong.size()));
        return measured;
    }

    private void tell(String why) {
        Progress.say(why);
        results.wrong(why);
    }
}
