package com.aqwacloud.sync.internal.survey;

import com.aqwacloud.sync.api.InvalidValueException;
import com.aqwacloud.sync.api.NotFoundException;
import com.aqwacloud.sync.api.Session;
import com.aqwacloud.sync.api.Verification;
import com.aqwacloud.sync.api.Verifications;
import com.aqwacloud.sync.api.WrongStateException;
import com.aqwacloud.sync.internal.store.Database;
import com.aqwacloud.sync.internal.store.ScratchStores;
import com.aqwacloud.sync.internal.store.StoredSession;
import com.aqwacloud.sync.internal.store.StoredSessions;
import com.aqwacloud.sync.internal.transfer.SourceReader;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** Verifications by listing both drives afresh. Thread-safe. */
public final class SurveyedVerifications implements Verifications {
    private final Database database;
    private final ScratchStores stores;
    private final Listing listing;
    private final Function<Session, SourceReader> readers;
    private final Clock clock;
    private final SessionTasks<Verification> tasks;
    private final StoredSessions sessions = new StoredSessions();

    /**
     * @param listing lists both drives
     * @param readers gives what reads the source of a session
     * @param executor runs verifications
     */
    public SurveyedVerifications(
            Database database,
            ScratchStores stores,
            Listing listing,
            Function<Session, SourceReader> readers,
            Executor executor,
            Clock clock) {
        this.database = database;
        this.stores = stores;
        this.listing = listing;
        this.readers = readers;
        this.clock = clock;
        this.tasks =
                new SessionTasks<>(
                        "verification",
                        executor,
                        new StoredResults<>(
                                database,
                                "verification",
                                Verification.class,
                                SurveyedVerifications::shorter));
    }

    private static Verification shorter(Verification found) {
        return new Verification(
                found.session(),
                found.state(),
                found.startedAt(),
                found.finishedAt(),
                found.sourceListed(),
                found.destinationListed(),
                found.bytesRead(),
                found.counts(),
                found.findings().subList(0, found.findings().size() / 2),
                found.message());
    }

    @Override
    public Verification start(String id, long downloadBytes) {
        if (downloadBytes < 0) {
            throw new InvalidValueException("downloadBytes", "must be 0 or more");
        }
        StoredSession stored = stored(id);
        if (stored.destinationRoot() == null) {
            throw new WrongStateException(
                    "Session " + id + " never ran, so there is nothing to verify; start it first.");
        }
        var hashes = new SourceHashes(readers.apply(stored.session()), downloadBytes);
        return tasks.start(
                id, new VerificationTask(database, stores, listing, stored, hashes, clock));
    }

    @Override
    public Optional<Verification> find(String id) {
        stored(id);
        return tasks.latest(id);
    }

    private StoredSession stored(String id) {
        return database.read(tx -> sessions.find(tx, id))
                .orElseThrow(() -> new NotFoundException("session", id));
    }
}
