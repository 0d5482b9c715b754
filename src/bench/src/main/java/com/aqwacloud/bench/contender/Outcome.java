package com.aqwacloud.bench.contender;

import com.aqwacloud.bench.measure.Meter;
import com.aqwacloud.bench.process.ProcessUse;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How a copy went.
 *
 * @param use CPU time for this copy alone, and the peak of memory since the contender's start
 * @param peakHeapBytes right after a collection; empty for what has no such heap
 * @param trouble why it did not get to its end, or what it said was wrong
 */
public record Outcome(
        Meter.Reading reading,
        ProcessUse use,
        OptionalLong peakHeapBytes,
        Optional<String> trouble) {

    /**
     * Of a copy that others rely on.
     *
     * @throws IOException if it did not get to its end
     */
    public void mustHaveEnded() throws IOException {
        if (trouble.isPresent()) {
            throw new IOException("the warm-up failed: " + trouble.get());
        }
    }
}
