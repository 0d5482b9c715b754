package com.aqwacloud.bench.report;

import com.aqwacloud.bench.contender.Outcome;
import java.time.Duration;

/**
 * What one contender did in one scenario.
 *
 * @param wrong how many files did not arrive as they should
 */
public record Measured(
        String scenario, String contender, int files, long bytes, Outcome outcome, int wrong) {

    public Duration time() {
        return outcome.reading().time();
    }

    /** The same, said to be of a part of the files only. */
    public Measured asSample() {
        return new Measured(
                scenario,
                contender + ", " + Figures.count(files) + " of them",
                files,
                bytes,
                outcome,
                wrong);
    }

    double filesPerSecond() {
        return Figures.rate(files, time());
    }

    double requestsPerFile() {
        return (double) outcome.reading().asked().both() / files;
    }
}
