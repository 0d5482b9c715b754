package com.aqwacloud.sandbox.oauth;

import com.aqwacloud.sandbox.account.Owner;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * What a bearer token stands for.
 *
 * @param account whose drive it opens
 * @param client the application it was given to
 * @param scopes what it may do, as granted
 * @param all whether it may do everything, as the fixed tokens may
 * @param expires when it ends
 */
public record Access(
        String account, String client, Set<String> scopes, boolean all, Instant expires) {

    public Access {
        scopes = Set.copyOf(scopes);
    }

    public boolean isFor(Owner owner) {
        return account.equals(owner.account());
    }

    /** Whether one of these scopes was granted. */
    public boolean allowsAnyOf(List<String> wanted) {
        return all || wanted.stream().anyMatch(this::has);
    }

    /** Whether this very scope was granted. */
    public boolean has(String scope) {
        return scopes.contains(scope);
    }
}
