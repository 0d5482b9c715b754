package com.aqwacloud.sync.internal.transfer;

import com.aqwacloud.camel.component.microsoft.onedrive.DriveItem;
import com.aqwacloud.camel.component.microsoft.onedrive.MicrosoftOneDriveConstants;
import com.aqwacloud.sync.api.Action;
import com.aqwacloud.sync.api.ConflictPreference;
import com.aqwacloud.sync.api.JobState;
import com.aqwacloud.sync.api.NotFoundException;
import com.aqwacloud.sync.api.Session;
import com.aqwacloud.sync.internal.account.SecretStore;
import com.aqwacloud.sync.internal.plan.Decided;
import com.aqwacloud.sync.internal.plan.Decision;
import com.aqwacloud.sync.internal.plan.Difference;
import com.aqwacloud.sync.internal.plan.Endings;
import com.aqwacloud.sync.internal.plan.FreedNames;
import com.aqwacloud.sync.internal.plan.Origin;
import com.aqwacloud.sync.internal.plan.Planner;
import com.aqwacloud.sync.internal.plan.Scope;
import com.aqwacloud.sync.internal.plan.Settlement;
import com.aqwacloud.sync.internal.route.AqwaHeaders;
import com.aqwacloud.sync.internal.route.ComponentNames;
import com.aqwacloud.sync.internal.route.GraphItems;
import com.aqwacloud.sync.internal.store.Baseline;
import com.aqwacloud.sync.internal.store.Baselines;
import com.aqwacloud.sync.internal.store.Database;
import com.aqwacloud.sync.internal.store.Item;
import com.aqwacloud.sync.internal.store.Items;
import com.aqwacloud.sync.internal.store.Job;
import com.aqwacloud.sync.internal.store.JobAttempts;
import com.aqwacloud.sync.internal.store.Jobs;
import com.aqwacloud.sync.internal.store.SentContent;
import com.aqwacloud.sync.internal.store.Side;
import com.aqwacloud.sync.internal.store.StoredSession;
import com.aqwacloud.sync.internal.store.StoredSessions;
import com.aqwacloud.sync.internal.store.Tx;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.camel.Exchange;

/**
 * The steps of a job, called by the transfer routes in this order: begin, the work itself, then
 * verify where content moved, and complete; or fail. Thread-safe; each exchange is one job.
 */
public final class TransferSteps {
    private static final String RUN = "AqwaRun";
    private static final String ORIGIN = "AqwaOrigin";
    private static final String BEGUN = "AqwaBegun";
    private static final String NONE = "none";

    private final Database database;
    private final Planner planner;
    private final TransferQueue queue;
    private final Function<Session, SourceReader> readers;
    private final ComponentNames names;
    private final SecretStore secrets;
    private final TransferProgress progress;
    private final Clock clock;
    private final Completion completion;
    private final Settlement settlement;
    private final Endings endings;
    private final FailedAttempts failedAttempts;
    private final StoredSessions sessions = new StoredSessions();
    private final Jobs jobs = new Jobs();
    private final JobAttempts attempts = new JobAttempts();
    private final Items items = new Items();
    private final Baselines baselines = new Baselines();
    private final Losers losers = new Losers();
    private final FreedNames freedNames = new FreedNames();
    private final Map<Long, Run> runs = new ConcurrentHashMap<>();
    private volatile boolean ending;

    /**
     * @param readers gives what reads the source of a session
     * @param names of the components that the routes call
     * @param secrets keeps the addresses of open upload sessions
     */
    public TransferSteps(
            Database database,
            Planner planner,
            TransferQueue queue,
            Function<Session, SourceReader> readers,
            ComponentNames names,
            SecretStore secrets,
            TransferProgress progress,
            Clock clock) {
        this.database = database;
        this.planner = planner;
        this.queue = queue;
        this.readers = readers;
        this.names = names;
        this.secrets = secrets;
        this.progress = progress;
        this.clock = clock;
        this.completion = new Completion(clock);
        this.settlement = new Settlement(clock);
        this.endings = new Endings(clock);
        this.failedAttempts = new FailedAttempts(clock);
    }

    /**
     * Decides the claimed job in the body anew, as things stand now, and says in headers what to
     * do.
     */
    public void begin(Exchange exchange) {
        Job job = exchange.getMessage().getBody(Job.class);
        var message = exchange.getMessage();
        message.setHeader(AqwaHeaders.JOB, job.id());
        message.setHeader(AqwaHeaders.SESSION, job.session());
        message.setHeader(AqwaHeaders.PATH, job.path());
        message.setHeader(AqwaHeaders.ACTION, NONE);
        Decision decision = database.write(tx -> decide(tx, job, exchange));
        if (decision instanceof Decision.Work work) {
            prepare(exchange, exchange.getProperty(BEGUN, Begun.class), work);
        }
    }

    /**
     * A job as it is begun, and its session.
     *
     * @param aimedBefore whether an attempt before this one may have created the same file
     * @param left whether the file to be replaced was left by such an attempt, and may be whole
     */
    private record Begun(Job job, StoredSession stored, boolean aimedBefore, boolean left) {}

    private Decision decide(Tx tx, Job job, Exchange exchange) {
        StoredSession stored = sessions.find(tx, job.session()).orElse(null);
        if (stored == null || isOver(tx, job)) {
            return new Decision.Nothing();
        }
        Scope scope = Scope.of(stored);
        var decided = new Decided(job.decided(), job.decidedEtag());
        planner.reclaim(tx, job);
        Decision decision = planner.decide(tx, scope, job.sourceId(), decided);
        var message = exchange.getMessage();
        boolean waits = decision instanceof Decision.After after && first(tx, job, after) != null;
        if (!waits && EarlierAttempts.isUnseen(tx, baselines, job, decision)) {
            message.setHeader(AqwaHeaders.ACTION, EarlierAttempts.LOOK);
            message.setHeader(AqwaHeaders.ONEDRIVE, names.oneDrive(stored.session().destination()));
            message.setHeader(AqwaHeaders.PARENT_ID, job.target().parentId());
            message.setHeader(AqwaHeaders.NAME, job.target().name());
            return new Decision.Nothing();
        }
        if (!Decision.isDeletion(decision)) {
            settlement.perhapsDeleted(tx, job);
        }
        if (decision instanceof Decision.After after) {
            message.setHeader(AqwaHeaders.STEP, postpone(tx, scope, job, after));
        } else if (decision instanceof Decision.Clash clash) {
            message.setHeader(AqwaHeaders.STEP, "conflicted");
            message.setHeader(AqwaHeaders.ACTION, "conflict");
            message.setHeader(AqwaHeaders.CONFLICT, planner.clash(tx, scope, job, clash));
        } else if (decision instanceof Decision.Work work) {
            long size = work.content() ? work.source().size() : 0;
            // The item may be elsewhere by now than when it was planned.
            String path =
                    work.source() == null
                            ? job.path()
                            : planner.path(tx, scope, work.source().id());
            message.setHeader(AqwaHeaders.PATH, path);
            if (work.replacedSourceId() != null) {
                settlement.takesOver(tx, job, work);
            }
            if (work.makesAnew()) {
                // What was agreed about what is gone would hide what the attempt makes unheard.
                baselines.remove(tx, job.session(), job.sourceId());
            }
            jobs.replan(tx, job.id(), work.action(), path, size, null);
            boolean aimedBefore = aim(tx, job, work, size);
            if (work.content()) {
                Origin origin = planner.origin(tx, scope, job.sourceId());
                if (!origin.repeatable()) {
                    jobs.uploadGone(tx, job.id());
                }
                exchange.setProperty(ORIGIN, origin);
            }
            Job begun = jobs.find(tx, job.id()).orElseThrow();
            jobs.begin(tx, begun, clock.instant());
            boolean left =
                    baselines
                            .bySource(tx, job.session(), job.sourceId())
                            .filter(Baseline::isToBeCompared)
                            .isPresent();
            exchange.setProperty(BEGUN, new Begun(begun, stored, aimedBefore, left));
        } else {
            if (decision instanceof Decision.Agree agree) {
                if (agree.replacedSourceId() != null) {
                    settlement.replaced(tx, job.session(), agree.replacedSourceId());
                }
                baselines.put(tx, job.session(), agree.agreed(), clock.instant());
                // A place or a time that was not agreed on is for the next plan.
                items.soil(tx, job.session(), Side.SOURCE, job.sourceId());
            } else if (decision instanceof Decision.Forget) {
                settlement.forget(tx, job.session(), job.sourceId());
            } else if (decision instanceof Decision.Skip skip && skip.place()) {
                // The plan keeps what waits for room.
                items.soil(tx, job.session(), Side.SOURCE, job.sourceId());
            }
            if (job.action() == Action.DELETE) {
                settlement.staysUnlessDeleted(tx, job);
            }
            message.setHeader(AqwaHeaders.STEP, word(endings.end(tx, job, decision)));
        }
        return decision;
    }

    /** Returns what became of the job. */
    private String postpone(Tx tx, Scope scope, Job job, Decision.After after) {
        Job first = first(tx, job, after);
        if (first != null) {
            jobs.putBack(tx, job.id(), null, clock.instant(), false, clock.instant());
            jobs.waitFor(tx, job.id(), first.id());
            return "pending";
        }
        settlement.perhapsDeleted(tx, job);
        if (planner.failWithFirst(tx, scope, job, after)) {
            return "failed";
        }
        // Whoever waits for it must not do so for ever; the next plan sees them all at once.
        jobs.finish(tx, job.id(), JobState.CANCELLED, null, clock.instant());
        items.soil(tx, job.session(), Side.SOURCE, after.sourceId());
        items.soil(tx, job.session(), Side.SOURCE, job.sourceId());
        return "cancelled";
    }

    /** The job that another can wait for until its turn comes again, or null. */
    private Job first(Tx tx, Job job, Decision.After after) {
        return jobs.open(tx, job.session(), after.sourceId())
                .filter(first -> !jobs.waitsFor(tx, first, job.id()))
                .orElse(null);
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
        if (job.upload() != null && !(samePlace && isOf(job.upload(), work))) {
            jobs.uploadGone(tx, job.id());
        }
        // What an attempt before left there is known by what that was about to create. A deletion
        // must still know the place that an attempt before it gave the item.
        if (!again && work.action() != Action.DELETE) {
            jobs.aim(tx, job.id(), target);
        }
        return again;
    }

    private static boolean isOf(Job.OpenUpload upload, Decision.Work work) {
        return work.source() != null && upload.revision().equals(work.source().revision());
    }

    private void prepare(Exchange exchange, Begun begun, Decision.Work work) {
        Job job = begun.job();
        StoredSession stored = begun.stored();
        Origin origin = exchange.getProperty(ORIGIN, Origin.class);
        HashedContent content =
                work.content() ? content(stored.session(), job, work, origin) : null;
        var run =
                new Run(
                        job,
                        stored.session(),
                        Scope.of(stored),
                        work,
                        content,
                        begun.aimedBefore());
        runs.put(job.id(), run);
        if (ending && content != null) {
            // It was claimed before the end, and is begun after it.
            content.stop();
        }
        exchange.setProperty(RUN, run);
        progress.started(job, work);
        var message = exchange.getMessage();
        message.setHeader(AqwaHeaders.GOOGLE, names.google(run.session().source()));
        message.setHeader(AqwaHeaders.ONEDRIVE, names.oneDrive(run.session().destination()));
        message.setHeader(AqwaHeaders.ACTION, word(work.action()));
        message.setHeader(AqwaHeaders.STEP, "started");
        message.setHeader(AqwaHeaders.TOLD, job);
        message.setHeader(AqwaHeaders.PARENT_ID, work.parentId());
        message.setHeader(AqwaHeaders.NAME, work.name());
        message.setHeader(AqwaHeaders.PLACE, work.place());
        message.setHeader(AqwaHeaders.KEEP_AS, work.keepAs());
        message.setHeader(AqwaHeaders.LEFT, begun.left());
        if (work.source() != null) {
            message.setHeader(AqwaHeaders.SOURCE_ID, work.source().id());
            message.setHeader(AqwaHeaders.SIZE, work.content() ? work.source().size() : 0L);
            message.setHeader(AqwaHeaders.MODIFIED, work.source().modifiedAt());
            message.setHeader(AqwaHeaders.CREATED, work.source().createdAt());
        }
        if (work.destination() != null) {
            message.setHeader(AqwaHeaders.DESTINATION_ID, work.destination().id());
            message.setHeader(AqwaHeaders.ETAG, work.destination().etag());
            message.setHeader(AqwaHeaders.RENAMES, !work.destination().name().equals(work.name()));
        }
    }

    private HashedContent content(Session session, Job job, Decision.Work work, Origin origin) {
        Item source = work.source();
        Job.OpenUpload upload = job.upload();
        boolean same = upload != null && isOf(upload, work);
        return new HashedContent(
                readers.apply(session).content(origin, source.size()),
                same ? upload.hashState() : null);
    }

    /**
     * Opens the file at the source and puts it into the body.
     *
     * @throws SourceChangedException if an upload is to go on whose beginning is of another version
     */
    public void open(Exchange exchange) throws IOException {
        Run run = run(exchange);
        if (run.content().hashed() > 0) {
            checkVersion(run);
        }
        run.content().connect(run.content().isRead() ? 0 : run.content().hashed());
        if (!run.work().source().isSizeKnown()) {
            measured(run);
        }
        exchange.getMessage().setBody(run.content());
    }

    private void measured(Run run) {
        long id = run.job().id();
        database.change(tx -> jobs.measured(tx, id, run.content().length()));
        queue.find(id).ifPresent(job -> progress.started(job, run.work()));
    }

    /**
     * Follows the upload of the job in hand, so that a restart can go on with it, and knows what it
     * replaced a file with even if no answer tells.
     */
    public void follow(Exchange exchange) {
        Run run = run(exchange);
        var message = exchange.getMessage();
        boolean replaces = message.getHeader(AqwaHeaders.DESTINATION_ID) != null;
        if (run.aimedBefore() || replaces) {
            Instant given =
                    message.getHeader(MicrosoftOneDriveConstants.LAST_MODIFIED, Instant.class);
            run.content().onceRead(hash -> database.change(tx -> sends(tx, run, hash, given)));
        }
        follower(run).attach(message);
    }

    private void sends(Tx tx, Run run, String hash, Instant given) {
        long size = run.content().length();
        attempts.sends(
                tx,
                run.job().id(),
                hash,
                given != null
                        ? SentContent.timed(size, given)
                        : SentContent.untimed(size, clock.instant()));
    }

    private UploadFollower follower(Run run) {
        return new UploadFollower(database, secrets, progress, run);
    }

    /** Reads the file at the source and says whether the destination holds the same content. */
    public void compare(Exchange exchange) throws IOException {
        Run run = run(exchange);
        run.content().readToEnd();
        checkVersion(run);
        String there = run.work().destination().hash();
        exchange.getMessage()
                .setHeader(AqwaHeaders.SAME, run.content().quickXorHash().equals(there));
    }

    /** The two files turned out to differ: keeps the conflict and ends the job. */
    public void differ(Exchange exchange) {
        Run run = run(exchange);
        Item source = run.work().source();
        Item destination = run.work().destination();
        Long conflict =
                database.write(
                        tx -> {
                            mustExist(tx, run);
                            Baseline agreed =
                                    baselines
                                            .bySource(tx, run.job().session(), source.id())
                                            .orElse(null);
                            if (agreed == null && Difference.isKept(destination)) {
                                giveOwnName(tx, run.job(), destination);
                                return null;
                            }
                            var type = Difference.of(source, destination, agreed);
                            return planner.clash(
                                    tx,
                                    run.scope(),
                                    run.job(),
                                    new Decision.Clash(type, source, destination));
                        });
        exchange.getMessage().setHeader(AqwaHeaders.CONFLICT, conflict);
        exchange.getMessage()
                .setHeader(AqwaHeaders.STEP, conflict == null ? "pending" : "conflicted");
        end(run);
    }

    /** What was kept in an earlier conflict is no conflict again: both stay. */
    private void giveOwnName(Tx tx, Job job, Item kept) {
        jobs.decide(tx, job.id(), ConflictPreference.KEEP_BOTH, kept.etag());
        jobs.putBack(tx, job.id(), null, clock.instant(), false, clock.instant());
    }

    /**
     * Compares the destination's hash with that of the bytes that were read.
     *
     * @return false if the destination does not tell its hash yet
     * @throws VerificationException if it is another, or what was read was damaged on its way
     * @throws SourceChangedException if what was read is not what was planned
     */
    public boolean verify(Exchange exchange) throws IOException {
        Run run = run(exchange);
        Item arrived = arrived(exchange, run);
        try {
            run.content().readToEnd();
            checkVersion(run);
        } catch (IOException e) {
            damaged(run, arrived);
            throw e;
        }
        if (arrived.hash() == null) {
            return false;
        }
        if (!arrived.hash().equals(run.content().quickXorHash())) {
            damaged(run, arrived);
            throw new VerificationException(run.job().path());
        }
        return true;
    }

    private void checkVersion(Run run) throws IOException {
        String planned = run.work().source().hash();
        if (planned == null) {
            return;
        }
        // Of an upload that went on after a restart, only the source can say what it began with.
        Optional<String> hashed = run.content().md5Hex();
        String read = hashed.isPresent() ? hashed.get() : run.content().md5OfSource();
        if (!planned.equalsIgnoreCase(read)) {
            // Read wrong twice, it is not the line: the next poll tells what the source holds.
            boolean damaged =
                    run.job().attempts() == 1
                            && planned.equalsIgnoreCase(run.content().md5OfSource());
            throw damaged
                    ? new VerificationException(run.job().path())
                    : new SourceChangedException(run.job().path());
        }
    }

    /** What arrived is ours, but wrong: the next attempt replaces it. */
    private void damaged(Run run, Item arrived) {
        database.change(tx -> settlement.wrong(tx, run.job(), arrived));
    }

    /**
     * A job that was completed.
     *
     * @param uploaded whether an upload session was used up with it
     */
    private record Completed(Job job, boolean uploaded) {}

    /** The job is done: writes the baseline and lets go what waits for it, in one transaction. */
    public void complete(Exchange exchange) {
        Run run = run(exchange);
        Completed completed =
                database.write(
                        tx -> {
                            Job job = mustExist(tx, run);
                            completion
                                    .complete(tx, run, Arrival.of(exchange))
                                    .ifPresent(conflict -> decided(exchange, conflict));
                            return new Completed(
                                    mustExist(tx, run), job.upload() != null && wasSent(exchange));
                        });
        if (completed.uploaded()) {
            follower(run).forget();
        }
        exchange.getMessage().setHeader(AqwaHeaders.STEP, "completed");
        exchange.getMessage().setHeader(AqwaHeaders.TOLD, completed.job());
        end(run);
    }

    /** Whether the job's content was sent, not found there already. */
    static boolean wasSent(Exchange exchange) {
        return !Boolean.TRUE.equals(exchange.getMessage().getHeader(AqwaHeaders.SAME));
    }

    /** Has it told that the loser of a conflict found its place. */
    static void decided(Exchange exchange, long conflict) {
        exchange.getMessage().setHeader(AqwaHeaders.CONFLICT, conflict);
    }

    /** The destination's item was renamed to be kept beside: the name is free now. */
    public void kept(Exchange exchange) {
        Run run = run(exchange);
        Item renamed = arrived(exchange, run);
        database.change(
                tx -> {
                    mustExist(tx, run);
                    items.put(tx, run.job().session(), Side.DESTINATION, renamed, false);
                    freedNames.left(tx, run.job().session(), run.work().destination());
                    baselines.remove(tx, run.job().session(), run.job().sourceId());
                    losers.kept(tx, run.job(), renamed);
                });
        exchange.getMessage().removeHeader(AqwaHeaders.DESTINATION_ID);
        exchange.getMessage().removeHeader(AqwaHeaders.ETAG);
        exchange.getMessage().removeHeader(AqwaHeaders.KEEP_AS);
    }

    /** The destination said how things stand; the job is decided anew. */
    public void refreshed(Exchange exchange) {
        Run run = run(exchange);
        Item now = arrived(exchange, run);
        database.change(
                tx -> {
                    if (exists(tx, run.job())) {
                        String session = run.job().session();
                        planner.told(
                                tx,
                                session,
                                items.find(tx, session, Side.DESTINATION, now.id()).orElse(null),
                                now);
                        items.put(tx, session, Side.DESTINATION, now, false);
                        // Others that want its name are to see whose it is.
                        jobs.find(tx, run.job().id()).ifPresent(job -> planner.reclaim(tx, job));
                    }
                });
    }

    /** The destination said that the item is not there. */
    public void vanished(Exchange exchange) {
        Run run = run(exchange);
        Item gone = run.work().destination();
        if (gone != null && !isTaken(exchange)) {
            database.change(
                    tx -> {
                        if (exists(tx, run.job())) {
                            items.put(
                                    tx, run.job().session(), Side.DESTINATION, gone.gone(), false);
                        }
                    });
        }
    }

    /**
     * Keeps what a failure means for the job: another attempt later, or its end. Sets the header
     * {@link AqwaHeaders#REMEDY} and, as the body, the sentence for people.
     */
    public void fail(Exchange exchange) {
        Throwable cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        long id = exchange.getMessage().getHeader(AqwaHeaders.JOB, Long.class);
        Run run = exchange.getProperty(RUN, Run.class);
        FailedAttempts.Failed failed =
                database.write(tx -> failedAttempts.keep(tx, id, run, cause, ending)).orElse(null);
        if (failed == null) {
            wasGivenUp(exchange, run);
            return;
        }
        Failure failure = failed.failure();
        exchange.getMessage()
                .setHeader(AqwaHeaders.STEP, failed.next().givenUp() ? "failed" : "pending");
        exchange.getMessage()
                .setHeader(
                        AqwaHeaders.REMEDY,
                        failure.remedy().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        exchange.getMessage().setHeader(AqwaHeaders.TAKEN, Failures.isTaken(cause));
        exchange.getMessage().setBody(failure.sentence());
        if (run != null) {
            end(run);
        }
    }

    /** Nothing is left to be told or kept. */
    private void wasGivenUp(Exchange exchange, Run run) {
        exchange.getMessage().removeHeader(AqwaHeaders.STEP);
        exchange.getMessage().removeHeader(AqwaHeaders.REMEDY);
        if (run != null) {
            end(run);
        }
    }

    /** Has a transfer that a person gave up end at the next read. */
    public void cancel(Job job) {
        Run run = runs.get(job.id());
        if (run != null && run.content() != null) {
            run.content().stop();
        }
    }

    /** Has the running transfers of a session end at the next read. */
    public void stop(String session) {
        runs.values().stream()
                .filter(run -> run.job().session().equals(session) && run.content() != null)
                .forEach(run -> run.content().stop());
    }

    /** Has all running transfers, and those that begin from now on, end at the next read. */
    public void stopAll() {
        ending = true;
        runs.values().stream()
                .filter(run -> run.content() != null)
                .forEach(run -> run.content().stop());
    }

    /** Frees the place of a claimed job, whatever became of it; called last, always. */
    public void release(Exchange exchange) {
        Long job = exchange.getMessage().getHeader(AqwaHeaders.JOB, Long.class);
        if (job != null) {
            Run run = exchange.getProperty(RUN, Run.class);
            if (run != null) {
                end(run);
            }
            queue.release(job);
        }
    }

    private void end(Run run) {
        if (runs.remove(run.job().id()) != null) {
            progress.ended(run.job());
            close(run);
        }
    }

    private static void close(Run run) {
        if (run.content() != null) {
            try {
                run.content().close();
            } catch (IOException e) {
                Failures.LOG.debug("Closing the source of {} failed", run.job().path(), e);
            }
        }
    }

    /** The item of the destination as the work in hand left it. */
    static Item arrived(Exchange exchange, Run run) {
        DriveItem item = exchange.getMessage().getBody(DriveItem.class);
        if (item == null) {
            return run.work().destination();
        }
        return placed(run, item);
    }

    /** An item that OneDrive told in answer to the run's work. */
    static Item placed(Run run, DriveItem told) {
        Item item = GraphItems.item(told);
        return item.parentId() != null ? item : item.in(run.work().parentId());
    }

    static Run run(Exchange exchange) {
        Run run = exchange.getProperty(RUN, Run.class);
        if (run == null) {
            throw new IllegalStateException("No job was begun in this exchange");
        }
        return run;
    }

    /** Whether a person gave the claimed job up before it began. */
    private boolean isOver(Tx tx, Job job) {
        return jobs.find(tx, job.id())
                .filter(now -> now.state() == JobState.TRANSFERRING)
                .isEmpty();
    }

    /** Whether the session, and with it the job, was not deleted meanwhile. */
    private boolean exists(Tx tx, Job job) {
        return jobs.find(tx, job.id()).isPresent();
    }

    /** Nothing may be kept of a session that was deleted: another may get its id. */
    private Job mustExist(Tx tx, Run run) {
        long id = run.job().id();
        return jobs.find(tx, id)
                .orElseThrow(() -> new NotFoundException("transfer", Long.toString(id)));
    }

    private static boolean isTaken(Exchange exchange) {
        return Boolean.TRUE.equals(exchange.getMessage().getHeader(AqwaHeaders.TAKEN));
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
