package com.aqwacloud.sync.internal.quota;

import com.aqwacloud.sync.api.QuotaWindow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Knows when the next request fits into several windows at once. Keeps one number for each request
 * of the longest window, no more. Not safe for use by several threads.
 */
final class SlidingWindows {
    private static final int FIRST_CAPACITY = 64;

    /** So many sums at most tell what is remembered. */
    private static final int SLICES = 256;

    /** A ring of the moments of past requests, oldest first. */
    private long[] moments = new long[FIRST_CAPACITY];

    private int first;
    private int size;
    private List<QuotaWindow> windows;
    private long longestNanos;
    private int mostRequests;
    private int fewestRequests;

    SlidingWindows(Collection<QuotaWindow> windows) {
        use(windows);
    }

    /** Replaces the windows; requests that are still remembered count in the new ones too. */
    void use(Collection<QuotaWindow> next) {
        if (next.isEmpty()) {
            throw new IllegalArgumentException("at least one window");
        }
        windows = List.copyOf(next);
        longestNanos =
                next.stream().mapToLong(window -> window.window().toNanos()).max().orElseThrow();
        mostRequests = next.stream().mapToInt(QuotaWindow::requests).max().orElseThrow();
        fewestRequests = next.stream().mapToInt(QuotaWindow::requests).min().orElseThrow();
    }

    /** The most that can be asked for at once. */
    int fewestRequests() {
        return fewestRequests;
    }

    /**
     * How long requests must wait to fit.
     *
     * @param now not before any moment recorded
     * @param count 1 to {@link #fewestRequests()}
     * @return nanoseconds; 0 or less if they may be made now
     */
    long waitNanos(long now, int count) {
        forget(now);
        long wait = 0;
        for (QuotaWindow window : windows) {
            // With count more, this past request would be one too many in the same window.
            int offender = window.requests() - count;
            if (size > offender) {
                long moment = moments[index(size - 1 - offender)];
                wait = Math.max(wait, moment + window.window().toNanos() - now);
            }
        }
        return wait;
    }

    /** Remembers requests made now. */
    void record(long now, int count) {
        forget(now);
        for (int i = 0; i < count; i++) {
            if (size == mostRequests) {
                drop();
            } else if (size == moments.length) {
                grow();
            }
            moments[index(size++)] = now;
        }
    }

    /**
     * Requests that were recorded at a moment count from now on instead, also those that took so
     * long that they are no longer remembered.
     */
    void move(long moment, int count, long now) {
        int last = size - 1;
        while (last >= 0 && moments[index(last)] - moment > 0) {
            last--;
        }
        int found = 0;
        while (found < count && last >= found && moments[index(last - found)] == moment) {
            found++;
        }
        for (int i = last + 1; i < size; i++) {
            moments[index(i - found)] = moments[index(i)];
        }
        for (int i = size - found; i < size; i++) {
            moments[index(i)] = now;
        }
        record(now, count - found);
    }

    /**
     * What is remembered in a few hundred sums, oldest first; nothing seems older than it is.
     *
     * @param now not before any moment recorded
     */
    List<Spending> spent(long now) {
        forget(now);
        long sliceNanos = Math.max(1, longestNanos / SLICES);
        var sums = new ArrayList<Spending>();
        int begin = 0;
        for (int i = 1; i <= size; i++) {
            if (i == size || moments[index(i)] - moments[index(begin)] > sliceNanos) {
                sums.add(new Spending(moments[index(i - 1)], i - begin));
                begin = i;
            }
        }
        return sums;
    }

    /** Requests of the longest window that are remembered. */
    int remembered() {
        return size;
    }

    private void forget(long now) {
        while (size > 0 && (size > mostRequests || now - moments[first] >= longestNanos)) {
            drop();
        }
    }

    private void drop() {
        first = index(1);
        size--;
    }

    private int index(int fromOldest) {
        return (int) (((long) first + fromOldest) % moments.length);
    }

    private void grow() {
        int capacity = (int) Math.min(mostRequests, 2L * moments.length);
        long[] next = new long[Math.max(capacity, size + 1)];
        for (int i = 0; i < size; i++) {
            next[i] = moments[index(i)];
        }
        moments = next;
        first = 0;
    }
}
