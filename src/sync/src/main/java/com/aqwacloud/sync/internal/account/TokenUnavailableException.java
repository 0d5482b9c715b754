package com.aqwacloud.sync.internal.account;

import com.aqwacloud.sync.api.SyncException;
import java.time.Duration;
import java.util.Optional;

/** No access token can be had now; trying again later may help. */
public class TokenUnavailableException extends SyncException {
    private static final long serialVersionUID = 1L;

    private final transient Duration retryAfter;

    /**
     * @param message one sentence; no secret
     * @param retryAfter the pause that the service asked for, or null
     * @param cause what went wrong, without secrets, or null
     */
    public TokenUnavailableException(String message, Duration retryAfter, Throwable cause) {
        super(message, cause);
        this.retryAfter = retryAfter;
    }

    /** The pause that the service asked for. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
