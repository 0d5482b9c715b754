package com.aqwacloud.sync.internal.engine;

import com.aqwacloud.sync.api.InvalidValueException;
import com.aqwacloud.sync.internal.account.AccountsConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the engine's configuration files say as far as it makes sense. A file with a mistake is
 * refused as a whole, and what it said before holds on. Immutable.
 */
public final class EngineConfiguration {
    private final String version;
    private final Path base;
    private final Map<String, Object> engine;
    private final Map<String, Object> http;
    private final EngineSettings settings;
    private final AccountsConfig accounts;
    private final List<String> problems;

    private EngineConfiguration(
            String version,
            Path base,
            Map<String, Object> engine,
            Map<String, Object> http,
            AccountsConfig accounts,
            List<String> problems) {
        this.version = version;
        this.base = base;
        this.engine = engine;
        this.http = http;
        this.settings = EngineSettings.read(version, base, engine, http);
        this.accounts = accounts;
        this.problems = List.copyOf(problems);
    }

    /**
     * Reads the files at the start, when nothing held before. A mistake in an account makes only
     * that account unusable.
     *
     * @param base what relative paths are resolved against
     * @param engine what {@code etc/aqwa.engine.cfg} says
     * @param http what {@code etc/aqwa.http.cfg} says
     * @param accounts what {@code etc/aqwa.accounts.cfg} says
     * @throws InvalidValueException naming file and key at fault
     */
    public static EngineConfiguration read(
            String version,
            Path base,
            Map<String, Object> engine,
            Map<String, Object> http,
            Map<String, Object> accounts) {
        return new EngineConfiguration(
                version, base, engine, http, AccountsConfig.parse(accounts), List.of());
    }

    /** Reads the files again; {@link #problems} says which are refused. */
    public EngineConfiguration next(
            Map<String, Object> newEngine,
            Map<String, Object> newHttp,
            Map<String, Object> newAccounts) {
        var refused = new ArrayList<String>();
        Map<String, Object> nextEngine = engine;
        if (accepts(newEngine, http, refused)) {
            nextEngine = newEngine;
        }
        Map<String, Object> nextHttp = http;
        if (accepts(engine, newHttp, refused)) {
            nextHttp = newHttp;
        }
        AccountsConfig nextAccounts = AccountsConfig.parse(newAccounts);
        var mistakes = new ArrayList<>(mistakes(nextAccounts));
        mistakes.removeAll(mistakes(accounts));
        if (!mistakes.isEmpty()) {
            refused.addAll(mistakes);
            nextAccounts = accounts;
        }
        return new EngineConfiguration(version, base, nextEngine, nextHttp, nextAccounts, refused);
    }

    private boolean accepts(
            Map<String, Object> engineValues,
            Map<String, Object> httpValues,
            List<String> refused) {
        try {
            EngineSettings.read(version, base, engineValues, httpValues);
            return true;
        } catch (InvalidValueException e) {
            refused.add(e.getMessage());
            return false;
        }
    }

    private static List<String> mistakes(AccountsConfig config) {
        var mistakes = new ArrayList<>(config.problems());
        config.accounts().forEach(account -> account.problem().ifPresent(mistakes::add));
        return mistakes;
    }

    /** Whether an engine of this configuration works as one of that. */
    public boolean isSameAs(EngineConfiguration other) {
        return settings.equals(other.settings) && accounts.equals(other.accounts);
    }

    public EngineSettings settings() {
        return settings;
    }

    public AccountsConfig accounts() {
        return accounts;
    }

    /** One sentence, naming file and key, for each mistake of a file that was refused. */
    public List<String> problems() {
        return problems;
    }
}
