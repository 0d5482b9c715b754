package com.aqwacloud.camel.component.microsoft.onedrive;

import java.time.Duration;

/**
 * How uploads are cut and repeated.
 *
 * @param simpleBytes up to this size a file goes in one request
 * @param fragmentBytes the size of fragments
 * @param attempts repetitions without progress before an upload is given up
 * @param retryDelay the first pause; doubles up to {@link #MAX_DELAY}
 * @param cancelOnFailure whether a session that can't be completed is cancelled
 */
record UploadLimits(
        long simpleBytes,
        int fragmentBytes,
        int attempts,
        Duration retryDelay,
        boolean cancelOnFailure) {

    static final Duration MAX_DELAY = Duration.ofSeconds(30);

    /** The pause before the given repetition, counted from 1. */
    Duration delay(int repetition) {
        Duration delay = retryDelay.multipliedBy(1L << Math.min(repetition - 1, 16));
        return delay.compareTo(MAX_DELAY) < 0 ? delay : MAX_DELAY;
    }
}
