package com.aqwacloud.bench.measure;

import com.aqwacloud.bench.clouds.Asked;
import com.aqwacloud.bench.clouds.Levers;
import com.aqwacloud.bench.clouds.Sandbox;
import com.aqwacloud.bench.process.ProcessUse;
import com.aqwacloud.bench.process.UnwrittenFiles;
import java.io.IOException;
import java.time.Duration;

/** Time, requests and what the clouds themselves used between two moments. */
public final class Meter {

    private final Sandbox sandbox;
    private final Levers levers;
    private final Moments moments;
    private ProcessUse before = ProcessUse.NONE;
    private long began;

    public Meter(Sandbox sandbox) {
        this(sandbox, Moments.UNTOLD);
    }

    /**
     * Makes one.
     *
     * @param moments told when the measuring begins and ends
     */
    public Meter(Sandbox sandbox, Moments moments) {
        this.sandbox = sandbox;
        this.moments = moments;
        levers = new Levers(sandbox);
    }

    /**
     * What was measured.
     *
     * @param cloudsCpu of the process that plays both clouds
     */
    public record Reading(Duration time, Asked asked, Duration cloudsCpu) {}

    public void begin() throws IOException, InterruptedException {
        UnwrittenFiles.bringToDisk();
        levers.forget();
        before = clouds();
        moments.begins();
        began = System.nanoTime();
    }

    public Reading end() throws IOException, InterruptedException {
        Duration time = Duration.ofNanos(System.nanoTime() - began);
        Duration cpu = clouds().cpu().minus(before.cpu());
        Asked asked = levers.asked();
        moments.ended();
        return new Reading(time, asked, cpu);
    }

    private ProcessUse clouds() throws IOException {
        return ProcessUse.of(sandbox.pid())
                .orElseThrow(() -> new IOException("The sandbox has ended"));
    }
}
