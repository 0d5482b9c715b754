package com.aqwacloud.sync.internal.survey;

import com.aqwacloud.sync.api.Bandwidth;
import com.aqwacloud.sync.api.Timetable;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** What a bandwidth allows in the course of a week, the same in each that follows. Immutable. */
final class BandwidthWeek {
    /**
     * A time in which one rate holds.
     *
     * @param bytesPerSecond 0 for no limit
     */
    private record Stretch(long seconds, long bytesPerSecond) {
        long bytes() {
            return seconds * bytesPerSecond;
        }
    }

    private final List<Stretch> stretches;

    /**
     * @param from when the week begins, by the machine's clock
     */
    BandwidthWeek(Bandwidth bandwidth, LocalDateTime from) {
        stretches = stretches(bandwidth, from.withNano(0));
    }

    private static List<Stretch> stretches(Bandwidth bandwidth, LocalDateTime from) {
        var minutes = new TreeSet<Integer>();
        for (Timetable.Entry entry : bandwidth.timetable().entries()) {
            minutes.add(entry.from());
            minutes.add(entry.to());
        }
        LocalDateTime end = from.plusWeeks(1);
        var edges = new TreeSet<LocalDateTime>();
        for (var day = from.toLocalDate(); !day.isAfter(end.toLocalDate()); day = day.plusDays(1)) {
            for (int minute : minutes) {
                edges.add(day.atStartOfDay().plusMinutes(minute));
            }
        }
        edges.add(end);
        var stretches = new ArrayList<Stretch>();
        LocalDateTime at = from;
        for (LocalDateTime edge : edges.subSet(from, false, end, true)) {
            stretches.add(
                    new Stretch(
                            Duration.between(at, edge).toSeconds(),
                            bandwidth.at(at).map(rate -> rate.bytesPerSecond()).orElse(0L)));
            at = edge;
        }
        return stretches;
    }

    /** How long so many bytes take at least. Where nothing limits them, they take no time. */
    long seconds(long bytes) {
        long left = bytes;
        long seconds = 0;
        if (stretches.stream().noneMatch(stretch -> stretch.bytesPerSecond() == 0)) {
            long week = stretches.stream().mapToLong(Stretch::bytes).sum();
            seconds = left / week * Duration.ofDays(7).toSeconds();
            left %= week;
        }
        for (Stretch stretch : stretches) {
            if (stretch.bytesPerSecond() == 0) {
                return seconds;
            }
            if (left < stretch.bytes()) {
                return seconds + left / stretch.bytesPerSecond();
            }
            left -= stretch.bytes();
            seconds += stretch.seconds();
        }
        return seconds;
    }
}
