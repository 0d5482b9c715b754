package com.aqwacloud.sync.internal.account;

import com.aqwacloud.sync.api.SyncException;

/** The account's configuration is at fault; trying again will not help before it was changed. */
public class AccountMisconfiguredException extends SyncException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message one sentence with the remedy; no secret
     */
    public AccountMisconfiguredException(String message) {
        super(message);
    }
}
