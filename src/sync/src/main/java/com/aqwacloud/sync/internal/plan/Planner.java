package com.aqwacloud.sync.internal.plan;

import com.aqwacloud.sync.api.ShortcutPolicy;
import com.aqwacloud.sync.internal.store.Baselines;
import com.aqwacloud.sync.internal.store.Database;
import com.aqwacloud.sync.internal.store.Excluded;
import com.aqwacloud.sync.internal.store.GuardedDeletes;
import com.aqwacloud.sync.internal.store.HeldDeletes;
import com.aqwacloud.sync.internal.store.Item;
import com.aqwacloud.sync.internal.store.Items;
import com.aqwacloud.sync.internal.store.Job;
import com.aqwacloud.sync.internal.store.Jobs;
import com.aqwacloud.sync.internal.store.LeftToHeirs;
import com.aqwacloud.sync.internal.store.Side;
import com.aqwacloud.sync.internal.store.Tx;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Turns what the feeds reported into jobs and conflicts. What changed is marked in the store until
 * it was planned, so a crash in between loses nothing. Thread-safe.
 */
public final class Planner {
    /** What is planned can start while the rest is planned. */
    private static final int BATCH = 50;

    private final Database database;
    private final Clock clock;
    private final Reclaiming reclaiming;
    private final FollowedFolders followedFolders;
    private final Items items = new Items();
    private final Baselines baselines = new Baselines();
    private final Excluded excluded = new Excluded();
    private final LeftToHeirs leftToHeirs = new LeftToHeirs();
    private final Jobs jobs = new Jobs();
    private final HeldDeletes heldDeletes = new HeldDeletes();
    private final GuardedDeletes guardedDeletes = new GuardedDeletes();
    private final Rewriting rewriting;

    public Planner(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
        this.reclaiming = new Reclaiming(database, clock, new Settlement(clock));
        this.rewriting = new Rewriting(clock);
        this.followedFolders = new FollowedFolders(database);
    }

    /**
     * Plans all that changed since it was last planned.
     *
     * @param queued told of new jobs from time to time, before they can start
     * @return what it came to
     */
    public Planned plan(Scope scope, Consumer<List<Job>> queued) {
        return plan(scope, tx -> true, queued);
    }

    /**
     * The same as long as the session is as it was.
     *
     * @param goesOn asked in each transaction; once it says no, what is left stays marked for the
     *     next plan, and deletes are held back until then
     */
    public Planned plan(Scope scope, Predicate<Tx> goesOn, Consumer<List<Job>> queued) {
        var planned = new Planned();
        soilDue(scope);
        soilLeft(scope);
        followedFolders.update(scope, clock.instant());
        if (scope.shortcuts() != ShortcutPolicy.SKIP) {
            database.change(tx -> items.soilShortcuts(tx, scope.session(), Side.SOURCE));
        }
        reclaiming.reclaimTold(scope);
        for (Side side : List.of(Side.SOURCE, Side.DESTINATION)) {
            String last = "";
            while (last != null) {
                String after = last;
                last =
                        database.write(
                                tx ->
                                        goesOn.test(tx)
                                                ? batch(tx, scope, side, after, planned, queued)
                                                : null);
            }
        }
        database.change(
                tx -> {
                    if (goesOn.test(tx)) {
                        guard(tx, scope, planned);
                    }
                });
        return planned;
    }

    /** What was left out until a time that has come is planned again. */
    private void soilDue(Scope scope) {
        int due = BATCH;
        while (due == BATCH) {
            due =
                    database.write(
                            tx -> {
                                List<String> ids =
                                        excluded.takeDue(
                                                tx, scope.session(), clock.instant(), BATCH);
                                ids.forEach(id -> items.soil(tx, scope.session(), Side.SOURCE, id));
                                return ids.size();
                            });
        }
    }

    /** What was left to an heir that is settled, in whatever way, is planned again. */
    private void soilLeft(Scope scope) {
        String session = scope.session();
        List<String> settled = database.read(tx -> settledHeirs(tx, scope));
        if (!settled.isEmpty()) {
            database.change(tx -> settled.forEach(heir -> leftToHeirs.soil(tx, session, heir)));
        }
    }

    private List<String> settledHeirs(Tx tx, Scope scope) {
        var sides = new Sides(tx, scope, clock.instant());
        return leftToHeirs.heirs(tx, scope.session()).stream()
                .filter(heir -> !sides.isUnsettled(heir))
                .toList();
    }

    /**
     * Takes what a cut-off attempt of the job did at the destination for ours, so that it follows
     * the source even if that was moved, deleted or restored meanwhile.
     */
    public void reclaim(Tx tx, Job job) {
        reclaiming.reclaim(tx, job);
    }

    /** What is to be done as things stand now about an item whose job's turn has come. */
    public Decision decide(Tx tx, Scope scope, String sourceId, Decided decided) {
        return Decider.inTurn(new Sides(tx, scope, clock.instant())).decide(sourceId, decided);
    }

    /**
     * Where the content of an item of the source comes from.
     *
     * @throws java.util.NoSuchElementException if the session makes no file of it
     */
    public Origin origin(Tx tx, Scope scope, String sourceId) {
        return new Sides(tx, scope, clock.instant())
                .rendition(sourceId)
                .map(Rendition::origin)
                .orElseThrow();
    }

    /**
     * Plans one item anew, as after a conflict was decided. What a feed told of it meanwhile is
     * left for the next plan, which also sees to the shortcuts that lead to it.
     */
    public Planned replan(Tx tx, Scope scope, String sourceId, Decided decided) {
        var planned = new Planned();
        pass(tx, scope, planned, true).plan(sourceId, decided, false);
        return planned;
    }

    /** Keeps a conflict that showed itself while a job was running, and ends the job. */
    public long clash(Tx tx, Scope scope, Job job, Decision.Clash clash) {
        return pass(tx, scope, new Planned(), true).keep(job, clash);
    }

    /**
     * Ends a job whose turn cannot come because what it waits for was given up; false if it was
     * not.
     */
    public boolean failWithFirst(Tx tx, Scope scope, Job job, Decision.After after) {
        if (!jobs.gaveUp(tx, scope.session(), after.sourceId())) {
            return false;
        }
        pass(tx, scope, new Planned(), true).fail(job.id(), after);
        return true;
    }

    /**
     * Takes notice of what the destination tells of an item, before that is kept.
     *
     * @param known the item as it was told before, or null
     * @param now the same as it is told now
     */
    public void told(Tx tx, String session, Item known, Item now) {
        rewriting.told(tx, session, known, now);
    }

    /** Whether an item of the source is to be at the destination, as things stand now. */
    public boolean isInScope(Tx tx, Scope scope, String sourceId) {
        var sides = new Sides(tx, scope, clock.instant());
        return sides.inScope(sides.source(sourceId));
    }

    /** Path of an item of the source, for people; its id where nothing is known of it. */
    public String path(Tx tx, Scope scope, String sourceId) {
        var sides = new Sides(tx, scope, clock.instant());
        Item source = sides.source(sourceId);
        return source == null ? sourceId : sides.path(source);
    }

    private String batch(
            Tx tx,
            Scope scope,
            Side side,
            String after,
            Planned planned,
            Consumer<List<Job>> queued) {
        List<String> dirty = items.dirty(tx, scope.session(), side, after, BATCH);
        int before = planned.queued().size();
        var pass = pass(tx, scope, planned, false);
        for (String id : dirty) {
            if (side == Side.SOURCE) {
                pass.plan(id, Decided.NOTHING, false);
            } else {
                pass.planOpposite(id);
            }
        }
        List<Long> told = planned.queued();
        List<Job> fresh =
                told.subList(before, told.size()).stream()
                        .map(id -> jobs.find(tx, id).orElseThrow())
                        .toList();
        if (!fresh.isEmpty()) {
            tx.afterCommit(() -> queued.accept(fresh));
        }
        return dirty.size() < BATCH ? null : dirty.get(dirty.size() - 1);
    }

    private PlanningPass pass(Tx tx, Scope scope, Planned planned, boolean keepsMarks) {
        return new PlanningPass(tx, scope, clock, reclaiming, planned, keepsMarks);
    }

    /**
     * Lets the deletes go, unless they are so many, with those of late, that a person should say
     * so.
     */
    private void guard(Tx tx, Scope scope, Planned planned) {
        String session = scope.session();
        Instant now = clock.instant();
        long held = heldDeletes.files(tx, session);
        heldDeletes.releaseAllowed(tx, session, now);
        long recent = held == 0 ? 0 : guardedDeletes.recent(tx, session, now);
        // All files are counted only if it matters: the larger the drive, the longer that takes.
        if (held > 0
                && !scope.deletes().allows(held + recent)
                && !scope.deletes().allows(held + recent, baselines.count(tx, session))) {
            planned.holdDeletes(held, recent);
            return;
        }
        guardedDeletes.letGo(tx, session, held, now);
        heldDeletes.release(tx, session, now);
    }
}
