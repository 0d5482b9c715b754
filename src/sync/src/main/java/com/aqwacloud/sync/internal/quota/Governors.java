package com.aqwacloud.sync.internal.quota;

import com.aqwacloud.sync.api.Cloud;
import com.aqwacloud.sync.api.SessionOptions;
import com.aqwacloud.sync.internal.quota.Governor.Limits;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The governors of all accounts, made as they are needed. As long as no session of an account runs,
 * the quota holds that new ones begin with. Safe for use by several threads.
 */
public final class Governors {
    private final Supplier<SessionOptions> defaults;
    private final Map<Key, Governor> governors = new ConcurrentHashMap<>();

    private record Key(Cloud cloud, String account) {}

    /**
     * @param defaults what new sessions begin with, asked for with each request that they limit
     */
    public Governors(Supplier<SessionOptions> defaults) {
        this.defaults = defaults;
    }

    /** The one governor of the account. */
    public Governor of(Cloud cloud, String account) {
        return governors.computeIfAbsent(
                new Key(cloud, account),
                key -> new Governor(account, () -> usual(cloud), Timeline.SYSTEM));
    }

    /** Requests to this cloud so far. */
    public long requests(Cloud cloud) {
        return governors.entrySet().stream()
                .filter(entry -> entry.getKey().cloud() == cloud)
                .mapToLong(entry -> entry.getValue().state().requests())
                .sum();
    }

    /** The session no longer runs: none of its windows is kept any more. */
    public void unlimit(String session) {
        governors.values().forEach(governor -> governor.unlimit(session));
    }

    /** No more requests are made: whoever waits is sent away. */
    public void end() {
        governors.values().forEach(Governor::end);
    }

    private Limits usual(Cloud cloud) {
        SessionOptions options = defaults.get();
        return switch (cloud) {
            case GOOGLE -> new Limits(options.googleQuota(), options.googleUnits());
            case ONEDRIVE -> new Limits(options.oneDriveQuota(), options.oneDriveUnits());
        };
    }
}
