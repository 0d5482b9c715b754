package com.aqwacloud.sync.internal.quota;

import com.aqwacloud.sync.api.QuotaWindow;
import java.util.ArrayList;
import java.util.List;

/**
 * Knows when cost units fit into a window. What is spent within the same small part of the window
 * is kept as one sum and counted as spent at its end, so the window is never exceeded, and a few
 * hundred numbers do for any number of units. Not safe for use by several threads.
 */
final class UnitWindow {
    /** A wait may be longer than needed by this part of the window. */
    private static final int SLICES = 256;

    /** A slice that has begun and one that is about to be forgotten come on top. */
    private static final int CAPACITY = SLICES + 2;

    private final QuotaWindow window;
    private final long windowNanos;
    private final long sliceNanos;

    /** Rings of slices, oldest first: when each began, when it last grew, and its units. */
    private final long[] begins = new long[CAPACITY];

    private final long[] ends = new long[CAPACITY];
    private final long[] amounts = new long[CAPACITY];
    private int first;
    private int size;
    private long spent;

    /**
     * @param window so many units in any stretch of so long
     */
    UnitWindow(QuotaWindow window) {
        this.window = window;
        this.windowNanos = window.window().toNanos();
        this.sliceNanos = Math.max(1, windowNanos / SLICES);
    }

    QuotaWindow window() {
        return window;
    }

    /**
     * How long units must wait to fit; more than the window holds are taken for all that it holds.
     *
     * @param now not before any moment recorded
     * @param units 0 or more
     * @return nanoseconds; 0 if they may be spent now
     */
    long waitNanos(long now, int units) {
        forget(now);
        long excess = spent + Math.min(units, window.requests()) - window.requests();
        long wait = 0;
        for (int i = 0; excess > 0 && i < size; i++) {
            excess -= amounts[index(i)];
            wait = ends[index(i)] + windowNanos - now;
        }
        return wait;
    }

    /** Remembers units spent now. */
    void record(long now, int units) {
        add(now, Math.min(units, window.requests()));
    }

    /** Units that were recorded at a moment count from now on instead, remembered or not. */
    void move(long moment, int units, long now) {
        long wanted = Math.min(units, window.requests());
        for (int i = size - 1; i >= 0; i--) {
            int slice = index(i);
            if (begins[slice] - moment <= 0) {
                if (ends[slice] - moment >= 0) {
                    long moved = Math.min(amounts[slice], wanted);
                    amounts[slice] -= moved;
                    spent -= moved;
                }
                break;
            }
        }
        add(now, wanted);
    }

    /** Takes over what another window remembers. */
    void take(UnitWindow other) {
        for (int i = 0; i < other.size; i++) {
            add(other.ends[other.index(i)], other.amounts[other.index(i)]);
        }
    }

    /**
     * What is remembered, oldest first; nothing seems older than it is.
     *
     * @param now not before any moment recorded
     */
    List<Spending> spent(long now) {
        forget(now);
        var sums = new ArrayList<Spending>();
        for (int i = 0; i < size; i++) {
            sums.add(new Spending(ends[index(i)], amounts[index(i)]));
        }
        return sums;
    }

    /** How many sums are kept. */
    int remembered() {
        return size;
    }

    private void add(long now, long units) {
        forget(now);
        int last = index(size - 1);
        if (size == 0 || now - begins[last] >= sliceNanos && size < CAPACITY) {
            last = index(size);
            size++;
            begins[last] = now;
            amounts[last] = 0;
        }
        ends[last] = now;
        amounts[last] += units;
        spent += units;
    }

    private void forget(long now) {
        while (size > 0 && now - ends[first] >= windowNanos) {
            spent -= amounts[first];
            first = index(1);
            size--;
        }
    }

    private int index(int fromOldest) {
        return Math.floorMod(first + fromOldest, CAPACITY);
    }
}
