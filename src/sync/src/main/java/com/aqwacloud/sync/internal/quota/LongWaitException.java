package com.aqwacloud.sync.internal.quota;

import com.aqwacloud.sync.api.SyncException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** A request was not made, since whoever asks for it would have had to wait for long. */
public final class LongWaitException extends SyncException {
    private static final long serialVersionUID = 1L;

    private final Instant until;
    private final Duration left;

    private LongWaitException(String message, Instant until, Duration left) {
        super(message);
        this.until = until;
        this.left = left;
    }

    /** A cloud asked for a pause that is not over until then. */
    static LongWaitException ofPause(String account, Instant until, Duration left) {
        return new LongWaitException(
                waits(account, until) + "its cloud asked for a pause", until, left);
    }

    /** Whatever the reason is, there is none to wait so long. */
    static LongWaitException of(String account, Instant until, Duration left) {
        return new LongWaitException(
                waits(account, until) + "its quota is used up or its cloud asked for a pause",
                until,
                left);
    }

    /** The same where a person waits for the answer. */
    static LongWaitException ofPerson(String account, Instant until, Duration left) {
        return new LongWaitException(
                of(account, until, left).getMessage() + "; try again then", until, left);
    }

    private static String waits(String account, Instant until) {
        return "the account \""
                + account
                + "\" has to wait at least until "
                + shown(until)
                + ", since ";
    }

    private static Instant shown(Instant until) {
        return until.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
    }

    /** When it may be asked for again. */
    public Instant until() {
        return until;
    }

    /** The same as people are told it: by then it may be asked for. */
    public Instant shown() {
        return shown(until);
    }

    /** How long that was from when it was refused. */
    public Duration left() {
        return left;
    }
}
