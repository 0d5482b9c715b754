package com.aqwacloud.sync.internal.bandwidth;

import com.aqwacloud.sync.api.Bandwidth;
import com.aqwacloud.sync.internal.quota.Timeline;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.locks.Condition;

/** A line whose time passes only while someone waits for it, so that it tells what it was used. */
public final class VirtualLine implements Timeline {
    private static final long BYTES_PER_SECOND = 100_000;

    /** So much more may have passed than is told. */
    public static final long PORTION = BYTES_PER_SECOND / 10;

    private long nanos;

    /** What one transfer that uses it has to keep. */
    public Throttle throttle() {
        return new Bandwidths(
                        Bandwidth.read(Map.of(Bandwidth.LIMIT, BYTES_PER_SECOND + "B/s")),
                        this,
                        ZoneOffset.UTC)
                .of("s1");
    }

    /** How many bytes were waited for so far. */
    public long bytes() {
        return nanos * BYTES_PER_SECOND / 1_000_000_000;
    }

    @Override
    public long nanos() {
        return nanos;
    }

    @Override
    public Instant instant() {
        return Instant.EPOCH.plusNanos(nanos);
    }

    @Override
    public void await(Condition condition, long howLong) {
        nanos += howLong;
    }
}
