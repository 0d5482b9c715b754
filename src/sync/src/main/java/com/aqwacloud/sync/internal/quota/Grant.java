package com.aqwacloud.sync.internal.quota;

/**
 * A request that {@link Governor#acquire} let through.
 *
 * @param nanos when, by the governor's {@link Timeline}
 * @param requests as how many requests it counts
 * @param units as how many cost units it counts
 */
public record Grant(long nanos, int requests, int units) {}
