package com.aqwacloud.sandbox.quota;

import java.util.Optional;

/**
 * What became of a request's cost.
 *
 * @param refused whether there was no room for it
 * @param retryAfterSeconds when there will be some; of use only if it is refused
 * @param usage how full it is, from 80 % on; of use to OneDrive's headers
 */
public record Charge(boolean refused, long retryAfterSeconds, Optional<Usage> usage) {

    /** Of what costs nothing. */
    public static final Charge FREE = new Charge(false, 0, Optional.empty());

    /** Of units, in the shortest window. */
    public record Usage(long limit, long remaining, long resetSeconds) {}
}
