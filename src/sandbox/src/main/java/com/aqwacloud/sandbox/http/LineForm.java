package com.aqwacloud.sandbox.http;

import java.time.Duration;

/**
 * How slow a line is.
 *
 * @param latency before the content of a file comes or goes
 * @param requestLatency before anything is done for a request
 * @param jitter up to so much more, by chance, each time
 * @param seed of the chance
 * @param bytesPerSecond for all transfers together; 0 for as fast as can be
 */
public record LineForm(
        Duration latency,
        Duration requestLatency,
        Duration jitter,
        long seed,
        long bytesPerSecond) {

    public static final LineForm OPEN =
            new LineForm(Duration.ZERO, Duration.ZERO, Duration.ZERO, 1, 0);
}
