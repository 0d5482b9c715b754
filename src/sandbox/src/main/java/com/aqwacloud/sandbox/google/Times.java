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

    private Times() {}

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
            return Optional.of(time.truncatedTo(ChronoUnit.MILLIS));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
