package com.aqwacloud.sandbox.oauth;

import com.aqwacloud.sandbox.account.Owner;
import com.aqwacloud.sandbox.http.Call;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a bearer token stands for.
 *
 * @param account whose drive it opens
 * @param client the application it was given to
 * @param scopes what it may do, as granted
 * @param all whether it may do everything, as the fixed tokens may
 */
public record Access(String account, String client, Set<String> scopes, boolean all) {

    public boolean isFor(Owner owner) {
        return account.equals(owner.account());
    }

    /** Whether one of these scopes was granted. */
    public boolean allowsAnyOf(List<String> wanted) {
        return all || wanted.stream().anyMatch(scopes::contains);
    }

    /** The token of a request's {@code Authorization} header. */
    public static Optional<String> token(Call call) {
        return call.header("Authorization")
                .filter(value -> value.regionMatches(true, 0, "Bearer ", 0, 7))
                .map(value -> value.substring(7).trim());
    }
}
