package com.aqwacloud.sync.internal.transfer;

import com.aqwacloud.camel.component.microsoft.onedrive.DriveItem;
import com.aqwacloud.sync.internal.plan.Decision;
import com.aqwacloud.sync.internal.plan.Planner;
import com.aqwacloud.sync.internal.route.AqwaHeaders;
import com.aqwacloud.sync.internal.route.GraphItems;
import com.aqwacloud.sync.internal.store.Baselines;
import com.aqwacloud.sync.internal.store.Database;
import com.aqwacloud.sync.internal.store.Item;
import com.aqwacloud.sync.internal.store.Items;
import com.aqwacloud.sync.internal.store.Job;
import com.aqwacloud.sync.internal.store.JobAttempts;
import com.aqwacloud.sync.internal.store.JobTargets;
import com.aqwacloud.sync.internal.store.Jobs;
import com.aqwacloud.sync.internal.store.Side;
import com.aqwacloud.sync.internal.store.Tx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BiConsumer;
import org.apache.camel.Exchange;

/**
 * What an attempt may have made at the destination whose answer was lost, or that was cut off.
 * Before its file is made elsewhere or of other content, or not at all, the destination is asked:
 * else what was made stayed there for ever, as nobody's. Thread-safe; each exchange is one job.
 */
public final class EarlierAttempts {
    /** The action of a job that looks first. */
    static final String LOOK = "look";

    /** What a cut-off attempt sent is there by then, but where its cloud is very slow. */
    private static final Duration ARRIVAL = Duration.ofSeconds(10);

    private final Database database;
    private final Planner planner;
    private final Clock clock;
    private final Jobs jobs = new Jobs();
    private final JobTargets targets = new JobTargets();
    private final JobAttempts attempts = new JobAttempts();
    private final Items items = new Items();

    public EarlierAttempts(Database database, Planner planner, Clock clock) {
        this.database = database;
        this.planner = planner;
        this.clock = clock;
    }

    /**
     * Whether it is to be asked first what an attempt before made.
     *
     * @param decision what is to be done about the job's item as far as is known
     */
    static boolean isUnseen(Tx tx, Baselines baselines, Job job, Decision decision) {
        return job.target() != null
                && !(decision instanceof Decision.Work work && isSame(job.target(), work))
                && baselines.bySource(tx, job.session(), job.sourceId()).isEmpty();
    }

    /** Whether the work would find out by itself: no file is ever made over another. */
    private static boolean isSame(Job.Target made, Decision.Work work) {
        long size = work.content() ? work.source().size() : 0;
        return made.parentId().equals(work.parentId())
                && made.name().equals(work.name())
                && made.size() == size;
    }

    /** Something is where an attempt was to make it. */
    public void seen(Exchange exchange) {
        Item found = GraphItems.item(exchange.getMessage().getBody(DriveItem.class));
        String folder = exchange.getMessage().getHeader(AqwaHeaders.PARENT_ID, String.class);
        Item placed = found.parentId() != null ? found : found.in(folder);
        change(
                exchange,
                (tx, job) -> {
                    items.put(tx, job.session(), Side.DESTINATION, placed, false);
                    planner.reclaim(tx, job);
                    goOn(tx, job);
                });
    }

    /** Nothing is there; of an attempt that has only just ended, something may still come. */
    public void unseen(Exchange exchange) {
        change(
                exchange,
                (tx, job) ->
                        attempts.unheard(tx, job.id())
                                .map(unheard -> unheard.until().plus(ARRIVAL))
                                .filter(clock.instant()::isBefore)
                                .ifPresentOrElse(
                                        time -> putBack(tx, job, time), () -> goOn(tx, job)));
    }

    /** The job is decided anew with what is known now. */
    private void goOn(Tx tx, Job job) {
        targets.missed(tx, job.id());
        putBack(tx, job, clock.instant());
    }

    private void putBack(Tx tx, Job job, Instant notBefore) {
        jobs.putBack(tx, job.id(), null, notBefore, false, clock.instant());
    }

    private void change(Exchange exchange, BiConsumer<Tx, Job> finding) {
        long id = exchange.getMessage().getHeader(AqwaHeaders.JOB, Long.class);
        database.change(
                tx ->
                        jobs.find(tx, id)
                                .filter(job -> jobs.isOpen(tx, id))
                                .ifPresent(job -> finding.accept(tx, job)));
        exchange.getMessage().setHeader(AqwaHeaders.STEP, "pending");
    }
}
