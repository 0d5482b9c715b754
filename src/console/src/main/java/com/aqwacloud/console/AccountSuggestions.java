package com.aqwacloud.console;

import com.aqwacloud.sync.api.Accounts;
import com.aqwacloud.sync.api.Cloud;
import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.console.Candidate;
import org.apache.karaf.shell.api.console.CommandLine;
import org.osgi.framework.BundleContext;

/** Names of the accounts in one cloud; none while the engine is not running. */
abstract class AccountSuggestions extends Suggestions {
    private final Cloud cloud;

    @Reference private BundleContext context;

    AccountSuggestions(Cloud cloud) {
        this.cloud = cloud;
    }

    @Override
    final List<Candidate> candidates(String typed, CommandLine line) {
        return new Engine(context)
                .find(Accounts.class, Accounts::list).orElse(List.of()).stream()
                        .filter(account -> account.cloud() == cloud)
                        .map(account -> word(account.name(), Words.of(account.state())))
                        .toList();
    }
}
