package com.aqwacloud.camel.component.microsoft.onedrive;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Pauses that end early when the owner stops or the thread is interrupted. Thread-safe. */
final class StopSignal {

    private final CountDownLatch stopped = new CountDownLatch(1);

    void stop() {
        stopped.countDown();
    }

    /**
     * Waits as long as given.
     *
     * @throws CancellationException if the owner stops meanwhile, or has stopped
     */
    void pause(Duration duration) throws InterruptedException {
        if (stopped.await(duration.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new CancellationException("The endpoint is stopping");
        }
    }
}
