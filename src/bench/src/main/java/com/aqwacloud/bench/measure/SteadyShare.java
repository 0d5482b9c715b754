package com.aqwacloud.bench.measure;

import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Which part of a quota was used while a contender was busy all the time: from half a window after
 * the first request on, over as many whole windows as fit before the last one. So a burst at the
 * beginning of each window counts once, and what begins and ends the run does not.
 *
 * @param limit requests that are allowed in a window
 */
public record SteadyShare(int limit, Duration window) {

    /**
     * How many requests had been let through at a moment.
     *
     * @param at since any moment that is the same for all samples
     */
    public record Sample(Duration at, long accepted) {}

    /**
     * The share, 1 being all that is allowed.
     *
     * @param samples in order of time
     * @return empty if not one whole window was measured
     */
    public OptionalDouble of(List<Sample> samples) {
        if (samples.isEmpty()) {
            return OptionalDouble.empty();
        }
        long all = samples.get(samples.size() - 1).accepted();
        Duration first = firstWith(samples, 1);
        Duration last = firstWith(samples, all);
        Duration from = first.plus(window.dividedBy(2));
        long windows = last.compareTo(from) <= 0 ? 0 : last.minus(from).dividedBy(window);
        if (windows == 0) {
            return OptionalDouble.empty();
        }
        long used = at(samples, from.plus(window.multipliedBy(windows))) - at(samples, from);
        return OptionalDouble.of((double) used / (limit * windows));
    }

    private static Duration firstWith(List<Sample> samples, long accepted) {
        return samples.stream()
                .filter(sample -> sample.accepted() >= accepted)
                .findFirst()
                .map(Sample::at)
                .orElse(Duration.ZERO);
    }

    private static long at(List<Sample> samples, Duration moment) {
        return samples.stream()
                .filter(sample -> sample.at().compareTo(moment) <= 0)
                .mapToLong(Sample::accepted)
                .max()
                .orElse(0);
    }
}
