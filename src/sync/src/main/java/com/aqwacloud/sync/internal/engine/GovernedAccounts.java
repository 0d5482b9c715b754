package com.aqwacloud.sync.internal.engine;

import com.aqwacloud.sync.api.Account;
import com.aqwacloud.sync.api.Accounts;
import com.aqwacloud.sync.internal.quota.Governors;
import java.util.List;

/** The accounts, and for which of them the clouds asked for silence. */
final class GovernedAccounts implements Accounts {
    private final Accounts configured;
    private final Governors governors;

    GovernedAccounts(Accounts configured, Governors governors) {
        this.configured = configured;
        this.governors = governors;
    }

    @Override
    public List<Account> list() {
        return configured.list().stream().map(this::governed).toList();
    }

    private Account governed(Account account) {
        return account.pausedUntil(
                governors.pausedUntil(account.cloud(), account.name()).orElse(null));
    }
}
