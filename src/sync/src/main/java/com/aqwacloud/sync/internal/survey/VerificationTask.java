package com.aqwacloud.sync.internal.survey;

import com.aqwacloud.sync.api.Session;
import com.aqwacloud.sync.api.TaskState;
import com.aqwacloud.sync.api.Verification;
import com.aqwacloud.sync.api.VerifyOutcome;
import com.aqwacloud.sync.internal.google.DriveException;
import com.aqwacloud.sync.internal.plan.FollowedFolders;
import com.aqwacloud.sync.internal.plan.Origin;
import com.aqwacloud.sync.internal.plan.Scope;
import com.aqwacloud.sync.internal.plan.SourceView;
import com.aqwacloud.sync.internal.quota.LongWaitException;
import com.aqwacloud.sync.internal.store.Baseline;
import com.aqwacloud.sync.internal.store.Baselines;
import com.aqwacloud.sync.internal.store.Contents;
import com.aqwacloud.sync.internal.store.Database;
import com.aqwacloud.sync.internal.store.Item;
import com.aqwacloud.sync.internal.store.Items;
import com.aqwacloud.sync.internal.store.ScratchStore;
import com.aqwacloud.sync.internal.store.ScratchStores;
import com.aqwacloud.sync.internal.store.Side;
import com.aqwacloud.sync.internal.store.StoredSession;
import com.aqwacloud.sync.internal.store.StoredSessions;
import com.aqwacloud.sync.internal.store.Tx;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lists both sides afresh into a scratch store, and lays each file beside the baseline. Run by one
 * thread, asked by any.
 */
final class VerificationTask implements SessionTask<Verification> {
    private static final Logger LOG = LoggerFactory.getLogger(VerificationTask.class);
    private static final int PAGE = 500;

    private final Database database;
    private final ScratchStores stores;
    private final Listing listing;
    private final StoredSession stored;
    private final SourceHashes hashes;
    private final Clock clock;
    private final Instant startedAt;
    private final Findings findings = new Findings();
    private final Contents contents = new Contents();
    private final Items items = new Items();
    private final Baselines baselines = new Baselines();
    private final StoredSessions sessions = new StoredSessions();
    private volatile ScratchStore scratch;

    VerificationTask(
            Database database,
            ScratchStores stores,
            Listing listing,
            StoredSession stored,
            SourceHashes hashes,
            Clock clock) {
        this.database = database;
        this.stores = stores;
        this.listing = listing;
        this.stored = stored;
        this.hashes = hashes;
        this.clock = clock;
        this.startedAt = clock.instant();
    }

    @Override
    public Verification present() {
        return state(TaskState.RUNNING, null);
    }

    @Override
    public Verification run() {
        String id = stored.session().id();
        try {
            scratch = stores.open();
            try {
                verify(stored.session());
            } finally {
                listing.release(stored.session(), scratch.id());
                stores.close(scratch);
            }
            return state(TaskState.DONE, null);
        } catch (RuntimeException e) {
            LOG.warn("Session {} could not be verified", id, e);
            return state(TaskState.FAILED, e.getMessage() == null ? e.toString() : e.getMessage());
        }
    }

    private void verify(Session session) {
        scratch.database()
                .change(
                        tx -> {
                            sessions.insert(tx, session);
                            sessions.setRoots(
                                    tx,
                                    session.id(),
                                    stored.sourceRoot(),
                                    stored.destinationRoot(),
                                    stored.site());
                        });
        listing.list(session, stored.sourceRoot(), scratch.id());
        copyBaselines(session.id());
        Scope scope = Scope.of(stored);
        new FollowedFolders(scratch.database()).update(scope, startedAt);
        compareSource(scope);
        compareDestination(scope);
    }

    private void copyBaselines(String session) {
        String last = "";
        while (last != null) {
            String after = last;
            List<Baseline> page = database.read(tx -> contents.baselines(tx, session, after, PAGE));
            scratch.database()
                    .change(
                            tx ->
                                    page.forEach(
                                            agreed ->
                                                    baselines.put(tx, session, agreed, startedAt)));
            last = page.size() < PAGE ? null : page.get(page.size() - 1).sourceId();
        }
    }

    /** A file of the source, and what there is to say of it. */
    private record Judged(
            Item source,
            String path,
            Origin origin,
            Baseline agreed,
            Item there,
            Verdict verdict) {}

    private void compareSource(Scope scope) {
        var known = new KnownFacts(database, scope.session(), startedAt);
        String last = "";
        while (last != null) {
            String after = last;
            var page = new ArrayList<Item>();
            List<Judged> judged =
                    scratch.database()
                            .read(
                                    tx -> {
                                        page.addAll(
                                                contents.items(
                                                        tx,
                                                        scope.session(),
                                                        Side.SOURCE,
                                                        after,
                                                        PAGE));
                                        return judge(tx, scope, page);
                                    });
            for (Judged each : judged) {
                Verdict verdict = known.weigh(each.source().id(), each.agreed(), each.verdict());
                Verdict told = verdict.readable() ? read(each, verdict) : verdict;
                findings.add(told.outcome(), each.path(), told.reason());
            }
            last = page.size() < PAGE ? null : page.get(page.size() - 1).id();
        }
    }

    private List<Judged> judge(Tx tx, Scope scope, List<Item> page) {
        var view = new SourceView(tx, scope, startedAt);
        var judged = new ArrayList<Judged>();
        for (Item told : page) {
            Item source = view.joined(told.id()).filter(Item::isFile).orElse(null);
            if (source != null) {
                Baseline agreed = baselines.bySource(tx, scope.session(), source.id()).orElse(null);
                Item there =
                        agreed == null
                                ? null
                                : items.find(
                                                tx,
                                                scope.session(),
                                                Side.DESTINATION,
                                                agreed.destinationId())
                                        .orElse(null);
                judged.add(
                        new Judged(
                                source,
                                view.path(source.id()),
                                view.origin(source.id()),
                                agreed,
                                there,
                                Verdict.of(source, agreed, there)));
            }
        }
        return judged;
    }

    /** What the source's content itself says. */
    private Verdict read(Judged file, Verdict verdict) {
        Optional<String> hash;
        try {
            hash = hashPatiently(file);
        } catch (DriveException.SignInNeeded
                | DriveException.Blocked
                | DriveException.DailyLimit e) {
            throw e;
        } catch (DriveException | IOException e) {
            LOG.info("{} could not be read to verify it", file.path(), e);
            return verdict.also("It could not be read: " + e.getMessage());
        }
        if (hash.isEmpty()) {
            return verdict;
        }
        return hash.get().equals(file.there().hash())
                ? new Verdict(VerifyOutcome.EQUAL, null, false)
                : Verdict.differing("Google Drive's content, read now, is not OneDrive's.");
    }

    private Optional<String> hashPatiently(Judged file) throws IOException {
        while (true) {
            listing.awaitPauses(stored.session());
            try {
                return hashes.of(file.origin(), file.source().size());
            } catch (LongWaitException e) {
                LOG.info(
                        "Session {} is verified on later: {}",
                        stored.session().id(),
                        e.getMessage());
            }
        }
    }

    private void compareDestination(Scope scope) {
        String last = "";
        while (last != null) {
            String after = last;
            last =
                    scratch.database()
                            .read(
                                    tx -> {
                                        List<Item> page =
                                                contents.items(
                                                        tx,
                                                        scope.session(),
                                                        Side.DESTINATION,
                                                        after,
                                                        PAGE);
                                        judgeDestination(tx, scope, page);
                                        return page.size() < PAGE
                                                ? null
                                                : page.get(page.size() - 1).id();
                                    });
        }
    }

    private void judgeDestination(Tx tx, Scope scope, List<Item> page) {
        var known = new KnownFacts(database, scope.session(), startedAt);
        var view = new SourceView(tx, scope, startedAt);
        var folder = new DestinationFolder(tx, scope.session(), scope.destinationRoot());
        for (Item there : page) {
            if (!there.present() || !there.isFile()) {
                continue;
            }
            Baseline agreed = baselines.byDestination(tx, scope.session(), there.id()).orElse(null);
            Optional<String> path = folder.path(there);
            if (agreed == null) {
                path.ifPresent(
                        way ->
                                findings.add(
                                        VerifyOutcome.ONLY_AT_DESTINATION,
                                        way,
                                        "No file of Google Drive in this session belongs to it:"
                                                + " somebody put it there, a conflict kept it, or"
                                                + " its own left the session and it stayed."));
            } else if (view.joined(agreed.sourceId()).isEmpty()
                    && !view.isLeftOut(agreed.sourceId())) {
                Verdict verdict =
                        known.weigh(
                                agreed.sourceId(),
                                agreed,
                                new Verdict(
                                        VerifyOutcome.MISSING_AT_SOURCE,
                                        "It is gone in Google Drive, or no longer selected.",
                                        false));
                findings.add(verdict.outcome(), path.orElse(there.name()), verdict.reason());
            }
        }
    }

    private Verification state(TaskState state, String message) {
        ScratchStore listed = scratch;
        return new Verification(
                stored.session().id(),
                state,
                startedAt,
                state == TaskState.RUNNING ? null : clock.instant(),
                listed == null ? 0 : listed.told(Side.SOURCE),
                listed == null ? 0 : listed.told(Side.DESTINATION),
                hashes.bytesRead(),
                findings.counts(),
                findings.told(),
                message);
    }
}
