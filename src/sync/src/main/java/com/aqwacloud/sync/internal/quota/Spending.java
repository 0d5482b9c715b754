package com.aqwacloud.sync.internal.quota;

/**
 * What was spent within a short time.
 *
 * @param nanos the end of that time, by a {@link Timeline}
 * @param amount 0 or more
 */
record Spending(long nanos, long amount) {
    int atMost(int most) {
        return (int) Math.min(amount, most);
    }
}
