package com.aqwacloud.camel.component.microsoft.onedrive;

import java.time.Duration;
import java.util.Optional;

/**
 * Too many requests: hold back all requests of this account for the time given, then repeat this
 * one.
 */
public final class ThrottledException extends OneDriveException {

    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    ThrottledException(GraphError error, String sentence) {
        this(error, sentence, null);
    }

    ThrottledException(GraphError error, String sentence, Throwable cause) {
        super(error, sentence, cause);
        this.retryAfter = error.retryAfter();
    }

    /** How long the service asked to be left alone; empty if it did not say. */
    public Optional<Duration> getRetryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
