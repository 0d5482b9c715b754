package com.aqwacloud.sync.internal.transfer;

import com.aqwacloud.sync.api.Action;
import com.aqwacloud.sync.api.JobState;
import com.aqwacloud.sync.internal.plan.Decided;
import com.aqwacloud.sync.internal.plan.DecidedDeletes;
import com.aqwacloud.sync.internal.plan.Decision;
import com.aqwacloud.sync.internal.plan.Endings;
import com.aqwacloud.sync.internal.plan.Losers;
import com.aqwacloud.sync.internal.plan.Origin;
import com.aqwacloud.sync.internal.plan.Planner;
import com.aqwacloud.sync.internal.plan.Scope;
import com.aqwacloud.sync.internal.plan.Settlement;
import com.aqwacloud.sync.internal.store.AwaitedJobs;
import com.aqwacloud.sync.internal.store.Baseline;
import com.aqwacloud.sync.internal.store.Baselines;
import com.aqwacloud.sync.internal.store.HeldDeletes;
import com.aqwacloud.sync.internal.store.Items;
import com.aqwacloud.sync.internal.store.Job;
import com.aqwacloud.sync.internal.store.JobTargets;
import com.aqwacloud.sync.internal.store.JobUploads;
import com.aqwacloud.sync.internal.store.Jobs;
import com.aqwacloud.sync.internal.store.Side;
import com.aqwacloud.sync.internal.store.StoredSession;
import com.aqwacloud.sync.internal.store.StoredSessions;
import com.aqwacloud.sync.internal.store.Tx;
import java.time.Clock;

/**
 * Decides claimed jobs anew, as things stand now, and has those begin that are still to do
 * something. Thread-safe; each call is part of the caller's transaction.
 */
final class ClaimedJobs {
    private final Planner planner;
    private final Settlement settlement;
    private final Endings endings;
    private final Losers losers = new Losers();
    private final Clock clock;
    private final StoredSessions sessions = new StoredSessions();
    private final Jobs jobs = new Jobs();
    private final AwaitedJobs awaitedJobs = new AwaitedJobs();
    private final JobTargets targets = new JobTargets();
    private final JobUploads uploads = new JobUploads();
    private final Items items = new Items();
    private final Baselines baselines = new Baselines();
    private final HeldDeletes heldDeletes = new HeldDeletes();
    private final DecidedDeletes decidedDeletes = new DecidedDeletes();

    ClaimedJobs(Planner planner, Clock clock) {
        this.planner = planner;
        this.settlement = new Settlement(clock);
        this.endings = new Endings(clock);
        this.clock = clock;
    }

    Begun begin(Tx tx, Job job) {
        StoredSession stored = sessions.find(tx, job.session()).orElse(null);
        if (stored == null || isOver(tx, job)) {
            return new Begun.Nothing();
        }
        Scope scope = Scope.of(stored);
        var decided = new Decided(job.decided(), job.decidedEtag());
        planner.reclaim(tx, job);
        Decision decision = planner.decide(tx, scope, job.sourceId(), decided);
        boolean waits = decision instanceof Decision.After after && first(tx, job, after) != null;
        if (!waits && EarlierAttempts.isUnseen(tx, baselines, job, decision)) {
            return new Begun.Look(stored.session());
        }
        if (!Decision.isDeletion(decision)) {
            settlement.perhapsDeleted(tx, job);
        }
        if (decision instanceof Decision.After after) {
            return new Begun.Idle(postpone(tx, scope, job, after), null);
        }
        if (seemsGone(job, decision)) {
            return new Begun.Idle(leaveToThePlan(tx, job), null);
        }
        if (decision instanceof Decision.Clash clash) {
            return new Begun.Conflicted(planner.clash(tx, scope, job, clash));
        }
        if (decision instanceof Decision.Work work) {
            if (work.action() == Action.DELETE
                    && heldDeletes.isUnheld(tx, job.id(), work.deletedFiles())
                    && !decidedDeletes.isByPerson(
                            tx, job.session(), job.sourceId(), decided, work)) {
                return new Begun.Idle(hold(tx, job, work), null);
            }
            return work(tx, stored, job, work);
        }
        JobState ended = end(tx, job, decision);
        return new Begun.Idle(
                ended, ended == JobState.COMPLETED ? losers.gaveWay(tx, job).orElse(null) : null);
    }

    /** Whether a person gave the claimed job up before it began. */
    private boolean isOver(Tx tx, Job job) {
        return jobs.find(tx, job.id())
                .filter(now -> now.state() == JobState.TRANSFERRING)
                .isEmpty();
    }

    /**
     * Whether what was there when it was planned seems gone. That is for the plan to say, which
     * waits until the feeds are read to the end: the folder that it is in now may come with the
     * next page.
     */
    private static boolean seemsGone(Job job, Decision decision) {
        return job.action() != Action.DELETE
                && (decision instanceof Decision.Forget
                        || decision instanceof Decision.Clash clash && clash.source() == null);
    }

    private JobState leaveToThePlan(Tx tx, Job job) {
        jobs.finish(tx, job.id(), JobState.CANCELLED, null, clock.instant());
        items.soil(tx, job.session(), Side.SOURCE, job.sourceId());
        return JobState.CANCELLED;
    }

    /** The plan decides anew, and its guard counts the deletion. */
    private JobState hold(Tx tx, Job job, Decision.Work work) {
        jobs.putBack(tx, job.id(), null, clock.instant(), false, clock.instant());
        heldDeletes.hold(tx, job.id(), work.deletedFiles());
        items.soil(tx, job.session(), Side.SOURCE, job.sourceId());
        return JobState.PENDING;
    }

    /** Returns what became of the job. */
    private JobState postpone(Tx tx, Scope scope, Job job, Decision.After after) {
        Job first = first(tx, job, after);
        if (first != null) {
            jobs.putBack(tx, job.id(), null, clock.instant(), false, clock.instant());
            awaitedJobs.waitFor(tx, job.id(), first.id());
            return JobState.PENDING;
        }
        settlement.perhapsDeleted(tx, job);
        if (planner.failWithFirst(tx, scope, job, after)) {
            return JobState.FAILED;
        }
        // Whoever waits for it must not do so for ever; the next plan sees them all at once.
        jobs.finish(tx, job.id(), JobState.CANCELLED, null, clock.instant());
        items.soil(tx, job.session(), Side.SOURCE, after.sourceId());
        items.soil(tx, job.session(), Side.SOURCE, job.sourceId());
        return JobState.CANCELLED;
    }

    /** The job that another can wait for until its turn comes again, or null. */
    private Job first(Tx tx, Job job, Decision.After after) {
        return jobs.open(tx, job.session(), after.sourceId())
                .filter(first -> !awaitedJobs.waitsFor(tx, first, job.id()))
                .orElse(null);
    }

    private Begun.Work work(Tx tx, StoredSession stored, Job job, Decision.Work work) {
        Scope scope = Scope.of(stored);
        long size = work.content() ? work.source().size() : 0;
        // The item may be elsewhere by now than when it was planned.
        String path =
                work.source() == null ? job.path() : planner.path(tx, scope, work.source().id());
        if (work.replacedSourceId() != null) {
            settlement.takesOver(tx, job, work);
        }
        if (work.makesAnew()) {
            if (work.action() == Action.CREATE_FOLDER
                    && baselines.bySource(tx, job.session(), job.sourceId()).isPresent()) {
                // As long as a file stood for the folder, what is in it was left out.
                items.soilChildren(tx, job.session(), Side.SOURCE, job.sourceId());
            }
            // What was agreed about what is gone would hide what the attempt makes unheard.
            baselines.remove(tx, job.session(), job.sourceId());
        }
        jobs.replan(tx, job.id(), work.action(), path, size, null);
        boolean aimedBefore = aim(tx, job, work, size);
        Origin origin = null;
        if (work.content()) {
            origin = planner.origin(tx, scope, job.sourceId());
            if (!origin.repeatable()) {
                uploads.gone(tx, job.id());
            }
        }
        Job begun = jobs.find(tx, job.id()).orElseThrow();
        jobs.begin(tx, begun, clock.instant());
        boolean left =
                baselines
                        .bySource(tx, job.session(), job.sourceId())
                        .filter(Baseline::isToBeCompared)
                        .isPresent();
        return new Begun.Work(begun, stored, work, origin, aimedBefore, left);
    }

    /**
     * Keeps where the attempt will create a file, and returns whether one before it was to create
     * one of that name there. An upload session begun for another place, purpose or version would
     * put that there.
     */
    private boolean aim(Tx tx, Job job, Decision.Work work, long size) {
        Job.Target target = work.aims() ? new Job.Target(work.parentId(), work.name(), size) : null;
        boolean again = target != null && target.isWhere(job.target());
        boolean samePlace = again || target == null && job.target() == null;
        if (job.upload() != null && !(samePlace && job.upload().isOf(work.source()))) {
            uploads.gone(tx, job.id());
        }
        // What an attempt before left there is known by what that was about to create. A deletion
        // must still know the place that an attempt before it gave the item.
        if (!again && work.action() != Action.DELETE) {
            targets.aim(tx, job.id(), target);
        }
        return again;
    }

    /** Returns what became of the job. */
    private JobState end(Tx tx, Job job, Decision decision) {
        if (decision instanceof Decision.Agree agree) {
            settlement.agreed(tx, job.session(), agree);
        } else if (decision instanceof Decision.Forget) {
            settlement.forget(tx, job.session(), job.sourceId());
        }
        // The plan sees the feeds whole, keeps what waits for room, and says why an item is left
        // out; and a place or a time that was not agreed on is for it, too.
        items.soil(tx, job.session(), Side.SOURCE, job.sourceId());
        if (job.action() == Action.DELETE) {
            settlement.staysUnlessDeleted(tx, job);
        }
        return endings.end(tx, job, decision);
    }
}
