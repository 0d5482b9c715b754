package com.aqwacloud.sync.internal.quota;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** The {@code Retry-After} header: seconds, or a date. */
public final class RetryAfter {
    private RetryAfter() {}

    /**
     * The pause that it asks for, a day at most. None is asked for by 0 or by a date that is past
     * by this clock: who took that for leave to come again at once would do so for ever.
     *
     * @param header its value, or null
     */
    public static Optional<Duration> parse(String header, Instant now) {
        if (header == null) {
            return Optional.empty();
        }
        return told(header.trim(), now)
                .filter(pause -> !pause.isZero() && !pause.isNegative())
                .map(Governor::capped);
    }

    private static Optional<Duration> told(String value, Instant now) {
        if (value.matches("\\d{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
        }
        try {
            return Optional.of(
                    Duration.between(
                            now,
                            ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                                    .toInstant()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
