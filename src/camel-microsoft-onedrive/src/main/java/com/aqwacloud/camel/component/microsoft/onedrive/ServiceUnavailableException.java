package com.aqwacloud.camel.component.microsoft.onedrive;

import java.time.Duration;
import java.util.Optional;

/**
 * The service, or the way to it, failed for now: repeat after the time given, else with growing
 * pauses.
 */
public final class ServiceUnavailableException extends OneDriveException {

    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    ServiceUnavailableException(GraphError error, String sentence) {
        this(error, sentence, null);
    }

    ServiceUnavailableException(GraphError error, String sentence, Throwable cause) {
        super(error, sentence, cause);
        this.retryAfter = error.retryAfter();
    }

    /** How long the service asked to be left alone; empty if it did not say. */
    public Optional<Duration> getRetryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
