package com.aqwacloud.bench.measure;

import com.aqwacloud.bench.clouds.Asked;
import com.aqwacloud.bench.clouds.Levers;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Follows a run under a quota: how many requests Google Drive let through by when, and how many
 * either cloud refused. Call {@link #follow} in a thread of its own.
 */
public final class QuotaWatch {

    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final Duration PAUSE_BEFORE = Duration.ofMillis(10);
    private static final Set<Integer> REFUSED = Set.of(403, 429);

    private final Levers levers;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final AtomicBoolean over = new AtomicBoolean();
    private final List<SteadyShare.Sample> samples = new ArrayList<>();
    private Set<Levers.Request> seen = Set.of();
    private long refused;
    private long refusedByGoogle;

    public QuotaWatch(Levers levers) {
        this.levers = levers;
    }

    /** What was seen. */
    public record Seen(List<SteadyShare.Sample> samples, long refused) {}

    /** Looks from {@link #begin} on until {@link #end}. */
    public Seen follow() throws IOException, InterruptedException {
        while (!begun.get() && !over.get()) {
            TimeUnit.MILLISECONDS.sleep(PAUSE_BEFORE.toMillis());
        }
        long began = System.nanoTime();
        boolean last;
        do {
            last = over.get();
            look(Duration.ofNanos(System.nanoTime() - began));
            TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
        } while (!last);
        return new Seen(List.copyOf(samples), refused);
    }

    /** What is measured begins now; all requests were forgotten just before. */
    public void begin() {
        begun.set(true);
    }

    public void end() {
        over.set(true);
    }

    private void look(Duration at) throws IOException, InterruptedException {
        Set<Levers.Request> latest = new HashSet<>(levers.latest());
        Asked asked = levers.asked();
        for (Levers.Request request : latest) {
            if (REFUSED.contains(request.status()) && !seen.contains(request)) {
                refused++;
                refusedByGoogle += request.cloud().equals("google") ? 1 : 0;
            }
        }
        seen = latest;
        samples.add(new SteadyShare.Sample(at, asked.google() - refusedByGoogle));
    }
}
