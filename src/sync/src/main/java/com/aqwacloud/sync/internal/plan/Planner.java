package com.aqwacloud.sync.internal.plan;

import com.aqwacloud.sync.api.Action;
import com.aqwacloud.sync.api.ConflictSide;
import com.aqwacloud.sync.api.JobState;
import com.aqwacloud.sync.api.ShortcutPolicy;
import com.aqwacloud.sync.internal.store.Baseline;
import com.aqwacloud.sync.internal.store.Baselines;
import com.aqwacloud.sync.internal.store.Database;
import com.aqwacloud.sync.internal.store.Excluded;
import com.aqwacloud.sync.internal.store.HeldDeletes;
import com.aqwacloud.sync.internal.store.Item;
import com.aqwacloud.sync.internal.store.Items;
import com.aqwacloud.sync.internal.store.Job;
import com.aqwacloud.sync.internal.store.JobAttempts;
import com.aqwacloud.sync.internal.store.JobTargets;
import com.aqwacloud.sync.internal.store.Jobs;
import com.aqwacloud.sync.internal.store.SessionJobs;
import com.aqwacloud.sync.internal.store.Side;
import com.aqwacloud.sync.internal.store.StoredConflict;
import com.aqwacloud.sync.internal.store.StoredConflicts;
import com.aqwacloud.sync.internal.store.Tx;
import com.aqwacloud.sync.internal.store.Unplaced;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Turns what the feeds reported into jobs and conflicts. What changed is marked in the store until
 * it was planned, so a crash in between loses nothing. Thread-safe.
 */
public final class Planner {
    private static final Duration CLOCK_SKEW = Duration.ofSeconds(5);

    /** What is planned can start while the rest is planned. */
    private static final int BATCH = 50;

    private final Database database;
    private final Clock clock;
    private final Settlement settlement;
    private final Endings endings;
    private final FollowedFolders followedFolders;
    private final FreedNames names = new FreedNames();
    private final Items items = new Items();
    private final Baselines baselines = new Baselines();
    private final Excluded excluded = new Excluded();
    private final Jobs jobs = new Jobs();
    private final JobTargets targets = new JobTargets();
    private final HeldDeletes heldDeletes = new HeldDeletes();
    private final SessionJobs sessionJobs = new SessionJobs();
    private final JobAttempts attempts = new JobAttempts();
    private final StoredConflicts conflicts = new StoredConflicts();
    private final Unplaced unplaced = new Unplaced();
    private final Rewriting rewriting;

    public Planner(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
        this.settlement = new Settlement(clock);
        this.rewriting = new Rewriting(clock);
        this.endings = new Endings(clock);
        this.followedFolders = new FollowedFolders(database);
    }

    /**
     * Plans all that changed since it was last planned.
     *
     * @param queued told of new jobs from time to time, before they can start
     * @return what it came to
     */
    public Planned plan(Scope scope, Consumer<List<Job>> queued) {
        var planned = new Planned();
        soilDue(scope);
        followedFolders.update(scope, clock.instant());
        if (scope.shortcuts() != ShortcutPolicy.SKIP) {
            database.change(tx -> items.soilShortcuts(tx, scope.session(), Side.SOURCE));
        }
        reclaimTold(scope);
        for (Side side : List.of(Side.SOURCE, Side.DESTINATION)) {
            String last = "";
            while (last != null) {
                String after = last;
                last = database.write(tx -> batch(tx, scope, side, after, planned, queued));
            }
        }
        planned.holdDeletes(database.write(tx -> guard(tx, scope)));
        return planned;
    }

    /**
     * What the destination has that cut-off attempts made is ours before others that want its name
     * are planned.
     */
    private void reclaimTold(Scope scope) {
        if (!database.read(tx -> sessionJobs.anyPending(tx, scope.session()))) {
            return;
        }
        String last = "";
        while (last != null) {
            String after = last;
            last =
                    database.write(
                            tx -> {
                                List<String> told =
                                        items.dirty(
                                                tx,
                                                scope.session(),
                                                Side.DESTINATION,
                                                after,
                                                BATCH);
                                told.forEach(id -> reclaimTold(tx, scope.session(), id));
                                return told.size() < BATCH ? null : told.get(told.size() - 1);
                            });
        }
    }

    private void reclaimTold(Tx tx, String session, String id) {
        items
                .find(tx, session, Side.DESTINATION, id)
                .filter(Item::present)
                .filter(item -> baselines.byDestination(tx, session, id).isEmpty())
                .map(item -> targets.makersOf(tx, session, item.parentId(), item.name()))
                .stream()
                .flatMap(List::stream)
                .filter(job -> job.state() == JobState.PENDING)
                .forEach(job -> reclaim(tx, job));
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

    /**
     * Takes what a cut-off attempt of the job did at the destination for ours, so that it follows
     * the source even if that was moved, deleted or restored meanwhile.
     */
    public void reclaim(Tx tx, Job job) {
        settlement.wasSent(tx, job.session(), job.sourceId());
        if (job.action() == Action.DELETE && job.startedAt() != null) {
            settlement.wasDeleted(tx, job);
            return;
        }
        if (baselines.bySource(tx, job.session(), job.sourceId()).isPresent()) {
            settlement.wasBrought(tx, job.session(), job.sourceId());
            return;
        }
        Job.Target target = job.target();
        if (target == null || targets.isMadeByAnother(tx, job)) {
            return;
        }
        items.named(tx, job.session(), Side.DESTINATION, target.parentId(), target.name()).stream()
                .filter(item -> isLeftBy(tx, job, item))
                .filter(item -> baselines.byDestination(tx, job.session(), item.id()).isEmpty())
                .findFirst()
                .ifPresent(
                        left ->
                                baselines.put(
                                        tx,
                                        job.session(),
                                        Baseline.unverified(job.sourceId(), left),
                                        clock.instant()));
    }

    /** What attempts sent is known by its hash, unless it was damaged on its way. */
    private boolean isLeftBy(Tx tx, Job job, Item item) {
        return item.hash() != null
                        && attempts.perhapsSent(tx, job.session(), job.sourceId(), item.hash())
                || isWhatWasAimedAt(tx, job, item) && isOfAttempt(tx, job, item);
    }

    private boolean isWhatWasAimedAt(Tx tx, Job job, Item item) {
        boolean folder =
                items.find(tx, job.session(), Side.SOURCE, job.sourceId())
                        .filter(Item::isFolder)
                        .isPresent();
        return folder ? item.isFolder() : item.isFile() && item.size() == job.target().size();
    }

    /**
     * What was not made while an attempt heard no answer, and carries neither the content that was
     * being copied nor our times, is a stranger's. A copy may have the times of its original.
     */
    private boolean isOfAttempt(Tx tx, Job job, Item item) {
        if (item.hash() != null && item.hash().equals(job.target().hash())) {
            return true;
        }
        Instant created = item.createdAt();
        if (created == null
                || !isEdited(item)
                        && attempts.unheard(tx, job.id())
                                .filter(time -> isIn(time, created))
                                .isPresent()) {
            return true;
        }
        return items.find(tx, job.session(), Side.SOURCE, job.sourceId())
                .map(Item::createdAt)
                .filter(ours -> ours.getEpochSecond() == created.getEpochSecond())
                .isPresent();
    }

    /** Whether somebody edited what has its times from the destination. */
    private static boolean isEdited(Item item) {
        return item.isFile()
                && item.modifiedAt() != null
                && item.modifiedAt().isAfter(item.createdAt().plus(CLOCK_SKEW));
    }

    private static boolean isIn(JobAttempts.Unheard time, Instant created) {
        return !created.isBefore(time.from().minus(CLOCK_SKEW))
                && !created.isAfter(time.until().plus(CLOCK_SKEW));
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
        new Pass(tx, scope, planned, true).plan(sourceId, decided, false);
        return planned;
    }

    /** Keeps a conflict that showed itself while a job was running, and ends the job. */
    public long clash(Tx tx, Scope scope, Job job, Decision.Clash clash) {
        return new Pass(tx, scope, new Planned(), true)
                .keep(job.id(), job.sourceId(), job.path(), clash);
    }

    /**
     * Ends a job whose turn cannot come because what it waits for was given up; false if it was
     * not.
     */
    public boolean failWithFirst(Tx tx, Scope scope, Job job, Decision.After after) {
        if (!jobs.gaveUp(tx, scope.session(), after.sourceId())) {
            return false;
        }
        new Pass(tx, scope, new Planned(), true).fail(job.id(), after);
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
        var pass = new Pass(tx, scope, planned, false);
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

    /** Lets the deletes go, unless they are so many that a person should say so. */
    private long guard(Tx tx, Scope scope) {
        long held = heldDeletes.files(tx, scope.session());
        heldDeletes.releaseAllowed(tx, scope.session(), clock.instant());
        // All files are counted only if it matters: the larger the drive, the longer that takes.
        if (!scope.deletes().allows(held)
                && !scope.deletes().allows(held, baselines.count(tx, scope.session()))) {
            return held;
        }
        heldDeletes.release(tx, scope.session(), clock.instant());
        return 0;
    }

    /** One transaction's worth of planning. */
    private final class Pass {
        private final Tx tx;
        private final Scope scope;
        private final Planned planned;
        private final Sides sides;
        private final Decider decider;
        private final Set<String> underWay = new HashSet<>();
        private final Set<String> done = new HashSet<>();
        private boolean anyExcluded;
        private final boolean anyUnplaced;
        private final boolean keepsMarks;

        /**
         * @param keepsMarks whether what is to be planned stays so
         */
        Pass(Tx tx, Scope scope, Planned planned, boolean keepsMarks) {
            this.tx = tx;
            this.scope = scope;
            this.planned = planned;
            this.sides = new Sides(tx, scope, clock.instant());
            this.decider = new Decider(sides);
            this.anyExcluded = excluded.any(tx, scope.session());
            this.anyUnplaced = !unplaced.isEmpty(tx, scope.session());
            this.keepsMarks = keepsMarks;
        }

        void planOpposite(String destinationId) {
            Item there = sides.destination(destinationId);
            if (there != null && there.isFolder()) {
                // Paths within it may be shorter now.
                unplaced.soil(tx, scope.session(), false);
            }
            baselines
                    .byDestination(tx, scope.session(), destinationId)
                    .ifPresent(
                            agreed -> {
                                plan(agreed.sourceId(), Decided.NOTHING, false);
                                if (!sides.hasName(agreed)) {
                                    names.freed(tx, scope.session(), agreed);
                                }
                            });
            items.clean(tx, scope.session(), Side.DESTINATION, destinationId);
        }

        /** Plans an item; {@code needed} says that another item needs it at the destination. */
        void plan(String id, Decided decided, boolean needed) {
            if (!underWay.add(id)) {
                return;
            }
            try {
                if (needed || done.add(id)) {
                    planOnce(id, decided, needed);
                }
            } finally {
                underWay.remove(id);
            }
        }

        private void planOnce(String id, Decided decided, boolean needed) {
            Job open = jobs.open(tx, scope.session(), id).orElse(null);
            if (open != null && open.state() == JobState.TRANSFERRING) {
                return;
            }
            if (open == null) {
                settlement.wasSent(tx, scope.session(), id);
                settlement.wasBrought(tx, scope.session(), id);
            } else {
                reclaim(tx, open);
            }
            Item source = sides.source(id);
            if (needed
                    && source != null
                    && source.isFolder()
                    && sides.inScope(source)
                    && sides.lacks(id)) {
                baselines.remove(tx, scope.session(), id);
            }
            if (needed) {
                sides.need(id);
            }
            Decided known =
                    open != null && open.decided() != null && decided.winner() == null
                            ? new Decided(open.decided(), open.decidedEtag())
                            : decided;
            Decision decision = decider.decide(id, known);
            if (decision instanceof Decision.After after) {
                boolean folder = source != null && after.sourceId().equals(source.parentId());
                if (!jobs.gaveUp(tx, scope.session(), after.sourceId())) {
                    plan(after.sourceId(), Decided.NOTHING, folder);
                }
                decision = decider.decide(id, known);
            }
            if (open != null && open.action() == Action.DELETE && isFolderAgain(source)) {
                settlement.stays(tx, scope.session(), id);
            }
            note(id, decision);
            if (anyUnplaced && !isCut(id, source)) {
                unplaced.remove(tx, scope.session(), id);
            }
            if (apply(id, source, open, known, decision) && !isLeftForThePlan(id)) {
                items.planned(tx, scope.session(), id, decision.leftOut());
            }
            if (open != null && !Decision.isDeletion(decision)) {
                settlement.perhapsDeleted(tx, open);
            }
        }

        private boolean isLeftForThePlan(String id) {
            return keepsMarks && items.isDirty(tx, scope.session(), Side.SOURCE, id);
        }

        private boolean isFolderAgain(Item source) {
            return source != null && source.isFolder() && sides.inScope(source);
        }

        /**
         * Keeps that an item that was in sync, or is to be planned again by itself, is left out.
         */
        private void note(String id, Decision decision) {
            if (decision instanceof Decision.LeaveOut left
                    && (left.until() != null || sides.baseline(id) != null)) {
                excluded.put(tx, scope.session(), id, left.until());
                anyExcluded = true;
            } else if (anyExcluded) {
                excluded.remove(tx, scope.session(), id);
            }
        }

        /** Whether its name is cut at the destination, and may be longer some day. */
        private boolean isCut(String id, Item source) {
            Baseline agreed = source == null ? null : sides.baseline(id);
            return agreed != null && NameRule.isCut(agreed.destinationName(), source.name());
        }

        /** Returns whether that was all, or the item is to be planned again later. */
        private boolean apply(
                String id, Item source, Job open, Decided decided, Decision decision) {
            if (decision instanceof Decision.After after) {
                Job first = jobs.open(tx, scope.session(), after.sourceId()).orElse(null);
                if (first != null) {
                    queue(id, source, open, after.likely(), 0, first.id(), decided);
                } else if (jobs.gaveUp(tx, scope.session(), after.sourceId())) {
                    giveUp(id, source, open, after, decided);
                } else {
                    return false;
                }
            } else if (decision instanceof Decision.Work work) {
                long size = work.content() ? work.source().size() : 0;
                long job = queue(id, source, open, work.action(), size, null, decided);
                if (work.action() == Action.DELETE) {
                    heldDeletes.hold(tx, job, work.deletedFiles());
                }
                if (work.action() == Action.CREATE_FOLDER && open == null) {
                    items.soilChildren(tx, scope.session(), Side.SOURCE, id);
                }
            } else if (decision instanceof Decision.Clash clash) {
                StoredConflict known = conflicts.open(tx, scope.session(), id).orElse(null);
                if (known == null || !isStill(known, id, clash)) {
                    withdrawConflict(id);
                    String path = pathOf(id, source);
                    long job =
                            open != null
                                    ? open.id()
                                    : jobs.insert(
                                            tx,
                                            scope.session(),
                                            id,
                                            Action.UPDATE,
                                            path,
                                            0,
                                            null,
                                            null,
                                            null,
                                            clock.instant());
                    planned.conflict(keep(job, id, path, clash));
                }
                return true;
            } else {
                settle(id, source, open, decision);
            }
            withdrawConflict(id);
            return !isMoreDue(id, source, decision);
        }

        /**
         * Whether only a part was agreed on, and the source's place or time is still to be
         * followed.
         */
        private boolean isMoreDue(String id, Item source, Decision decision) {
            boolean due =
                    source != null
                            && decision instanceof Decision.Agree agree
                            && (Changes.placeAtSource(source, agree.agreed())
                                    || Changes.timeAtSource(source, agree.agreed()));
            if (due) {
                items.soil(tx, scope.session(), Side.SOURCE, id);
            }
            return due;
        }

        private void settle(String id, Item source, Job open, Decision decision) {
            // What an attempt may have made is looked for before the job ends.
            boolean unseen =
                    open != null
                            && open.target() != null
                            && !(decision instanceof Decision.Agree)
                            && sides.baseline(id) == null;
            if (decision instanceof Decision.Agree agree) {
                if (agree.replacedSourceId() != null) {
                    settlement.replaced(tx, scope.session(), agree.replacedSourceId());
                }
                boolean first = baselines.bySource(tx, scope.session(), id).isEmpty();
                baselines.put(tx, scope.session(), agree.agreed(), clock.instant());
                if (first && agree.agreed().folder()) {
                    items.soilChildren(tx, scope.session(), Side.SOURCE, id);
                }
            } else if (decision instanceof Decision.Forget forget) {
                forgetTree(id);
                if (forget.reason() != null) {
                    planned.skip(pathOf(id, source), forget.reason());
                }
            } else if (decision instanceof Decision.Skip skip) {
                planned.skip(pathOf(id, source), skip.reason());
                if (skip.place()) {
                    unplaced.add(tx, scope.session(), id, source.isFolder());
                }
            } else if (decision instanceof Decision.LeaveOut left && left.reason() != null) {
                planned.skip(pathOf(id, source), left.reason());
            }
            if (open != null && !unseen) {
                endings.end(tx, open, decision);
            }
        }

        /** Forgets an item; what was in it is decided by itself. */
        private void forgetTree(String id) {
            for (String child : settlement.forget(tx, scope.session(), id)) {
                plan(child, Decided.NOTHING, false);
            }
        }

        private long queue(
                String id,
                Item source,
                Job open,
                Action action,
                long size,
                Long dependsOn,
                Decided decided) {
            String path = pathOf(id, source);
            if (open != null) {
                jobs.replan(tx, open.id(), action, path, size, dependsOn);
                return open.id();
            }
            long job =
                    jobs.insert(
                            tx,
                            scope.session(),
                            id,
                            action,
                            path,
                            size,
                            dependsOn,
                            decided.winner(),
                            decided.etag(),
                            clock.instant());
            planned.queue(job);
            return job;
        }

        /** What an item waits for failed: so does the item, and says why. */
        private void giveUp(
                String id, Item source, Job open, Decision.After after, Decided decided) {
            long job =
                    open != null
                            ? open.id()
                            : jobs.insert(
                                    tx,
                                    scope.session(),
                                    id,
                                    after.likely(),
                                    pathOf(id, source),
                                    0,
                                    null,
                                    decided.winner(),
                                    decided.etag(),
                                    clock.instant());
            fail(job, after);
            planned.fail(job);
        }

        void fail(long job, Decision.After after) {
            String first = pathOf(after.sourceId(), sides.source(after.sourceId()));
            jobs.finish(
                    tx,
                    job,
                    JobState.FAILED,
                    "It needs "
                            + first
                            + " first, which could not be transferred; start the session again to"
                            + " have both tried again.",
                    clock.instant());
        }

        private String pathOf(String id, Item source) {
            return source == null ? id : sides.path(source);
        }

        long keep(long job, String id, String path, Decision.Clash clash) {
            jobs.finish(tx, job, JobState.CONFLICTED, null, clock.instant());
            return conflicts.insert(
                    tx,
                    scope.session(),
                    id,
                    job,
                    clash.type(),
                    path,
                    side(id, clash.source()),
                    side(null, clash.destination()),
                    etag(clash),
                    clock.instant());
        }

        private static ConflictSide side(String id, Item item) {
            return item == null
                    ? new ConflictSide(id, false, null, 0, null, null, null, null)
                    : new ConflictSide(
                            item.id(),
                            item.present(),
                            item.name(),
                            item.size(),
                            item.createdAt(),
                            item.modifiedAt(),
                            item.modifiedBy(),
                            item.hash());
        }

        /** Whether a conflict that is open says how things stand now. */
        private static boolean isStill(StoredConflict known, String id, Decision.Clash clash) {
            return known.conflict().type() == clash.type()
                    && known.conflict().source().equals(side(id, clash.source()))
                    && known.conflict().destination().equals(side(null, clash.destination()))
                    && Objects.equals(known.destinationEtag(), etag(clash));
        }

        private static String etag(Decision.Clash clash) {
            return clash.destination() == null || !clash.destination().present()
                    ? null
                    : clash.destination().etag();
        }

        /** The sides came together by themselves, or apart in another way. */
        private void withdrawConflict(String id) {
            conflicts
                    .open(tx, scope.session(), id)
                    .ifPresent(
                            found -> {
                                long conflict = found.conflict().id();
                                conflicts.resolve(tx, conflict, null, "withdrawn", clock.instant());
                                planned.withdraw(conflict);
                            });
        }
    }
}
