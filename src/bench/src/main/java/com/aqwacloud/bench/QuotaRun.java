package com.aqwacloud.bench;

import com.aqwacloud.bench.clouds.Levers;
import com.aqwacloud.bench.contender.AqwaSettings;
import com.aqwacloud.bench.contender.Contender;
import com.aqwacloud.bench.measure.Moments;
import com.aqwacloud.bench.measure.QuotaWatch;
import com.aqwacloud.bench.measure.SteadyShare;
import com.aqwacloud.bench.report.Measured;
import com.aqwacloud.bench.report.Results;
import com.aqwacloud.bench.tree.TreePlan;
import com.aqwacloud.bench.tree.Trees;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Small files while both clouds allow only so many requests: those of the windows that AqwaCloud
 * keeps by default, in ten seconds each. OneDrive's is the one that holds, as a new file takes two
 * of its requests.
 */
final class QuotaRun {

    private static final String TITLE = "quota";
    private static final int GOOGLE_LIMIT = 100;
    private static final int ONEDRIVE_LIMIT = 167;
    private static final Duration WINDOW = Duration.ofSeconds(10);

    private final World world;
    private final Results results;

    QuotaRun(World world, Results results) {
        this.world = world;
        this.results = results;
    }

    void run(int files) throws IOException, InterruptedException {
        TreePlan plan = Trees.even("quota", files, 1024, 10);
        Map<String, String> sums = world.place(plan);
        if (world.rclone().isPresent()) {
            measure(plan, sums, world.tuned());
        } else {
            results.quota().addAbsent(world.tuned().name());
        }
        measure(
                plan,
                sums,
                world.aqwa(
                        AqwaSettings.within(
                                GOOGLE_LIMIT + "/" + WINDOW.toSeconds() + "s",
                                ONEDRIVE_LIMIT + "/" + WINDOW.toSeconds() + "s")));
        world.remove(plan);
    }

    private void measure(TreePlan plan, Map<String, String> sums, Contender contender)
            throws IOException, InterruptedException {
        Levers levers = new Levers(world.sandbox());
        QuotaWatch watch = new QuotaWatch(levers);
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<QuotaWatch.Seen> seen = thread.submit(watch::follow);
            Measured measured =
                    new CheckedCopy(world, results)
                            .run(
                                    TITLE,
                                    plan,
                                    List.of(),
                                    sums,
                                    contender,
                                    limited(levers, watch, seen));
            QuotaWatch.Seen all = followed(seen);
            results.quota()
                    .add(
                            measured,
                            new SteadyShare(GOOGLE_LIMIT, WINDOW).of(all.google()),
                            new SteadyShare(ONEDRIVE_LIMIT, WINDOW).of(all.oneDrive()),
                            all.refused());
        } finally {
            watch.end();
            thread.shutdown();
            levers.unlimit();
        }
    }

    private static QuotaWatch.Seen followed(Future<QuotaWatch.Seen> seen)
            throws IOException, InterruptedException {
        try {
            return seen.get();
        } catch (ExecutionException e) {
            throw new IOException("the requests could not be followed", e.getCause());
        }
    }

    /** The bench's own requests, before and after, are no part of what the quota is used for. */
    private static Moments limited(Levers levers, QuotaWatch watch, Future<QuotaWatch.Seen> seen) {
        return new Moments() {
            @Override
            public void begins() throws IOException, InterruptedException {
                levers.limit(
                        "%d requests/%ds".formatted(GOOGLE_LIMIT, WINDOW.toSeconds()),
                        "%d requests/%ds".formatted(ONEDRIVE_LIMIT, WINDOW.toSeconds()));
                watch.begin();
            }

            @Override
            public void ended() throws IOException, InterruptedException {
                watch.end();
                followed(seen);
                levers.unlimit();
            }
        };
    }
}
