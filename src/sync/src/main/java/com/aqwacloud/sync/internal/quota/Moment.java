package com.aqwacloud.sync.internal.quota;

import com.aqwacloud.sync.internal.store.QuotaUse.Spent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * One moment on both clocks of a {@link Timeline}: turns times of the one into those of the other.
 *
 * @param nanos by the clock that never goes back
 * @param instant by the time of day
 */
record Moment(long nanos, Instant instant) {
    static Moment now(Timeline time) {
        return new Moment(time.nanos(), time.instant());
    }

    /** When that was, or this moment if it lies ahead: the time of day may have been set back. */
    Spending spending(Spent spent) {
        long past = Math.max(0, Duration.between(spent.at(), instant).toNanos());
        return new Spending(nanos - past, spent.amount());
    }

    /** The times of day of what was spent; sums of nothing are left out. */
    List<Spent> spent(List<Spending> spendings) {
        return spendings.stream()
                .filter(each -> each.amount() > 0)
                .map(each -> new Spent(instant.minusNanos(nanos - each.nanos()), each.amount()))
                .toList();
    }
}
