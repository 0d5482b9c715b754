package com.aqwacloud.sync.internal.account;

import java.util.Locale;

/** Where an account's cloud is. */
public enum AccountEndpoint {
    /** Google's or Microsoft's own service. */
    REAL,
    /** The sandbox on this machine. */
    SANDBOX;

    /** As written in configuration. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
