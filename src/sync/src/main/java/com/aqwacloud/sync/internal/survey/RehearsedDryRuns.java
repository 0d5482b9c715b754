package com.aqwacloud.sync.internal.survey;

import com.aqwacloud.sync.api.Bandwidth;
import com.aqwacloud.sync.api.DryRun;
import com.aqwacloud.sync.api.DryRuns;
import com.aqwacloud.sync.api.NotFoundException;
import com.aqwacloud.sync.internal.store.Database;
import com.aqwacloud.sync.internal.store.ScratchStores;
import com.aqwacloud.sync.internal.store.StoredSession;
import com.aqwacloud.sync.internal.store.StoredSessions;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** Dry runs by planning on a copy of what the store knows. Thread-safe. */
public final class RehearsedDryRuns implements DryRuns {
    private final Database database;
    private final ScratchStores stores;
    private final Listing listing;
    private final Supplier<Costs> costs;
    private final Bandwidth all;
    private final Clock clock;
    private final SessionTasks<DryRun> tasks;
    private final StoredSessions sessions = new StoredSessions();

    /**
     * @param listing reads both feeds
     * @param smallBytes most bytes of a file that is sent in one request
     * @param fragmentBytes bytes of one request of a larger one
     * @param all the bandwidth of all sessions together
     * @param executor runs dry runs
     */
    public RehearsedDryRuns(
            Database database,
            ScratchStores stores,
            Listing listing,
            long smallBytes,
            long fragmentBytes,
            Bandwidth all,
            Executor executor,
            Clock clock) {
        this.database = database;
        this.stores = stores;
        this.listing = listing;
        this.costs = () -> new Costs(smallBytes, fragmentBytes);
        this.all = all;
        this.clock = clock;
        this.tasks =
                new SessionTasks<>(
                        "dry run",
                        executor,
                        new StoredResults<>(
                                database, "dry-run", DryRun.class, RehearsedDryRuns::shorter));
    }

    private static DryRun shorter(DryRun plan) {
        return new DryRun(
                plan.session(),
                plan.state(),
                plan.startedAt(),
                plan.finishedAt(),
                plan.sourceListed(),
                plan.destinationListed(),
                plan.actions(),
                plan.conflicts(),
                plan.skipped(),
                plan.deletesHeld(),
                plan.estimate(),
                plan.steps().subList(0, plan.steps().size() / 2),
                plan.message());
    }

    @Override
    public DryRun start(String id) {
        StoredSession stored = stored(id);
        return tasks.start(
                id, new DryRunTask(database, stores, listing, stored, costs.get(), all, clock));
    }

    @Override
    public Optional<DryRun> find(String id) {
        stored(id);
        return tasks.latest(id);
    }

    private StoredSession stored(String id) {
        return database.read(tx -> sessions.find(tx, id))
                .orElseThrow(() -> new NotFoundException("session", id));
    }
}
