package com.aqwacloud.sync.internal.quota;

import com.aqwacloud.sync.api.Cloud;
import com.aqwacloud.sync.api.Session;
import com.aqwacloud.sync.api.SessionOptions;
import com.aqwacloud.sync.internal.quota.Governor.Limits;
import com.aqwacloud.sync.internal.store.QuotaUse;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The governors of all accounts, made as they are needed. As long as no session of an account runs,
 * the quota holds that new ones begin with. Safe for use by several threads.
 */
public final class Governors {
    private static final Logger LOG = LoggerFactory.getLogger(Governors.class);

    private final Supplier<SessionOptions> defaults;
    private final QuotaMemory memory;
    private final Executor keeping;
    private final Timeline time;
    private final Map<Key, Governor> governors = new ConcurrentHashMap<>();

    private record Key(Cloud cloud, String account) {}

    /**
     * @param defaults what new sessions begin with, asked for with each request that they limit
     */
    public Governors(Supplier<SessionOptions> defaults) {
        this(defaults, QuotaMemory.NONE, Runnable::run, Timeline.SYSTEM);
    }

    /**
     * @param defaults what new sessions begin with, asked for with each request that they limit
     * @param memory from which governors go on
     * @param keeping does at once, but in a thread of its own, what is to be kept at once
     * @param time the time to live in
     */
    public Governors(
            Supplier<SessionOptions> defaults,
            QuotaMemory memory,
            Executor keeping,
            Timeline time) {
        this.defaults = defaults;
        this.memory = memory;
        this.keeping = keeping;
        this.time = time;
    }

    /** The one governor of the account. */
    public Governor of(Cloud cloud, String account) {
        return governors.computeIfAbsent(new Key(cloud, account), this::recalled);
    }

    private Governor recalled(Key key) {
        var governor =
                new Governor(
                        key.account(),
                        () -> usual(key.cloud()),
                        time,
                        () -> keeping.execute(this::keep));
        governor.recall(memory.recall(key.cloud(), key.account()));
        return governor;
    }

    /** Keeps what the next start goes on from; does nothing where nothing was asked since. */
    public void keep() {
        governors.forEach(
                (key, governor) ->
                        governor.news().ifPresent(use -> keep(key.cloud(), key.account(), use)));
    }

    private void keep(Cloud cloud, String account, QuotaUse use) {
        try {
            memory.keep(cloud, account, use);
        } catch (RuntimeException e) {
            // The next request has it kept again; a timer would give up.
            LOG.warn("What account {} uses of its quotas could not be kept", account, e);
        }
    }

    /** Until when the account's cloud asked for silence, if it did. */
    public Optional<Instant> pausedUntil(Cloud cloud, String account) {
        return Optional.ofNullable(governors.get(new Key(cloud, account)))
                .flatMap(governor -> governor.state().pausedUntil());
    }

    /**
     * Whether nothing is to be begun for a session now: a cloud asked one of its accounts for a
     * pause that nobody waits for.
     */
    public boolean haveLongPause(Session session) {
        return isPausedForLong(Cloud.GOOGLE, session.source())
                || isPausedForLong(Cloud.ONEDRIVE, session.destination());
    }

    private boolean isPausedForLong(Cloud cloud, String account) {
        Governor governor = governors.get(new Key(cloud, account));
        return governor != null && governor.isPausedForLong();
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
