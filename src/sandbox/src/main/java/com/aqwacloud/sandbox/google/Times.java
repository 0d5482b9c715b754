package com.aqwacloud.sandbox.google;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** RFC 3339 as Drive writes and reads it. */
final class Times {

    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    /** RFC 3339 has years of four digits. */
    private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");

    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");

    /** Where seconds in 32 bits begin. */
    private static final Instant FIRST_OF_FILES = Instant.ofEpochSecond(Integer.MIN_VALUE);

    /** Where nanoseconds in 64 bits end. */
    private static final Instant LAST_OF_FILES = Instant.EPOCH.plusNanos(Long.MAX_VALUE);

    private Times() {}

    /** Whether file systems can keep it as the time of a file. */
    static boolean isOfFiles(Instant time) {
        return !time.isBefore(FIRST_OF_FILES) && !time.isAfter(LAST_OF_FILES);
    }

    static String format(Instant time) {
        return MILLIS.format(time);
    }

    /** To the millisecond; without an offset it is UTC. Empty if it is no time. */
    static Optional<Instant> parse(String text) {
        try {
            Instant time;
            if (text.length() == 10) {
                time = LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
            } else if (text.matches(".*([Zz]|[+-]\\d\\d:\\d\\d)")) {
                time = OffsetDateTime.parse(text.toUpperCase(java.util.Locale.ROOT)).toInstant();
            } else {
                time = LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
            }
            return Optional.of(time)
                    .filter(given -> !given.isBefore(FIRST) && !given.isAfter(LAST))
                    .map(given -> given.truncatedTo(ChronoUnit.MILLIS));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
