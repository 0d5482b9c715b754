package com.aqwacloud.sync.internal.quota;

import com.aqwacloud.sync.api.Cloud;
import com.aqwacloud.sync.api.QuotaWindow;
import com.aqwacloud.sync.api.SessionOptions;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The governors of all accounts, made as they are needed. Safe for use by several threads. */
public final class Governors {
    private final Map<Key, Governor> governors = new ConcurrentHashMap<>();

    private record Key(Cloud cloud, String account) {}

    /** The one governor of the account. */
    public Governor of(Cloud cloud, String account) {
        return governors.computeIfAbsent(
                new Key(cloud, account), key -> new Governor(account, usual(cloud)));
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

    private static QuotaWindow usual(Cloud cloud) {
        return switch (cloud) {
            case GOOGLE -> SessionOptions.DEFAULTS.googleQuota();
            case ONEDRIVE -> SessionOptions.DEFAULTS.oneDriveQuota();
        };
    }
}
