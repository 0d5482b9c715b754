package com.aqwacloud.sync.internal.account;

import com.aqwacloud.sync.api.Account;
import com.aqwacloud.sync.api.AccountState;
import com.aqwacloud.sync.api.Accounts;
import com.aqwacloud.sync.api.Cloud;
import com.aqwacloud.sync.api.NotFoundException;
import com.aqwacloud.sync.api.WrongStateException;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The accounts as configured now. A new configuration takes effect at once; accounts that it leaves
 * as they were keep their tokens. Safe for use by several threads.
 */
public final class ConfiguredAccounts implements Accounts {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    private final SecretStore secrets;
    private final Clock clock;
    private final HttpClient http;

    private volatile State state;

    /**
     * @param config what the file says
     * @param secrets where rotated refresh tokens are kept
     * @param clock tells when tokens expire
     */
    public ConfiguredAccounts(AccountsConfig config, SecretStore secrets, Clock clock) {
        this.secrets = secrets;
        this.clock = clock;
        this.http =
                HttpClient.newBuilder()
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(CONNECT_TIMEOUT)
                        .build();
        this.state = next(config, Map.of());
    }

    /** Takes over a changed configuration. */
    public synchronized void configure(AccountsConfig config) {
        state = next(config, state.usable);
    }

    @Override
    public List<Account> list() {
        State now = state;
        return now.config.accounts().stream().map(now::describe).toList();
    }

    /** One sentence for each key of the configuration that belongs to no account. */
    public List<String> problems() {
        return state.config.problems();
    }

    /** The accounts whose configuration is complete. */
    public List<CloudAccount> usable() {
        State now = state;
        return now.config.accounts().stream()
                .map(entry -> now.usable.get(entry.name()))
                .filter(account -> account != null)
                .toList();
    }

    /** The account of that name, if its configuration is complete. */
    public Optional<CloudAccount> find(String name) {
        return Optional.ofNullable(state.usable.get(name));
    }

    /** Forgets that an account's cloud refused it, so that it is asked again. */
    public void retry(String name) {
        find(name).ifPresent(account -> account.tokens().retry());
    }

    /**
     * The account of that name.
     *
     * @throws NotFoundException if there is none
     * @throws WrongStateException if it is of the other cloud, misconfigured, or a person must sign
     *     in again
     */
    public CloudAccount require(String name, Cloud cloud) {
        State now = state;
        AccountEntry entry =
                now.config.find(name).orElseThrow(() -> new NotFoundException("account", name));
        Account account = now.describe(entry);
        if (account.state() != AccountState.READY) {
            throw new WrongStateException(account.message());
        }
        if (entry.cloud() != cloud) {
            throw new WrongStateException(
                    "Account \""
                            + name
                            + "\" is no "
                            + (cloud == Cloud.GOOGLE ? "Google Drive" : "OneDrive")
                            + " account.");
        }
        return now.usable.get(name);
    }

    private State next(AccountsConfig config, Map<String, CloudAccount> before) {
        var usable = new HashMap<String, CloudAccount>();
        for (AccountEntry entry : config.accounts()) {
            entry.settings()
                    .ifPresent(
                            settings -> {
                                CloudAccount known = before.get(entry.name());
                                usable.put(
                                        entry.name(),
                                        known != null && known.settings().equals(settings)
                                                ? known
                                                : create(settings));
                            });
        }
        return new State(config, Map.copyOf(usable));
    }

    private CloudAccount create(AccountSettings settings) {
        return new CloudAccount(settings, new AccessTokens(settings, secrets, http, clock));
    }

    private record State(AccountsConfig config, Map<String, CloudAccount> usable) {
        Account describe(AccountEntry entry) {
            CloudAccount account = usable.get(entry.name());
            return account != null
                    ? account.describe()
                    : new Account(
                            entry.name(),
                            entry.cloud(),
                            entry.endpoint(),
                            AccountState.MISCONFIGURED,
                            entry.problem().orElseThrow(),
                            null);
        }
    }
}
