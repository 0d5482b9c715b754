package com.aqwacloud.sync.api;

import java.time.Duration;

/**
 * So many requests, or cost units of a cloud, in any stretch of so long.
 *
 * @param requests how many of them, at least 1
 * @param window longer than zero
 */
public record QuotaWindow(int requests, Duration window) {
    public QuotaWindow {
        if (requests < 1) {
            throw new IllegalArgumentException("requests must be at least 1");
        }
        if (window.isZero() || window.isNegative()) {
            throw new IllegalArgumentException("window must be longer than zero");
        }
    }

    /** As written in configuration, such as {@code 1000/100s}. */
    @Override
    public String toString() {
        return requests + "/" + Durations.format(window);
    }
}
