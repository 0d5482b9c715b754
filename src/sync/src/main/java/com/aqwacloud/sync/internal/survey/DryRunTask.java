package com.aqwacloud.sync.internal.survey;

import com.aqwacloud.sync.api.Action;
import com.aqwacloud.sync.api.Bandwidth;
import com.aqwacloud.sync.api.Conflict;
import com.aqwacloud.sync.api.ConflictType;
import com.aqwacloud.sync.api.DryRun;
import com.aqwacloud.sync.api.SessionReport.Total;
import com.aqwacloud.sync.api.TaskState;
import com.aqwacloud.sync.internal.plan.Origin;
import com.aqwacloud.sync.internal.plan.Planner;
import com.aqwacloud.sync.internal.plan.Scope;
import com.aqwacloud.sync.internal.plan.SourceView;
import com.aqwacloud.sync.internal.store.Contents;
import com.aqwacloud.sync.internal.store.Database;
import com.aqwacloud.sync.internal.store.History;
import com.aqwacloud.sync.internal.store.Item;
import com.aqwacloud.sync.internal.store.Items;
import com.aqwacloud.sync.internal.store.Job;
import com.aqwacloud.sync.internal.store.ScratchStore;
import com.aqwacloud.sync.internal.store.ScratchStores;
import com.aqwacloud.sync.internal.store.Side;
import com.aqwacloud.sync.internal.store.StoredSession;
import com.aqwacloud.sync.internal.store.StoredSessions;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads both feeds into a copy of what is known of the session, has the planner plan there, and
 * counts what came of it. Run by one thread, asked by any.
 */
final class DryRunTask implements SessionTask<DryRun> {
    private static final Logger LOG = LoggerFactory.getLogger(DryRunTask.class);
    private static final int PAGE = 500;

    /** What steps aside, or waits for a place, is planned once more. */
    private static final int MOST_PASSES = 3;

    private final Database database;
    private final ScratchStores stores;
    private final Listing listing;
    private final StoredSession stored;
    private final Costs costs;
    private final Bandwidth all;
    private final Clock clock;
    private final Instant startedAt;
    private final Contents contents = new Contents();
    private final History history = new History();
    private final Items items = new Items();
    private final StoredSessions sessions = new StoredSessions();
    private final Map<Action, Total> actions = new EnumMap<>(Action.class);
    private final Map<ConflictType, Long> conflicts = new EnumMap<>(ConflictType.class);
    private final List<DryRun.Step> steps = new ArrayList<>();
    private volatile ScratchStore scratch;

    /**
     * @param costs adds up what the plan costs
     * @param all the bandwidth of all sessions together
     */
    DryRunTask(
            Database database,
            ScratchStores stores,
            Listing listing,
            StoredSession stored,
            Costs costs,
            Bandwidth all,
            Clock clock) {
        this.database = database;
        this.stores = stores;
        this.listing = listing;
        this.stored = stored;
        this.costs = costs;
        this.all = all;
        this.clock = clock;
        this.startedAt = clock.instant();
    }

    @Override
    public DryRun present() {
        return state(TaskState.RUNNING, Map.of(), Map.of(), 0, 0, null, List.of(), null);
    }

    @Override
    public DryRun run() {
        String id = stored.session().id();
        try {
            scratch = stores.open();
            try {
                return plan(id, scratch.database());
            } finally {
                listing.release(stored.session(), scratch.id());
                stores.close(scratch);
            }
        } catch (RuntimeException e) {
            LOG.warn("Session {} could not be planned", id, e);
            return state(
                    TaskState.FAILED,
                    Map.of(),
                    Map.of(),
                    0,
                    0,
                    null,
                    List.of(),
                    e.getMessage() == null ? e.toString() : e.getMessage());
        }
    }

    private DryRun plan(String id, Database copy) {
        new Rehearsal(database, copy, id, clock).prepare(stored);
        listing.list(stored.session(), stored.sourceRoot(), scratch.id());
        Scope scope = Scope.of(copy.read(tx -> sessions.find(tx, id)).orElseThrow());
        var planner = new Planner(copy, clock);
        long held = planner.plan(scope, fresh -> {}).deletesHeld();
        for (int pass = 1; pass < MOST_PASSES && isUnfinished(copy, id); pass++) {
            held = planner.plan(scope, fresh -> {}).deletesHeld();
        }
        countJobs(copy, scope);
        countConflicts(copy, id);
        long skipped = countSkipped(copy, scope);
        return state(
                TaskState.DONE,
                actions,
                conflicts,
                skipped,
                held,
                costs.estimate(
                        stored.session().options(),
                        all,
                        LocalDateTime.ofInstant(clock.instant(), ZoneId.systemDefault())),
                steps,
                null);
    }

    private boolean isUnfinished(Database copy, String id) {
        return !copy.read(tx -> items.dirty(tx, id, Side.SOURCE, "", 1)).isEmpty();
    }

    private void countJobs(Database copy, Scope scope) {
        long last = 0;
        for (boolean more = true; more; ) {
            long after = last;
            List<Job> page =
                    copy.read(
                            tx -> {
                                List<Job> found =
                                        contents.pending(tx, scope.session(), after, PAGE);
                                var view = new SourceView(tx, scope, startedAt);
                                found.forEach(job -> count(view, job));
                                return found;
                            });
            more = page.size() == PAGE;
            last = page.isEmpty() ? last : page.get(page.size() - 1).id();
        }
    }

    private void count(SourceView view, Job job) {
        Optional<Item> file =
                job.action().readsContent() ? view.joined(job.sourceId()) : Optional.empty();
        long size = file.map(Item::size).orElse(job.size());
        boolean asked =
                file.isPresent() && !(view.origin(job.sourceId()) instanceof Origin.Written);
        costs.add(job.action(), size, file.map(Item::isSizeKnown).orElse(true), asked);
        actions.merge(
                job.action(),
                new Total(1, size),
                (one, other) ->
                        new Total(one.count() + other.count(), one.bytes() + other.bytes()));
        long told = actions.values().stream().mapToLong(Total::count).sum();
        if (told <= DryRun.MOST) {
            steps.add(new DryRun.Step(job.action(), null, null, job.path(), size));
        }
    }

    private void countConflicts(Database copy, String id) {
        long last = 0;
        for (boolean more = true; more; ) {
            long after = last;
            List<Conflict> page = copy.read(tx -> history.conflicts(tx, id, after, PAGE));
            for (Conflict conflict : page) {
                if (conflict.resolvedAt() == null) {
                    conflicts.merge(conflict.type(), 1L, Long::sum);
                    if (conflicts.values().stream().mapToLong(Long::longValue).sum()
                            <= DryRun.MOST) {
                        steps.add(
                                new DryRun.Step(
                                        null,
                                        conflict.type(),
                                        null,
                                        conflict.path(),
                                        conflict.source().size()));
                    }
                }
            }
            more = page.size() == PAGE;
            last = page.isEmpty() ? last : page.get(page.size() - 1).id();
        }
    }

    private long countSkipped(Database copy, Scope scope) {
        return copy.read(
                tx -> {
                    var view = new SourceView(tx, scope, startedAt);
                    history.leftOut(tx, scope.session(), "", DryRun.MOST)
                            .forEach(
                                    item ->
                                            steps.add(
                                                    new DryRun.Step(
                                                            null,
                                                            null,
                                                            item.reason(),
                                                            view.path(item.id()),
                                                            0)));
                    return history.countLeftOut(tx, scope.session());
                });
    }

    private DryRun state(
            TaskState state,
            Map<Action, Total> byAction,
            Map<ConflictType, Long> byType,
            long skipped,
            long held,
            DryRun.Estimate estimate,
            List<DryRun.Step> first,
            String message) {
        ScratchStore listed = scratch;
        return new DryRun(
                stored.session().id(),
                state,
                startedAt,
                state == TaskState.RUNNING ? null : clock.instant(),
                listed == null ? 0 : listed.told(Side.SOURCE),
                listed == null ? 0 : listed.told(Side.DESTINATION),
                byAction,
                byType,
                skipped,
                held,
                estimate,
                first,
                message);
    }
}
