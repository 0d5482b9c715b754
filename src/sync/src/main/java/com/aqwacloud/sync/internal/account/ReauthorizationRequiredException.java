package com.aqwacloud.sync.internal.account;

import com.aqwacloud.sync.api.SyncException;

/** The cloud no longer accepts the account's refresh token: a person must sign in again. */
public class ReauthorizationRequiredException extends SyncException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message one sentence with the remedy; no secret
     */
    public ReauthorizationRequiredException(String message) {
        super(message);
    }
}
