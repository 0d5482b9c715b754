package com.aqwacloud.camel.component.microsoft.onedrive;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How an HTTP request ended.
 *
 * @param status the HTTP status; 0 if no answer came
 * @param retryAfter the pause that the service asked for; in a batch the longest of its parts, even
 *     though the batch itself has status 200
 * @param headers the headers of the answer; names are looked up without regard to case
 */
public record GraphOutcome(
        int status, Optional<Duration> retryAfter, Map<String, List<String>> headers) {}
