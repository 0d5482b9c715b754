package com.aqwacloud.console;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Sizes, rates and times as people read them. */
final class Amounts {
    private static final List<String> UNITS = List.of("KiB", "MiB", "GiB", "TiB", "PiB", "EiB");
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    private Amounts() {}

    /** {@code 512 B}, {@code 1.5 KiB}, {@code 300.0 MiB}. */
    static String size(long bytes) {
        if (bytes < 1024) {
            return bytes + " B";
        }
        double amount = bytes / 1024.0;
        int unit = 0;
        // 1023.95 would be printed as 1024.0.
        while (amount >= 1023.95 && unit < UNITS.size() - 1) {
            amount /= 1024;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %s", amount, UNITS.get(unit));
    }

    static String rate(long bytesPerSecond) {
        return size(bytesPerSecond) + "/s";
    }

    /** Whole percent, rounded down, so that 100% means all of it. */
    static String percent(long done, long size) {
        return Math.min(100, (long) (done * 100.0 / size)) + "%";
    }

    /** {@code 42 s}, {@code 5 min 3 s}, {@code 2 h 5 min}, {@code 3 d 2 h}. */
    static String span(Duration span) {
        if (span.toDays() > 0) {
            return span.toDays() + " d " + span.toHoursPart() + " h";
        }
        if (span.toHours() > 0) {
            return span.toHours() + " h " + span.toMinutesPart() + " min";
        }
        if (span.toMinutes() > 0) {
            return span.toMinutes() + " min " + span.toSecondsPart() + " s";
        }
        return span.toSeconds() + " s";
    }

    /** In the time zone of the machine; empty for null. */
    static String moment(Instant instant) {
        return instant == null ? "" : MOMENT.format(instant.atZone(ZoneId.systemDefault()));
    }
}
