package com.aqwacloud.sync.internal.transfer;

import com.aqwacloud.camel.component.microsoft.onedrive.DriveItem;
import com.aqwacloud.camel.component.microsoft.onedrive.DriveItemPage;
import com.aqwacloud.sync.api.Session;
import com.aqwacloud.sync.internal.account.SecretStore;
import com.aqwacloud.sync.internal.plan.Decision;
import com.aqwacloud.sync.internal.plan.Planner;
import com.aqwacloud.sync.internal.plan.Scope;
import com.aqwacloud.sync.internal.route.AqwaHeaders;
import com.aqwacloud.sync.internal.route.ComponentNames;
import com.aqwacloud.sync.internal.store.Database;
import com.aqwacloud.sync.internal.store.Item;
import com.aqwacloud.sync.internal.store.Job;
import com.aqwacloud.sync.internal.store.Jobs;
import com.aqwacloud.sync.internal.store.StoredSession;
import com.aqwacloud.sync.internal.store.Tx;
import java.io.IOException;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.apache.camel.Exchange;

/**
 * The steps of a job, called by the transfer routes in this order: begin, the work itself, then
 * verify where content moved, and complete; or fail. Thread-safe; each exchange is one job.
 */
public final class TransferSteps {
    private static final String NONE = "none";

    private final Database database;
    private final TransferQueue queue;
    private final ComponentNames names;
    private final ClaimedJobs claimedJobs;
    private final Runs runs;
    private final ContentTransfer content;
    private final DestinationFindings findings;
    private final Completion completion;
    private final FailedAttempts failedAttempts;
    private final CutOffJobs cutOffJobs;
    private final Jobs jobs = new Jobs();

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
        this.queue = queue;
        this.names = names;
        this.claimedJobs = new ClaimedJobs(planner, clock);
        this.runs = new Runs(progress);
        this.content = new ContentTransfer(database, queue, readers, secrets, progress, clock);
        this.findings = new DestinationFindings(database, planner, clock);
        this.completion = new Completion(clock);
        this.failedAttempts = new FailedAttempts(clock);
        this.cutOffJobs = new CutOffJobs(database, queue, runs, failedAttempts);
    }

    /**
     * Decides the claimed job in the body anew, as things stand now, and says in headers what to
     * do.
     */
    public void begin(Exchange exchange) {
        Job job = exchange.getMessage().getBody(Job.class);
        cutOffJobs.watch(exchange, job);
        var message = exchange.getMessage();
        message.setHeader(AqwaHeaders.JOB, job.id());
        message.setHeader(AqwaHeaders.SESSION, job.session());
        message.setHeader(AqwaHeaders.PATH, job.path());
        message.setHeader(AqwaHeaders.ACTION, NONE);
        Begun begun = database.write(tx -> claimedJobs.begin(tx, job));
        if (begun instanceof Begun.Work work) {
            queue.began(work.job());
            prepare(exchange, work);
        } else if (begun instanceof Begun.Look look) {
            message.setHeader(AqwaHeaders.ACTION, EarlierAttempts.LOOK);
            message.setHeader(AqwaHeaders.ONEDRIVE, names.oneDrive(look.session().destination()));
            message.setHeader(AqwaHeaders.PARENT_ID, job.target().parentId());
            message.setHeader(AqwaHeaders.NAME, job.target().name());
        } else if (begun instanceof Begun.Conflicted conflicted) {
            message.setHeader(AqwaHeaders.STEP, "conflicted");
            message.setHeader(AqwaHeaders.ACTION, "conflict");
            message.setHeader(AqwaHeaders.CONFLICT, conflicted.conflict());
        } else if (begun instanceof Begun.Idle idle) {
            message.setHeader(AqwaHeaders.STEP, word(idle.state()));
            message.setHeader(AqwaHeaders.CONFLICT, idle.conflict());
        }
    }

    private void prepare(Exchange exchange, Begun.Work begun) {
        Job job = begun.job();
        StoredSession stored = begun.stored();
        Decision.Work work = begun.work();
        var run =
                new Run(
                        job,
                        stored.session(),
                        Scope.of(stored),
                        work,
                        work.content() ? content.of(begun) : null,
                        begun.aimedBefore());
        run.join(exchange);
        runs.begin(run);
        var message = exchange.getMessage();
        message.setHeader(AqwaHeaders.PATH, job.path());
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
            message.setHeader(AqwaHeaders.KNOWN_PARENT_ID, work.destination().parentId());
            message.setHeader(AqwaHeaders.KNOWN_NAME, work.destination().name());
            message.setHeader(AqwaHeaders.ETAG, work.destination().etag());
            message.setHeader(AqwaHeaders.RENAMES, !work.destination().name().equals(work.name()));
            if (work.destination().isFile()) {
                // OneDrive may take a rename or move for a modification unless it is told the time.
                message.setHeader(AqwaHeaders.KNOWN_MODIFIED, work.destination().modifiedAt());
                message.setHeader(AqwaHeaders.KNOWN_CREATED, work.destination().createdAt());
            }
        }
    }

    /**
     * Opens the file at the source and puts it into the body.
     *
     * @throws SourceChangedException if an upload is to go on whose beginning is of another version
     */
    public void open(Exchange exchange) throws IOException {
        Run run = Run.of(exchange);
        content.open(run);
        // How long an export is, is known only now.
        exchange.getMessage().setHeader(AqwaHeaders.SIZE, run.content().length());
        exchange.getMessage().setBody(run.content());
    }

    /**
     * Follows the upload of the job in hand, so that a restart can go on with it, and knows what it
     * replaced a file with even if no answer tells.
     */
    public void follow(Exchange exchange) {
        content.follow(Run.of(exchange), exchange.getMessage());
    }

    /**
     * Reads the file at the source and says in the header {@link AqwaHeaders#SAME} whether the
     * destination holds the same content; null if it gives no hash.
     */
    public void compare(Exchange exchange) throws IOException {
        Optional<Boolean> same = content.isThere(Run.of(exchange));
        exchange.getMessage().setHeader(AqwaHeaders.SAME, same.orElse(null));
    }

    /** The same once more, of the item in the body; size and time tell where no hash does. */
    public void compareLikely(Exchange exchange) {
        Run run = Run.of(exchange);
        boolean same = content.isLikely(run, run.arrived(exchange));
        exchange.getMessage().setHeader(AqwaHeaders.SAME, same);
    }

    /** The two files turned out to differ: keeps the conflict and ends the job. */
    public void differ(Exchange exchange) {
        Run run = Run.of(exchange);
        Long conflict = findings.differ(run).orElse(null);
        exchange.getMessage().setHeader(AqwaHeaders.CONFLICT, conflict);
        exchange.getMessage()
                .setHeader(AqwaHeaders.STEP, conflict == null ? "pending" : "conflicted");
        runs.end(run);
    }

    /**
     * Compares the destination's hash with that of the bytes that were read.
     *
     * @return false if the destination does not tell its hash yet
     * @throws VerificationException if it is another, or what was read was damaged on its way
     * @throws SourceChangedException if what was read is not what was planned
     */
    public boolean verify(Exchange exchange) throws IOException {
        Run run = Run.of(exchange);
        return content.verify(run, run.arrived(exchange));
    }

    /**
     * A job that was completed.
     *
     * @param uploaded whether an upload session was used up with it
     */
    private record Completed(Job job, boolean uploaded) {}

    /** The job is done: writes the baseline and lets go what waits for it, in one transaction. */
    public void complete(Exchange exchange) {
        Run run = Run.of(exchange);
        Arrival arrival = Arrival.of(exchange);
        Completed completed = database.write(tx -> complete(tx, run, arrival, exchange));
        if (completed.uploaded()) {
            content.forgetUpload(run);
        }
        exchange.getMessage().setHeader(AqwaHeaders.STEP, "completed");
        exchange.getMessage().setHeader(AqwaHeaders.TOLD, completed.job());
        runs.end(run);
    }

    private Completed complete(Tx tx, Run run, Arrival arrival, Exchange exchange) {
        // Nothing may be kept of a session that was deleted: another may get its id.
        Job job = jobs.get(tx, run.job().id());
        completion.complete(tx, run, arrival).ifPresent(conflict -> decided(exchange, conflict));
        return new Completed(jobs.get(tx, run.job().id()), job.upload() != null && arrival.sent());
    }

    /** Has it told that the loser of a conflict found its place. */
    static void decided(Exchange exchange, long conflict) {
        exchange.getMessage().setHeader(AqwaHeaders.CONFLICT, conflict);
    }

    /** The destination's item was renamed to be kept beside: the name is free now. */
    public void kept(Exchange exchange) {
        Run run = Run.of(exchange);
        findings.kept(run, run.arrived(exchange))
                .ifPresent(conflict -> decided(exchange, conflict));
        exchange.getMessage().removeHeader(AqwaHeaders.DESTINATION_ID);
        exchange.getMessage().removeHeader(AqwaHeaders.ETAG);
        exchange.getMessage().removeHeader(AqwaHeaders.KNOWN_MODIFIED);
        exchange.getMessage().removeHeader(AqwaHeaders.KNOWN_CREATED);
        exchange.getMessage().removeHeader(AqwaHeaders.KEEP_AS);
    }

    /** The destination said how things stand; the job is decided anew. */
    public void refreshed(Exchange exchange) {
        Run run = Run.of(exchange);
        findings.refreshed(
                run, run.arrived(exchange), isTaken(exchange) ? refused(exchange) : null);
    }

    /** The name that was to be given: what is kept beside gets its own first. */
    private static String refused(Exchange exchange) {
        var message = exchange.getMessage();
        String kept = message.getHeader(AqwaHeaders.KEEP_AS, String.class);
        return kept == null ? message.getHeader(AqwaHeaders.NAME, String.class) : kept;
    }

    /**
     * A page of the folder in which a name was refused as taken: what has the name may be on it.
     * Says in headers whether there is another page to look at, and where.
     */
    public void listed(Exchange exchange) {
        Run run = Run.of(exchange);
        var message = exchange.getMessage();
        DriveItemPage page = message.getBody(DriveItemPage.class);
        String refused = refused(exchange);
        Item wants = run.work().destination();
        DriveItem holder =
                NameHolder.among(page.items(), refused, wants == null ? null : wants.id())
                        .orElse(null);
        if (holder != null) {
            findings.refreshed(run, run.placed(holder), refused);
        } else if (page.nextLink() == null) {
            findings.hidden(run, refused);
        }
        message.setHeader(AqwaHeaders.CURSOR, page.nextLink());
        message.setHeader(AqwaHeaders.MORE, holder == null && page.nextLink() != null);
    }

    /** The destination said that the item is not there. */
    public void vanished(Exchange exchange) {
        Run run = Run.of(exchange);
        if (!isTaken(exchange)) {
            findings.vanished(run);
        }
    }

    /**
     * Keeps what a failure means for the job: another attempt later, or its end. Sets the header
     * {@link AqwaHeaders#REMEDY} and, as the body, the sentence for people.
     */
    public void fail(Exchange exchange) {
        Throwable cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        long id = exchange.getMessage().getHeader(AqwaHeaders.JOB, Long.class);
        Run run = Run.ifAny(exchange);
        FailedAttempts.Failed failed =
                database.write(tx -> failedAttempts.keep(tx, id, run, cause, runs.areEnding()))
                        .orElse(null);
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
            runs.end(run);
        }
    }

    /** Nothing is left to be told or kept. */
    private void wasGivenUp(Exchange exchange, Run run) {
        exchange.getMessage().removeHeader(AqwaHeaders.STEP);
        exchange.getMessage().removeHeader(AqwaHeaders.REMEDY);
        if (run != null) {
            runs.end(run);
        }
    }

    /**
     * Has a transfer that a person gave up end at the next read; that it started is not told after
     * this.
     */
    public void cancel(Job job) {
        runs.giveUp(job);
    }

    /** Has the running transfers of a session end at the next read. */
    public void stop(String session) {
        runs.stop(session);
    }

    /** Has all running transfers, and those that begin from now on, end at the next read. */
    public void stopAll() {
        runs.stopAll();
    }

    /** Frees the place of a claimed job, whatever became of it; called last, always. */
    public void release(Exchange exchange) {
        Long job = exchange.getMessage().getHeader(AqwaHeaders.JOB, Long.class);
        if (job != null) {
            Run run = Run.ifAny(exchange);
            if (run != null) {
                runs.end(run);
            }
            queue.release(job);
            CutOffJobs.over(exchange);
        }
    }

    private static boolean isTaken(Exchange exchange) {
        return Boolean.TRUE.equals(exchange.getMessage().getHeader(AqwaHeaders.TAKEN));
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
