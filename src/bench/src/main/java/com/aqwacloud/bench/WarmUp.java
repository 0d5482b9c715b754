package com.aqwacloud.bench;

import com.aqwacloud.bench.clouds.OneDrive;
import com.aqwacloud.bench.contender.Contender;
import com.aqwacloud.bench.contender.CopyTask;
import com.aqwacloud.bench.contender.Outcome;
import com.aqwacloud.bench.measure.Meter;
import com.aqwacloud.bench.report.Figures;
import java.io.IOException;
import java.time.Duration;

/**
 * Copies that nobody measures, so that the clouds are as fast as they get: real ones are never just
 * started.
 */
final class WarmUp {

    private static final double STEADY = 0.95;

    private final World world;
    private final CopyTask task;
    private final int most;

    /**
     * Makes one.
     *
     * @param most as many copies of each contender at most
     */
    WarmUp(World world, CopyTask task, int most) {
        this.world = world;
        this.task = task;
        this.most = most;
    }

    /** Copies again and again, until a copy costs the clouds about as much as the one before. */
    void by(Contender contender) throws IOException, InterruptedException {
        Duration before = Duration.ZERO;
        for (int i = 0; i < most; i++) {
            Duration cpu = copy(contender).reading().cloudsCpu();
            Progress.say(
                    "warming the clouds: %s, %s s of their CPU"
                            .formatted(contender.name(), Figures.seconds(cpu)));
            if (i > 0 && cpu.toMillis() > STEADY * before.toMillis()) {
                return;
            }
            before = cpu;
        }
    }

    private Outcome copy(Contender contender) throws IOException, InterruptedException {
        OneDrive oneDrive = world.oneDrive();
        String folder = oneDrive.createFolder(task.destination());
        Outcome outcome = contender.copy(task, new Meter(world.sandbox()));
        outcome.mustHaveEnded();
        oneDrive.delete(folder);
        return outcome;
    }
}
