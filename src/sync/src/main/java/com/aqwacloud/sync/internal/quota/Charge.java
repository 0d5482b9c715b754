package com.aqwacloud.sync.internal.quota;

/**
 * What one HTTP request takes from the quota of its account.
 *
 * @param requests as how many requests the cloud counts it, at least 1: a batch counts its parts
 * @param units what the cloud's price list says, in its own cost units, 0 or more
 */
public record Charge(int requests, int units) {
    public Charge {
        if (requests < 1) {
            throw new IllegalArgumentException("requests must be at least 1");
        }
        if (units < 0) {
            throw new IllegalArgumentException("units must not be negative");
        }
    }
}
