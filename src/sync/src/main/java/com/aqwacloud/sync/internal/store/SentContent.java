package com.aqwacloud.sync.internal.store;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What a file of the destination looks like that holds what an attempt sent, even if that was
 * damaged on its way and no hash tells.
 *
 * @param size bytes that were sent
 * @param modifiedAt the time of modification that was sent along; null if the destination gives it
 *     one
 * @param from the earliest time that the destination may give it, or null
 * @param until the latest such time, or null
 */
public record SentContent(long size, Instant modifiedAt, Instant from, Instant until) {
    /** No hash begins so. */
    static final String MARK = "@";

    /** How far the destination's clock may be from ours. */
    private static final Duration CLOCK_SKEW = Duration.ofSeconds(5);

    /**
     * So long after the last of it was handed out, it has arrived or never will. The process may be
     * down for longer, and a person may edit the file then.
     */
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private static final String BETWEEN = "_";
    private static final String NONE = "";

    /** Of an attempt that is about to send the last of it, and its time along with it. */
    public static SentContent timed(long size, Instant modifiedAt) {
        return new SentContent(size, modifiedAt, null, null);
    }

    /** Of one that sends no time along. */
    public static SentContent untimed(long size, Instant now) {
        return new SentContent(size, null, now, now.plus(LONGEST));
    }

    /** The same, but nothing of it arrives after that time. */
    SentContent endedAt(Instant end) {
        return until == null || !end.isBefore(until)
                ? this
                : new SentContent(size, modifiedAt, from, end);
    }

    /** Whether it is known by when the attempt that began then sent it. */
    boolean isKnownByTimeOf(Instant startedAt) {
        return from != null && from.toEpochMilli() >= startedAt.toEpochMilli();
    }

    /**
     * Whether it may be what that file holds, by its time: an editor gives a file another than the
     * attempt did, if that gave it one.
     */
    public boolean isPerhaps(Item there) {
        Instant time = there.modifiedAt();
        if (!there.isFile() || time == null) {
            return false;
        }
        return modifiedAt != null
                ? seconds(modifiedAt).equals(seconds(time))
                : !time.isBefore(from.minus(CLOCK_SKEW)) && !time.isAfter(until.plus(CLOCK_SKEW));
    }

    /** OneDrive keeps whole seconds. */
    private static Instant seconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS);
    }

    static SentContent parse(String stored) {
        String[] parts = stored.substring(MARK.length()).split(BETWEEN, -1);
        return new SentContent(
                Long.parseLong(parts[0], Character.MAX_RADIX),
                time(parts[1]),
                time(parts[2]),
                time(parts[3]));
    }

    private static Instant time(String stored) {
        return stored.equals(NONE)
                ? null
                : Instant.ofEpochMilli(Long.parseLong(stored, Character.MAX_RADIX));
    }

    String stored() {
        return MARK
                + String.join(
                        BETWEEN,
                        Long.toString(size, Character.MAX_RADIX),
                        stored(modifiedAt),
                        stored(from),
                        stored(until));
    }

    private static String stored(Instant time) {
        return time == null ? NONE : Long.toString(time.toEpochMilli(), Character.MAX_RADIX);
    }
}
