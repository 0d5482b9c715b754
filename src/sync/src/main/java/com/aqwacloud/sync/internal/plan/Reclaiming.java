package com.aqwacloud.sync.internal.plan;

import com.aqwacloud.sync.api.Action;
import com.aqwacloud.sync.api.JobState;
import com.aqwacloud.sync.internal.store.Baseline;
import com.aqwacloud.sync.internal.store.Baselines;
import com.aqwacloud.sync.internal.store.Database;
import com.aqwacloud.sync.internal.store.Item;
import com.aqwacloud.sync.internal.store.Items;
import com.aqwacloud.sync.internal.store.Job;
import com.aqwacloud.sync.internal.store.JobAttempts;
import com.aqwacloud.sync.internal.store.JobTargets;
import com.aqwacloud.sync.internal.store.Jobs;
import com.aqwacloud.sync.internal.store.SessionJobs;
import com.aqwacloud.sync.internal.store.Side;
import com.aqwacloud.sync.internal.store.Tx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Knows at the destination what cut-off attempts made there, and takes it for ours. Thread-safe.
 */
final class Reclaiming {
    private static final Duration CLOCK_SKEW = Duration.ofSeconds(5);

    /** What the end of the process cut off, or a broken connection, may be carried out so late. */
    private static final Duration LATEST = Duration.ofSeconds(30);

    private static final int BATCH = 50;

    private final Database database;
    private final Clock clock;
    private final Settlement settlement;
    private final Items items = new Items();
    private final Baselines baselines = new Baselines();
    private final Jobs jobs = new Jobs();
    private final JobTargets targets = new JobTargets();
    private final SessionJobs sessionJobs = new SessionJobs();
    private final JobAttempts attempts = new JobAttempts();
    private final Authorship authorship = new Authorship();

    Reclaiming(Database database, Clock clock, Settlement settlement) {
        this.database = database;
        this.clock = clock;
        this.settlement = settlement;
    }

    /**
     * What the destination has that cut-off attempts made is ours before others that want its name
     * are planned.
     */
    void reclaimTold(Scope scope) {
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

    /**
     * Takes what a cut-off attempt of the job did at the destination for ours, so that it follows
     * the source even if that was moved, deleted or restored meanwhile.
     */
    void reclaim(Tx tx, Job job) {
        settlement.wasSent(tx, job.session(), job.sourceId());
        if (job.action() == Action.DELETE && jobs.wasBegun(tx, job)) {
            settlement.wasDeleted(tx, job);
            return;
        }
        if (baselines.bySource(tx, job.session(), job.sourceId()).isPresent()) {
            settlement.wasBrought(tx, job.session(), job.sourceId());
            return;
        }
        Job.Target target = job.target();
        if (target == null) {
            return;
        }
        boolean another = targets.isMadeByAnother(tx, job);
        items.named(tx, job.session(), Side.DESTINATION, target.parentId(), target.name()).stream()
                .filter(item -> isKnown(tx, job, item) || !another && isLeftBy(tx, job, item))
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

    /** What attempts sent or copied is known by its hash, whoever else aims there now. */
    private boolean isKnown(Tx tx, Job job, Item item) {
        String hash = item.hash();
        return hash != null
                && (hash.equals(job.target().hash())
                        || attempts.perhapsSent(tx, job.session(), job.sourceId(), hash));
    }

    /** The same of what is known by its time alone, since it was damaged on its way. */
    private boolean isLeftBy(Tx tx, Job job, Item item) {
        Item source = items.find(tx, job.session(), Side.SOURCE, job.sourceId()).orElse(null);
        boolean timed = source != null && isCreatedWith(source, item);
        if (!timed && !isOfTheTime(tx, job, item)) {
            return false;
        }
        boolean folder = source != null && source.isFolder();
        return folder
                ? item.isFolder()
                : item.isFile()
                        && authorship.isPerhaps(
                                tx, job.session(), item, job.target().size(), timed);
    }

    /** A copy may have the times of its original, and an upload has those that it was given. */
    private static boolean isCreatedWith(Item source, Item item) {
        return source.createdAt() != null
                && item.createdAt() != null
                && source.createdAt().getEpochSecond() == item.createdAt().getEpochSecond();
    }

    /** What was not made while an attempt heard no answer is a stranger's. */
    private boolean isOfTheTime(Tx tx, Job job, Item item) {
        Instant created = item.createdAt();
        return created == null
                || !isEdited(item)
                        && attempts.unheard(tx, job.id())
                                .filter(time -> isIn(time, created))
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
                && !created.isAfter(time.until().plus(LATEST));
    }
}
