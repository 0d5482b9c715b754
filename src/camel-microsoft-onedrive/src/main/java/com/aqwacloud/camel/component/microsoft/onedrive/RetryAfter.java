package com.aqwacloud.camel.component.microsoft.onedrive;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** The Retry-After header (RFC 9110): seconds, or a date. */
final class RetryAfter {

    /** The service asks for no more; a larger number is a mistake that nobody could wait for. */
    static final Duration LONGEST = Duration.ofHours(24);

    private RetryAfter() {}

    /**
     * The pause, no longer than {@link #LONGEST}; null if there is no header, it can't be
     * understood, or it asks for none: a date that is past by this clock tells nothing of the
     * service's.
     */
    static Duration parse(String header, Clock clock) {
        if (header == null || header.isBlank()) {
            return null;
        }
        String text = header.trim();
        try {
            if (text.chars().allMatch(c -> c >= '0' && c <= '9')) {
                return pause(Duration.ofSeconds(Long.parseLong(text)));
            }
            var until = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
            return pause(Duration.between(clock.instant(), until));
        } catch (DateTimeException | NumberFormatException e) {
            return null;
        }
    }

    private static Duration pause(Duration pause) {
        if (pause.isZero() || pause.isNegative()) {
            return null;
        }
        return pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
    }
}
