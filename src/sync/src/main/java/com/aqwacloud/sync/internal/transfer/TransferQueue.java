package com.aqwacloud.sync.internal.transfer;

import com.aqwacloud.sync.api.Deciders;
import com.aqwacloud.sync.api.InvalidValueException;
import com.aqwacloud.sync.api.JobState;
import com.aqwacloud.sync.api.NotFoundException;
import com.aqwacloud.sync.api.Session;
import com.aqwacloud.sync.api.SessionState;
import com.aqwacloud.sync.api.Transfer;
import com.aqwacloud.sync.api.Transfers;
import com.aqwacloud.sync.api.WrongStateException;
import com.aqwacloud.sync.internal.announce.TransferViews;
import com.aqwacloud.sync.internal.plan.Settlement;
import com.aqwacloud.sync.internal.store.Database;
import com.aqwacloud.sync.internal.store.Job;
import com.aqwacloud.sync.internal.store.Jobs;
import com.aqwacloud.sync.internal.store.SessionJobs;
import com.aqwacloud.sync.internal.store.StoredSession;
import com.aqwacloud.sync.internal.store.StoredSessions;
import com.aqwacloud.sync.internal.store.Tx;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Hands out the queue's jobs, never more at once than a session allows. Thread-safe. */
public final class TransferQueue implements Transfers {
    private static final int MOST = 1000;

    /** From here on an upload takes so long that small files should not wait for its end. */
    private static final long LARGE_BYTES = 10 * 1024 * 1024;

    /** From here on it takes so long that a place is left for what is not there yet. */
    private static final long HUGE_BYTES = 10 * LARGE_BYTES;

    private final Database database;
    private final TransferViews views;
    private final Consumer<Job> queued;
    private final Consumer<Job> cancelled;
    private final int places;
    private final Predicate<Session> paused;
    private final Settlement settlement;
    private final Clock clock;
    private final StoredSessions sessions = new StoredSessions();
    private final Jobs jobs = new Jobs();
    private final SessionJobs sessionJobs = new SessionJobs();
    private volatile boolean closed;
    private final Map<Long, Job> claimed = new ConcurrentHashMap<>();

    /**
     * @param queued told of each job that a person has queued once more
     * @param cancelled told of each job that a person has given up
     * @param places how many jobs are under way at once, of all sessions together
     * @param paused whether a session can do nothing until a long pause of an account is over
     */
    public TransferQueue(
            Database database,
            TransferViews views,
            Consumer<Job> queued,
            Consumer<Job> cancelled,
            int places,
            Predicate<Session> paused,
            Clock clock) {
        this.database = database;
        this.views = views;
        this.queued = queued;
        this.cancelled = cancelled;
        this.places = places;
        this.paused = paused;
        this.clock = clock;
        this.settlement = new Settlement(clock);
    }

    /** Whether a job is under way. */
    public boolean isRunning(long id) {
        return find(id).filter(job -> job.state() == JobState.TRANSFERRING).isPresent();
    }

    /** After a start: what was transferring when the process ended goes on. Returns how many. */
    public int recover() {
        return database.write(tx -> jobs.recover(tx, clock.instant()));
    }

    /**
     * Claims jobs that may start now, of each session that works as many as it allows and of all
     * together as many as there are places for; those are shared evenly. They come in the order in
     * which they were queued; but of several places large ones never take all while there are small
     * ones, and huge ones never take all, so that none of the two waits for the other to end.
     */
    public synchronized List<Job> claim() {
        if (closed) {
            return List.of();
        }
        int free = places - claimed.size();
        if (free <= 0) {
            return List.of();
        }
        List<Job> started =
                database.write(
                        tx -> {
                            var waiting = new ArrayList<PlaceSharing.Waiting>();
                            for (StoredSession stored : sessions.list(tx)) {
                                Session session = stored.session();
                                if (works(session)) {
                                    waiting.add(waiting(tx, session, free));
                                }
                            }
                            List<Job> next = PlaceSharing.share(free, waiting);
                            if (leaveAPlace(places, claimed.values(), next)) {
                                next.addAll(PlaceSharing.share(1, smaller(tx, next)));
                            }
                            return start(tx, next);
                        });
        // Not before it is written: what the store takes back has no place.
        started.forEach(job -> claimed.put(job.id(), job));
        return started;
    }

    /** Jobs of a long pause would come back at once, and others would wait for them meanwhile. */
    private boolean works(Session session) {
        return session.state() == SessionState.RUNNING && !paused.test(session);
    }

    private List<Job> start(Tx tx, List<Job> next) {
        Instant now = clock.instant();
        for (Job job : next) {
            jobs.start(tx, job.id(), now);
        }
        return next.stream().map(job -> jobs.find(tx, job.id()).orElseThrow()).toList();
    }

    private PlaceSharing.Waiting waiting(Tx tx, Session session, int most) {
        int allowed = session.options().maxConcurrentTransfers();
        List<Job> running = of(session, claimed.values());
        int free = Math.min(most, allowed - running.size());
        if (free <= 0) {
            return new PlaceSharing.Waiting(running.size(), List.of());
        }
        List<Job> next = new ArrayList<>(claimable(tx, session, Long.MAX_VALUE, free));
        boolean taken = next.size() == free && running.size() + free > 1;
        if (taken && areAll(LARGE_BYTES, running, next)) {
            for (Job small : claimable(tx, session, LARGE_BYTES, 1)) {
                next.set(free - 1, small);
            }
        }
        if (leaveAPlace(allowed, running, next)) {
            next.addAll(claimable(tx, session, HUGE_BYTES, 1));
        }
        return new PlaceSharing.Waiting(running.size(), next);
    }

    /** What is edited meanwhile would wait for hours. Returns whether one had to make room. */
    private static boolean leaveAPlace(int places, Collection<Job> running, List<Job> next) {
        boolean full =
                places > 1
                        && !next.isEmpty()
                        && running.size() + next.size() == places
                        && areAll(HUGE_BYTES, running, next);
        if (full) {
            next.remove(next.size() - 1);
        }
        return full;
    }

    /** Of each session one that is not huge, as far as it may be started beside those. */
    private List<PlaceSharing.Waiting> smaller(Tx tx, List<Job> next) {
        var waiting = new ArrayList<PlaceSharing.Waiting>();
        for (StoredSession stored : sessions.list(tx)) {
            Session session = stored.session();
            int running = of(session, claimed.values()).size() + of(session, next).size();
            if (works(session) && running < session.options().maxConcurrentTransfers()) {
                waiting.add(
                        new PlaceSharing.Waiting(running, claimable(tx, session, HUGE_BYTES, 1)));
            }
        }
        return waiting;
    }

    private static List<Job> of(Session session, Collection<Job> jobs) {
        return jobs.stream().filter(job -> job.session().equals(session.id())).toList();
    }

    private static boolean areAll(long bytes, Collection<Job> running, List<Job> next) {
        return Stream.concat(running.stream(), next.stream()).allMatch(job -> job.size() >= bytes);
    }

    private List<Job> claimable(Tx tx, Session session, long below, int most) {
        List<Job> next = sessionJobs.claimable(tx, session.id(), clock.instant(), below, most);
        if (next.stream().noneMatch(this::isClaimed)) {
            return next;
        }
        // A job that was put back may still be looked after by the exchange that put it back.
        int limit = most + claimed.size();
        return sessionJobs.claimable(tx, session.id(), clock.instant(), below, limit).stream()
                .filter(job -> !isClaimed(job))
                .limit(most)
                .toList();
    }

    private boolean isClaimed(Job job) {
        return isClaimed(job.id());
    }

    /**
     * Hands out nothing from now on: what the end of the engine cuts off is not to begin anew while
     * the routes still run down.
     */
    public void close() {
        closed = true;
    }

    /**
     * Whether no job may start now, and none is under way but these. Whoever has given back its
     * place may still be.
     */
    boolean isNoneToCome(Set<Long> but) {
        Map<JobState, Long> counts = database.jobCounts().now();
        if (counts.get(JobState.TRANSFERRING) > but.size()) {
            return false;
        }
        return counts.get(JobState.PENDING) == 0 || !database.read(this::mayAnyStart);
    }

    private boolean mayAnyStart(Tx tx) {
        Instant now = clock.instant();
        return sessions.list(tx).stream()
                .map(StoredSession::session)
                .anyMatch(
                        session ->
                                works(session) && sessionJobs.mayAnyStart(tx, session.id(), now));
    }

    /** Whether a job has a place. */
    boolean isClaimed(long id) {
        return claimed.containsKey(id);
    }

    /** Says what a claimed job has turned out to be: it may be larger than when it was planned. */
    void began(Job job) {
        claimed.computeIfPresent(job.id(), (id, known) -> job);
    }

    /** Says that a claimed job is no longer under way. */
    void release(long job) {
        claimed.remove(job);
    }

    /**
     * Has a job told of as it is now, unless a person has given it up: who does so meanwhile is
     * told of later.
     */
    void tellUnlessCancelled(long id, Consumer<Job> told) {
        database.change(
                tx ->
                        jobs.find(tx, id)
                                .filter(job -> job.state() != JobState.CANCELLED)
                                .ifPresent(job -> tx.afterCommit(() -> told.accept(job))));
    }

    /** The job of that id, unless its session was deleted. */
    Optional<Job> find(long id) {
        return database.read(tx -> jobs.find(tx, id));
    }

    /** The job of that id. */
    Job get(long id) {
        return find(id).orElseThrow(() -> new NotFoundException("transfer", Long.toString(id)));
    }

    @Override
    public List<Transfer> list(JobState state, String session, Long before, int limit) {
        if (before != null && state == null) {
            throw new InvalidValueException(
                    "before", "needs a state beside it, since jobs are listed by state");
        }
        return database.read(
                tx -> {
                    if (session != null && sessions.find(tx, session).isEmpty()) {
                        throw new NotFoundException("session", session);
                    }
                    int most = Math.max(1, Math.min(MOST, limit));
                    return jobs.list(tx, state, session, before, most).stream()
                            .map(job -> view(tx, job))
                            .toList();
                });
    }

    private Transfer view(Tx tx, Job job) {
        Transfer seen = views.of(job);
        return seen.retriable() && jobs.isOutdated(tx, job) ? seen.followed() : seen;
    }

    @Override
    public Transfer retry(long id) {
        Job pending =
                database.write(
                        tx -> {
                            Job job = jobs.get(tx, id);
                            if (!job.isGivenUp()) {
                                throw wrong(
                                        job, "only one that failed or was given up can be retried");
                            }
                            if (jobs.isOutdated(tx, job)) {
                                throw new WrongStateException(
                                        "Transfer "
                                                + id
                                                + " is followed by a later one of "
                                                + job.path()
                                                + "; look at that one.");
                            }
                            jobs.reopen(tx, id, clock.instant());
                            settlement.notGivenUp(tx, job.session(), job.sourceId());
                            Job again = jobs.find(tx, id).orElseThrow();
                            tx.afterCommit(() -> queued.accept(again));
                            return again;
                        });
        return views.of(pending);
    }

    @Override
    public Transfer cancel(long id, String by) {
        Job over =
                database.write(
                        tx -> {
                            Job job = jobs.get(tx, id);
                            if (job.state() != JobState.PENDING
                                    && job.state() != JobState.TRANSFERRING) {
                                throw wrong(job, "only one that is not over can be cancelled");
                            }
                            jobs.finish(
                                    tx,
                                    id,
                                    JobState.CANCELLED,
                                    "The transfer was given up by "
                                            + Deciders.words(by)
                                            + "; try it again to have it done.",
                                    clock.instant());
                            settlement.givenUp(tx, job);
                            Job now = jobs.find(tx, id).orElseThrow();
                            tx.afterCommit(() -> cancelled.accept(now));
                            return now;
                        });
        return views.of(over);
    }

    private static WrongStateException wrong(Job job, String rule) {
        String state = job.state().name().toLowerCase(Locale.ROOT);
        return new WrongStateException("Transfer " + job.id() + " is " + state + "; " + rule + ".");
    }
}
