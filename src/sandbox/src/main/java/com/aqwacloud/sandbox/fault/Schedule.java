package com.aqwacloud.sandbox.fault;

/**
 * Which of the matching requests a rule strikes.
 *
 * @param nth only the one with this number, from 1; 0 for no such limit
 * @param from the first one to strike
 * @param every then each so many
 * @param times at most so often
 * @param probability of those that are left
 * @param seed of the draws: the same seed strikes the same requests
 */
public record Schedule(long nth, long from, long every, long times, double probability, long seed) {

    /** Whether a request of this number may be struck, chance and {@code times} left aside. */
    boolean covers(long number) {
        return (nth == 0 || number == nth) && number >= from && (number - from) % every == 0;
    }
}
