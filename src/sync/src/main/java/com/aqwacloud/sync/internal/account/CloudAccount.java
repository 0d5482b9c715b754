package com.aqwacloud.sync.internal.account;

import com.aqwacloud.sync.api.Account;
import com.aqwacloud.sync.api.AccountState;
import com.aqwacloud.sync.api.Cloud;

/** An account that can be used. Safe for use by several threads. */
public final class CloudAccount {
    private final AccountSettings settings;
    private final AccessTokens tokens;

    /**
     * @param settings as configured
     * @param tokens its access tokens
     */
    public CloudAccount(AccountSettings settings, AccessTokens tokens) {
        this.settings = settings;
        this.tokens = tokens;
    }

    public String name() {
        return settings.name();
    }

    public Cloud cloud() {
        return settings.cloud();
    }

    public AccountSettings settings() {
        return settings;
    }

    public AccessTokens tokens() {
        return tokens;
    }

    /** As people see it at this moment. */
    Account describe() {
        String message = tokens.message();
        AccountState state = message == null ? AccountState.READY : tokens.state();
        return new Account(name(), cloud(), settings.endpoint().word(), state, message, null);
    }

    @Override
    public String toString() {
        return settings.toString();
    }
}
