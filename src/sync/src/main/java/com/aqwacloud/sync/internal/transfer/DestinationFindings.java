package com.aqwacloud.sync.internal.transfer;

import com.aqwacloud.sync.api.ConflictPreference;
import com.aqwacloud.sync.internal.plan.Decision;
import com.aqwacloud.sync.internal.plan.Difference;
import com.aqwacloud.sync.internal.plan.FreedNames;
import com.aqwacloud.sync.internal.plan.Losers;
import com.aqwacloud.sync.internal.plan.Planner;
import com.aqwacloud.sync.internal.plan.Settlement;
import com.aqwacloud.sync.internal.store.Baseline;
import com.aqwacloud.sync.internal.store.Baselines;
import com.aqwacloud.sync.internal.store.Database;
import com.aqwacloud.sync.internal.store.HiddenNames;
import com.aqwacloud.sync.internal.store.Item;
import com.aqwacloud.sync.internal.store.Items;
import com.aqwacloud.sync.internal.store.Job;
import com.aqwacloud.sync.internal.store.Jobs;
import com.aqwacloud.sync.internal.store.NameTwins;
import com.aqwacloud.sync.internal.store.Side;
import com.aqwacloud.sync.internal.store.Tx;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;

/**
 * What a job found at the destination that is in its way or is not as was expected, and what that
 * means for the job. Thread-safe.
 */
final class DestinationFindings {
    private static final int LOOKS_AT_A_HIDDEN_NAME = 2;

    private final Database database;
    private final Planner planner;
    private final Settlement settlement;
    private final Clock clock;
    private final Jobs jobs = new Jobs();
    private final Items items = new Items();
    private final NameTwins twins = new NameTwins();
    private final HiddenNames hiddenNames = new HiddenNames();
    private final Baselines baselines = new Baselines();
    private final Losers losers = new Losers();
    private final FreedNames freedNames = new FreedNames();

    DestinationFindings(Database database, Planner planner, Clock clock) {
        this.database = database;
        this.planner = planner;
        this.settlement = new Settlement(clock);
        this.clock = clock;
    }

    /** The two files turned out to differ: returns the conflict; empty if both are to stay. */
    Optional<Long> differ(Run run) {
        return database.write(tx -> differ(tx, run));
    }

    private Optional<Long> differ(Tx tx, Run run) {
        Item source = run.work().source();
        Item destination = run.work().destination();
        mustExist(tx, run);
        Baseline agreed = baselines.bySource(tx, run.job().session(), source.id()).orElse(null);
        if (agreed == null && Difference.isKept(destination)) {
            giveOwnName(tx, run.job(), destination);
            return Optional.empty();
        }
        var type = Difference.of(source, destination, agreed);
        return Optional.of(
                planner.clash(
                        tx, run.scope(), run.job(), new Decision.Clash(type, source, destination)));
    }

    /** What was kept in an earlier conflict is no conflict again: both stay. */
    private void giveOwnName(Tx tx, Job job, Item kept) {
        jobs.decide(tx, job.id(), ConflictPreference.KEEP_BOTH, kept.etag());
        jobs.putBack(tx, job.id(), null, clock.instant(), false, clock.instant());
    }

    /**
     * The item in the way was renamed to be kept beside: the name is free now.
     *
     * @return the conflict of which it is now known where its loser is, if there is one
     */
    Optional<Long> kept(Run run, Item renamed) {
        return database.write(
                tx -> {
                    mustExist(tx, run);
                    items.put(tx, run.job().session(), Side.DESTINATION, renamed, false);
                    freedNames.left(tx, run.job().session(), run.work().destination());
                    baselines.remove(tx, run.job().session(), run.job().sourceId());
                    placeAnew(tx, run, renamed);
                    return losers.kept(tx, run.job(), renamed);
                });
    }

    /**
     * What another item of the source was given meanwhile is still to get that one's name. If that
     * one is gone, it is not to take along what is kept.
     */
    private void placeAnew(Tx tx, Run run, Item renamed) {
        String session = run.job().session();
        Baseline agreed = baselines.byDestination(tx, session, renamed.id()).orElse(null);
        if (agreed == null) {
            return;
        }
        if (planner.isInScope(tx, run.scope(), agreed.sourceId())) {
            baselines.put(tx, session, agreed.broughtTo(renamed), clock.instant());
            items.soil(tx, session, Side.SOURCE, agreed.sourceId());
        } else {
            settlement.replaced(tx, session, agreed.sourceId());
        }
    }

    /**
     * An item stands so; the job is decided anew.
     *
     * @param refused the name that it was asked for by, since it was taken, or null
     */
    void refreshed(Run run, Item now, String refused) {
        database.change(
                tx -> {
                    if (exists(tx, run.job())) {
                        String session = run.job().session();
                        Item known =
                                items.find(tx, session, Side.DESTINATION, now.id()).orElse(null);
                        planner.told(tx, session, known, now);
                        if (known != null && !isWhere(known, now)) {
                            freedNames.left(tx, session, known);
                        }
                        items.put(tx, session, Side.DESTINATION, now, false);
                        if (refused != null) {
                            twins.add(tx, session, refused, now.name());
                        }
                        // Others that want its name are to see whose it is.
                        jobs.find(tx, run.job().id()).ifPresent(job -> planner.reclaim(tx, job));
                    }
                });
    }

    private static boolean isWhere(Item known, Item now) {
        return known.name().equals(now.name()) && Objects.equals(known.parentId(), now.parentId());
    }

    /**
     * Nothing that the folder tells of has a name that it refuses as taken. That may be so for a
     * moment; then the job is to choose another name.
     */
    void hidden(Run run, String refused) {
        database.change(
                tx ->
                        jobs.find(tx, run.job().id())
                                .filter(job -> job.attempts() > LOOKS_AT_A_HIDDEN_NAME)
                                .ifPresent(
                                        job ->
                                                hiddenNames.add(
                                                        tx,
                                                        job.session(),
                                                        run.work().parentId(),
                                                        refused)));
    }

    /** The item that the job was about is not there. */
    void vanished(Run run) {
        Item gone = run.work().destination();
        if (gone != null) {
            database.change(
                    tx -> {
                        if (exists(tx, run.job())) {
                            freedNames.left(tx, run.job().session(), gone);
                            items.put(
                                    tx, run.job().session(), Side.DESTINATION, gone.gone(), false);
                        }
                    });
        }
    }

    /** Whether the session, and with it the job, was not deleted meanwhile. */
    private boolean exists(Tx tx, Job job) {
        return jobs.find(tx, job.id()).isPresent();
    }

    /** Nothing may be kept of a session that was deleted: another may get its id. */
    private void mustExist(Tx tx, Run run) {
        jobs.get(tx, run.job().id());
    }
}
