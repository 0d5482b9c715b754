package com.aqwacloud.sync.internal.engine;

import com.aqwacloud.sync.api.Cloud;
import com.aqwacloud.sync.api.SessionState;
import com.aqwacloud.sync.api.Stats;
import com.aqwacloud.sync.api.Status;
import com.aqwacloud.sync.internal.announce.Announcements;
import com.aqwacloud.sync.internal.event.ProgressMeter;
import com.aqwacloud.sync.internal.quota.Governors;
import com.aqwacloud.sync.internal.store.Counters;
import com.aqwacloud.sync.internal.store.Database;
import com.aqwacloud.sync.internal.store.Jobs;
import com.aqwacloud.sync.internal.store.StoredConflicts;
import com.aqwacloud.sync.internal.store.StoredSessions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** The counts, and the route that tells them. Thread-safe. */
public final class StatusBoard implements Status {
    private static final Duration QUIET = Duration.ofSeconds(10);
    private static final Duration MONTH = Duration.ofDays(30);

    private final Database database;
    private final ProgressMeter progress;
    private final Governors governors;
    private final Announcements announcements;
    private final Clock clock;
    private final Instant startedAt;
    private final Jobs jobs = new Jobs();
    private final StoredConflicts conflicts = new StoredConflicts();
    private final StoredSessions sessions = new StoredSessions();
    private final Counters counters = new Counters();

    /** What was told last, and when. Guarded by this. */
    private Stats told;

    private Instant toldAt = Instant.EPOCH;

    StatusBoard(
            Database database,
            ProgressMeter progress,
            Governors governors,
            Announcements announcements,
            Clock clock) {
        this.database = database;
        this.progress = progress;
        this.governors = governors;
        this.announcements = announcements;
        this.clock = clock;
        this.startedAt = clock.instant();
    }

    @Override
    public Stats stats() {
        return database.read(
                tx ->
                        new Stats(
                                jobs.countByState(tx),
                                conflicts.countOpen(tx),
                                sessions.list(tx).stream()
                                        .filter(
                                                each ->
                                                        each.session().state()
                                                                == SessionState.RUNNING)
                                        .count(),
                                progress.bytesPerSecond(),
                                counters.get(tx, Counters.BYTES_TRANSFERRED),
                                governors.requests(Cloud.GOOGLE),
                                governors.requests(Cloud.ONEDRIVE),
                                Duration.between(startedAt, clock.instant()).toSeconds()));
    }

    /** Tells the counts if they changed, and every ten seconds anyway. */
    public synchronized void tell() {
        Stats now = stats();
        Instant time = clock.instant();
        boolean news = told == null || !sameWork(told, now);
        if (news || !time.isBefore(toldAt.plus(QUIET))) {
            told = now;
            toldAt = time;
            announcements.stats(now);
        }
    }

    /** A month ago, in milliseconds. */
    public long monthAgo() {
        return clock.instant().minus(MONTH).toEpochMilli();
    }

    /** Polls cost requests all the time; they alone are no news. */
    private static boolean sameWork(Stats one, Stats other) {
        return one.jobs().equals(other.jobs())
                && one.openConflicts() == other.openConflicts()
                && one.sessionsRunning() == other.sessionsRunning()
                && one.bytesPerSecond() == other.bytesPerSecond()
                && one.bytesTransferred() == other.bytesTransferred();
    }
}
