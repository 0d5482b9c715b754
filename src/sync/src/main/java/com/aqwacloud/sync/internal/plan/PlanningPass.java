package com.aqwacloud.sync.internal.plan;

import com.aqwacloud.sync.api.Action;
import com.aqwacloud.sync.api.JobState;
import com.aqwacloud.sync.internal.store.Baseline;
import com.aqwacloud.sync.internal.store.Baselines;
import com.aqwacloud.sync.internal.store.CancelledDeletes;
import com.aqwacloud.sync.internal.store.Excluded;
import com.aqwacloud.sync.internal.store.HeldDeletes;
import com.aqwacloud.sync.internal.store.Item;
import com.aqwacloud.sync.internal.store.Items;
import com.aqwacloud.sync.internal.store.Job;
import com.aqwacloud.sync.internal.store.Jobs;
import com.aqwacloud.sync.internal.store.LeftToHeirs;
import com.aqwacloud.sync.internal.store.SessionJobs;
import com.aqwacloud.sync.internal.store.Side;
import com.aqwacloud.sync.internal.store.Tx;
import com.aqwacloud.sync.internal.store.Unplaced;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/** One transaction's worth of planning. */
final class PlanningPass {
    private final Tx tx;
    private final Scope scope;
    private final Clock clock;
    private final Reclaiming reclaiming;
    private final Settlement settlement;
    private final Endings endings;
    private final Losers losers = new Losers();
    private final Planned planned;
    private final KeptConflicts conflicts;
    private final FreedNames names = new FreedNames();
    private final Items items = new Items();
    private final Baselines baselines = new Baselines();
    private final Excluded excluded = new Excluded();
    private final Jobs jobs = new Jobs();
    private final HeldDeletes heldDeletes = new HeldDeletes();
    private final DecidedDeletes decidedDeletes = new DecidedDeletes();
    private final Unplaced unplaced = new Unplaced();
    private final LeftToHeirs leftToHeirs = new LeftToHeirs();
    private final Sides sides;
    private final Decider decider;
    private final Set<String> underWay = new HashSet<>();
    private final Set<String> done = new HashSet<>();
    private boolean anyExcluded;
    private boolean anyLeft;
    private final boolean anyUnplaced;
    private final Set<String> deletesCancelled;
    private final boolean anyGivenUp;
    private final boolean anyDeleteFailed;
    private final boolean keepsMarks;

    /**
     * An item that is just being planned.
     *
     * @param open its unfinished job, or null
     * @param decision as it was before what it waits for was planned
     */
    private record Turn(String id, Item source, Job open, Decided decided, Decision decision) {}

    /**
     * @param planned what it comes to is added there
     * @param keepsMarks whether what is to be planned stays so
     */
    PlanningPass(
            Tx tx,
            Scope scope,
            Clock clock,
            Reclaiming reclaiming,
            Planned planned,
            boolean keepsMarks) {
        this.tx = tx;
        this.scope = scope;
        this.clock = clock;
        this.reclaiming = reclaiming;
        this.settlement = new Settlement(clock);
        this.endings = new Endings(clock);
        this.planned = planned;
        this.conflicts = new KeptConflicts(tx, scope.session(), clock, planned);
        this.sides = new Sides(tx, scope, clock.instant());
        this.decider = new Decider(sides);
        this.anyExcluded = excluded.any(tx, scope.session());
        this.anyLeft = leftToHeirs.any(tx, scope.session());
        this.anyUnplaced = !unplaced.isEmpty(tx, scope.session());
        this.deletesCancelled = new CancelledDeletes().all(tx, scope.session());
        this.anyGivenUp = new SessionJobs().anyGivenUp(tx, scope.session());
        this.anyDeleteFailed = anyGivenUp && heldDeletes.anyFailed(tx, scope.session());
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

    /**
     * Plans an item, after all that it waits for; {@code needed} says that another item needs it at
     * the destination.
     */
    void plan(String id, Decided decided, boolean needed) {
        // As many as there are may wait for each other: more than there is stack for.
        Deque<Turn> waiting = new ArrayDeque<>();
        Turn turn = begin(id, decided, needed);
        while (turn != null) {
            waiting.push(turn);
            turn = beginFirst(turn);
        }
        waiting.forEach(this::end);
    }

    /** Returns null if the item is not to be planned now. */
    private Turn begin(String id, Decided decided, boolean needed) {
        if (underWay.contains(id) || !needed && !done.add(id)) {
            return null;
        }
        Job open = jobs.open(tx, scope.session(), id).orElse(null);
        if (open != null && open.state() == JobState.TRANSFERRING) {
            return null;
        }
        underWay.add(id);
        if (open == null) {
            settlement.wasSent(tx, scope.session(), id);
            settlement.wasBrought(tx, scope.session(), id);
            reclaimGivenUp(id);
        } else {
            reclaiming.reclaim(tx, open);
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
        return new Turn(id, source, open, known, decider.decide(id, known));
    }

    /** What the item waits for, if that is to be planned first. */
    private Turn beginFirst(Turn turn) {
        if (turn.decision() instanceof Decision.After after
                && !jobs.gaveUp(tx, scope.session(), after.sourceId())) {
            Item source = turn.source();
            boolean folder = source != null && after.sourceId().equals(source.parentId());
            return begin(after.sourceId(), Decided.NOTHING, folder);
        }
        return null;
    }

    private void end(Turn turn) {
        String id = turn.id();
        Item source = turn.source();
        Job open = turn.open();
        Decision decision =
                turn.decision() instanceof Decision.After
                        ? decider.decide(id, turn.decided())
                        : turn.decision();
        if (open != null && open.action() == Action.DELETE && isFolderAgain(source)) {
            settlement.stays(tx, scope.session(), id);
        }
        note(id, decision);
        if (deletesCancelled.contains(id) && sides.inScope(source)) {
            settlement.notGivenUp(tx, scope.session(), id);
        }
        if (anyDeleteFailed && sides.inScope(source)) {
            heldDeletes.forgetFailed(tx, scope.session(), id);
        }
        if (anyUnplaced && !isCut(id, source)) {
            unplaced.remove(tx, scope.session(), id);
        }
        if (anyLeft) {
            leftToHeirs.remove(tx, scope.session(), id);
            leftToHeirs.soil(tx, scope.session(), id);
        }
        if (apply(id, source, open, turn.decided(), decision) && !isLeftForThePlan(id)) {
            items.planned(tx, scope.session(), id, decision.leftOut());
        }
        if (open != null && !Decision.isDeletion(decision)) {
            settlement.perhapsDeleted(tx, open);
        }
        planReplaced(id, decision);
        underWay.remove(id);
    }

    /** What is gone and was to be deleted, or decided about, is left to the one in its place. */
    private void planReplaced(String id, Decision decision) {
        String gone =
                decision instanceof Decision.Clash clash && clash.destination() != null
                        ? sides.baselineOf(clash.destination()).map(Baseline::sourceId).orElse(null)
                        : Decision.replaced(decision);
        if (gone != null
                && !gone.equals(id)
                && (sides.hasOpenJob(gone) || sides.isUndecided(gone))) {
            done.remove(gone);
            plan(gone, Decided.NOTHING, false);
        }
    }

    /** What a job made unheard before it was given up is ours for the one that follows it. */
    private void reclaimGivenUp(String id) {
        if (anyGivenUp && sides.baseline(id) == null) {
            jobs.givenUp(tx, scope.session(), id).ifPresent(job -> reclaiming.reclaim(tx, job));
        }
    }

    private boolean isLeftForThePlan(String id) {
        return keepsMarks && items.isDirty(tx, scope.session(), Side.SOURCE, id);
    }

    private boolean isFolderAgain(Item source) {
        return source != null && source.isFolder() && sides.inScope(source);
    }

    /** Keeps that an item that was in sync, or is to be planned again by itself, is left out. */
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
    private boolean apply(String id, Item source, Job open, Decided decided, Decision decision) {
        if (decision instanceof Decision.After after) {
            Job first = jobs.open(tx, scope.session(), after.sourceId()).orElse(null);
            if (first != null) {
                long size = after.size(source);
                long job = queue(id, source, open, after.likely(), size, first.id(), decided);
                if (after.likely() == Action.DELETE) {
                    heldDeletes.hold(tx, job, after.deletedFiles());
                }
                if (after.likely() == Action.CREATE_FOLDER && open == null) {
                    // Some may have found it waiting for what could not be queued then.
                    items.soilChildren(tx, scope.session(), Side.SOURCE, id);
                }
            } else if (jobs.gaveUp(tx, scope.session(), after.sourceId())) {
                giveUp(id, source, open, after, decided);
            } else {
                // It was perhaps planned by itself, after a decision.
                items.soil(tx, scope.session(), Side.SOURCE, id);
                return false;
            }
        } else if (decision instanceof Decision.Work work) {
            long size = work.content() ? work.source().size() : 0;
            long job = queue(id, source, open, work.action(), size, null, decided);
            if (decidedDeletes.isByPerson(tx, scope.session(), id, decided, work)) {
                heldDeletes.exempt(tx, job);
            } else if (work.action() == Action.DELETE) {
                heldDeletes.hold(tx, job, work.deletedFiles());
            }
            if (work.action() == Action.CREATE_FOLDER && open == null) {
                items.soilChildren(tx, scope.session(), Side.SOURCE, id);
            }
        } else if (decision instanceof Decision.Clash clash) {
            if (!conflicts.isOpen(id, clash)) {
                conflicts.withdraw(id);
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
                planned.conflict(conflicts.keep(job, id, path, clash));
            }
            return true;
        } else {
            settle(id, source, open, decision);
        }
        conflicts.withdraw(id);
        if (decision instanceof Decision.LeaveTo left) {
            return awaitsHeir(id, left.heirId());
        }
        return !isMoreDue(id, source, decision);
    }

    /**
     * Whatever becomes of its heir, be it nothing, what is gone is planned again by then. Returns
     * whether that is noted, so that nothing is to be done meanwhile.
     */
    private boolean awaitsHeir(String id, String heir) {
        if (sides.isUnsettled(heir)) {
            leftToHeirs.leave(tx, scope.session(), id, heir);
            anyLeft = true;
            return true;
        }
        items.soil(tx, scope.session(), Side.SOURCE, id);
        items.soil(tx, scope.session(), Side.SOURCE, heir);
        return false;
    }

    /**
     * Whether only a part was agreed on, and the source's place or time is still to be followed, or
     * perhaps the name without a mark of ours.
     */
    private boolean isMoreDue(String id, Item source, Decision decision) {
        boolean due =
                source != null
                        && decision instanceof Decision.Agree agree
                        && (Changes.placeAtSource(source, agree.agreed())
                                || Changes.timeAtSource(source, agree.agreed())
                                || bearsMark(agree.agreed(), source));
        if (due) {
            items.soil(tx, scope.session(), Side.SOURCE, id);
        }
        return due;
    }

    /** Whether it bears a mark of ours: its own name may be free by now. */
    private boolean bearsMark(Baseline agreed, Item source) {
        return NameRule.isBeside(
                agreed.destinationName(),
                sides.paths().name(source, agreed.destinationParentId()),
                source.id());
    }

    private void settle(String id, Item source, Job open, Decision decision) {
        // What an attempt may have made is looked for before the job ends.
        boolean unseen =
                open != null
                        && open.target() != null
                        && !(decision instanceof Decision.Agree)
                        && sides.baseline(id) == null;
        if (decision instanceof Decision.Agree agree) {
            boolean first = baselines.bySource(tx, scope.session(), id).isEmpty();
            settlement.agreed(tx, scope.session(), agree);
            if (first && agree.agreed().folder()) {
                items.soilChildren(tx, scope.session(), Side.SOURCE, id);
            }
        } else if (decision instanceof Decision.Forget forget) {
            forgetTree(id);
            if (forget.reason() != null) {
                skip(id, source, forget.reason());
            }
        } else if (decision instanceof Decision.Skip skip) {
            skip(id, source, skip.reason());
            if (skip.place()) {
                unplaced.add(tx, scope.session(), id, source.isFolder());
            }
        } else if (decision instanceof Decision.LeaveOut left && left.reason() != null) {
            skip(id, source, left.reason());
        }
        if (open != null && !unseen) {
            JobState ended = endings.end(tx, open, decision);
            if (ended == JobState.COMPLETED) {
                losers.gaveWay(tx, open).ifPresent(planned::place);
            }
        }
    }

    /** What is looked at once more, and left out as before, is no news. */
    private void skip(String id, Item source, String reason) {
        if (items.leftOut(tx, scope.session(), id).filter(reason::equals).isEmpty()) {
            planned.skip(pathOf(id, source), reason);
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
    private void giveUp(String id, Item source, Job open, Decision.After after, Decided decided) {
        long job =
                open != null
                        ? open.id()
                        : jobs.insert(
                                tx,
                                scope.session(),
                                id,
                                after.likely(),
                                pathOf(id, source),
                                after.size(source),
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

    /** Keeps a conflict that showed itself while a job was running, and ends the job. */
    long keep(Job job, Decision.Clash clash) {
        return conflicts.keep(job.id(), job.sourceId(), job.path(), clash);
    }
}
