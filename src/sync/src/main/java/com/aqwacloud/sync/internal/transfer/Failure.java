package com.aqwacloud.sync.internal.transfer;

import java.time.Duration;

/**
 * What a failure means for a job.
 *
 * @param remedy what can be done
 * @param sentence one sentence for people
 * @param pause how long to wait first, or null for the session's own delay
 */
record Failure(Remedy remedy, String sentence, Duration pause) {
    /** What can be done about a failure. */
    enum Remedy {
        /** Try again after a while; counts as an attempt. */
        RETRY,
        /** Ask the destination how things stand, then decide anew; counts as an attempt. */
        REFRESH,
        /** Try again when the cloud lets us; does not count. */
        WAIT,
        /** The change feed should tell soon what became of the file; counts as an attempt. */
        NEXT_POLL,
        /** The file is not there, which the change feed should tell soon; counts as an attempt. */
        MISSING,
        /** Nothing of the session can work until a person did something. */
        PAUSE,
        /** This item cannot be transferred as it is. */
        GIVE_UP
    }
}
