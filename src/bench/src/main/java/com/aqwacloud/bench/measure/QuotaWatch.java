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
 * Follows a run under quotas: how much each cloud let through by when, and how many requests either
 * refused. Call {@link #follow} in a thread of its own.
 */
public final class QuotaWatch {

    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final Duration PAUSE_BEFORE = Duration.ofMillis(10);
    private static final Set<Integer> REFUSED = Set.of(403, 429);

    private final Levers levers;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final AtomicBoolean over = new AtomicBoolean();
    private final List<SteadyShare.Sample> google = new ArrayList<>();
    private final List<SteadyShare.Sample> oneDrive = new ArrayList<>();
    private Asked before = new Asked(0, 0);
    private Set<Levers.Request> seen = Set.of();
    private long refused;

    public QuotaWatch(Levers levers) {
        this.levers = levers;
    }

    /** What was seen. */
    public record Seen(
            List<SteadyShare.Sample> google, List<SteadyShare.Sample> oneDrive, long refused) {}

    /** Looks from {@link #begin} on until {@link #end}. */
    public Seen follow() throws IOException, InterruptedException {
        while (!begun.get() && !over.get()) {
            TimeUnit.MILLISECONDS.sleep(PAUSE_BEFORE.toMillis());
        }
        long began = System.nanoTime();
        before = levers.granted();
        boolean last;
        do {
            last = over.get();
            look(Duration.ofNanos(System.nanoTime() - began));
            TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
        } while (!last);
        return new Seen(List.copyOf(google), List.copyOf(oneDrive), refused);
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
        Asked granted = levers.granted();
        for (Levers.Request request : latest) {
            if (REFUSED.contains(request.status()) && !seen.contains(request)) {
                refused++;
            }
        }
        seen = latest;
        google.add(new SteadyShare.Sample(at, granted.google() - before.google()));
        oneDrive.add(new SteadyShare.Sample(at, granted.oneDrive() - before.oneDrive()));
    }
}
