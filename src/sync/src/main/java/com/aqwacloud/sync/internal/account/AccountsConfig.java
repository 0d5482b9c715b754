package com.aqwacloud.sync.internal.account;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What {@code etc/aqwa.accounts.cfg} says. A mistake in one account makes that account unusable and
 * no other.
 *
 * @param accounts all accounts by name
 * @param problems one sentence for each key that belongs to no account
 */
public record AccountsConfig(List<AccountEntry> accounts, List<String> problems) {

    /** The file's name as people know it. */
    public static final String FILE = "etc/aqwa.accounts.cfg";

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,63}");

    /** Keys that the configuration service and the container add. */
    private static final Set<String> FOREIGN_PREFIXES =
            Set.of("service", "component", "felix", "objectClass", "org", "osgi");

    public AccountsConfig {
        accounts = List.copyOf(accounts);
        problems = List.copyOf(problems);
    }

    /**
     * Reads the properties of the configuration. Never throws: mistakes become problems.
     *
     * @param properties the properties of pid {@code aqwa.accounts}
     */
    public static AccountsConfig parse(Map<String, ?> properties) {
        var byAccount = new TreeMap<String, Map<String, String>>();
        var sandbox = new LinkedHashMap<String, String>();
        var problems = new ArrayList<String>();
        for (var property : new TreeMap<>(properties).entrySet()) {
            String key = property.getKey();
            int dot = key.indexOf('.');
            String prefix = dot < 0 ? key : key.substring(0, dot);
            if (dot == 0 || FOREIGN_PREFIXES.contains(prefix)) {
                continue;
            }
            String value =
                    property.getValue() == null ? "" : String.valueOf(property.getValue()).trim();
            if (dot < 0) {
                problems.add(
                        FILE
                                + ": "
                                + key
                                + " is no setting; a key is an account's name, a dot"
                                + " and a setting, such as google.cloud.");
            } else if (prefix.equals("sandbox")) {
                sandbox.put(key.substring(dot + 1), value);
            } else if (!NAME.matcher(prefix).matches()) {
                problems.add(
                        FILE
                                + ": "
                                + key
                                + " is no setting; an account's name is lower-case"
                                + " letters, digits and hyphens, beginning with a letter.");
            } else {
                byAccount
                        .computeIfAbsent(prefix, name -> new LinkedHashMap<>())
                        .put(key.substring(dot + 1), value);
            }
        }
        var address = SandboxAddress.read(sandbox, problems);
        var accounts = new ArrayList<AccountEntry>();
        byAccount.forEach(
                (name, values) -> accounts.add(new AccountReader(name, values, address).read()));
        return new AccountsConfig(accounts, problems);
    }

    /** The account of that name. */
    public Optional<AccountEntry> find(String name) {
        return accounts.stream().filter(account -> account.name().equals(name)).findFirst();
    }
}
