package com.aqwacloud.sync.api;

/** Whether an account can be used. */
public enum AccountState {
    /** Configured; tokens are obtained when needed. */
    READY,
    /** A value is missing or wrong in the configuration. */
    MISCONFIGURED,
    /** The cloud refused the refresh token: a person must sign in again. */
    RECONNECT
}
