package com.aqwacloud.sync.internal.transfer;

/** Whether a person gave a job up while it was under way. Thread-safe. */
final class GivenUp {
    /** Guarded by this. */
    private boolean happened;

    /** It was given up; what is done unless it was is over when this returns. */
    synchronized void happen() {
        happened = true;
    }

    /** Does what is only to be done before it was given up. */
    synchronized void unless(Runnable work) {
        if (!happened) {
            work.run();
        }
    }
}
