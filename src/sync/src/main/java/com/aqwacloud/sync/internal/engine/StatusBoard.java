package com.aqwacloud.sync.internal.engine;

import com.aqwacloud.sync.api.Cloud;
import com.aqwacloud.sync.api.SessionState;
import com.aqwacloud.sync.api.Stats;
import com.aqwacloud.sync.api.Status;
import com.aqwacloud.sync.internal.announce.Announcements;
import com.aqwacloud.sync.internal.event.ProgressMeter;
import com.aqwacloud.sync.internal.quota.Governors;
import com.aqwacloud.sync.internal.route.StoreQuery;
import com.aqwacloud.sync.internal.store.Counters;
import com.aqwacloud.sync.internal.store.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The counts, and the route that tells them. Thread-safe. */
public final class StatusBoard implements Status {
    private static final Duration QUIET = Duration.ofSeconds(10);
    private static final Duration MONTH = Duration.ofDays(30);

    private final Database database;
    private final StoreQuery query;
    private final ProgressMeter progress;
    private final Governors governors;
    private final Announcements announcements;
    private final Supplier<List<String>> configurationProblems;
    private final Clock clock;
    private final Instant startedAt;

    /** What was told last, and when. Guarded by this. */
    private Stats told;

    private Instant toldAt = Instant.EPOCH;

    StatusBoard(
            Database database,
            StoreQuery query,
            ProgressMeter progress,
            Governors governors,
            Announcements announcements,
            Supplier<List<String>> configurationProblems,
            Clock clock) {
        this.database = database;
        this.query = query;
        this.progress = progress;
        this.governors = governors;
        this.announcements = announcements;
        this.configurationProblems = configurationProblems;
        this.clock = clock;
        this.startedAt = clock.instant();
    }

    @Override
    public Stats stats() {
        return of(query.rows(StoreQuery.COUNT, Map.of()));
    }

    @Override
    public List<String> configurationProblems() {
        return configurationProblems.get();
    }

    private Stats of(List<Map<String, Object>> rows) {
        var counts = new HashMap<String, Long>();
        for (Map<String, Object> row : rows) {
            // Derby pads what several statements give in one column.
            String key = row.get("KIND").toString().trim() + " " + row.get("NAME");
            counts.put(key, ((Number) row.get("AMOUNT")).longValue());
        }
        return new Stats(
                database.jobCounts().now(),
                counts.getOrDefault("conflict OPEN", 0L),
                counts.getOrDefault("session " + SessionState.RUNNING, 0L),
                progress.bytesPerSecond(),
                counts.getOrDefault("counter " + Counters.BYTES_TRANSFERRED, 0L),
                governors.requests(Cloud.GOOGLE),
                governors.requests(Cloud.ONEDRIVE),
                Duration.between(startedAt, clock.instant()).toSeconds());
    }

    /**
     * Tells the counts if they changed, and every ten seconds anyway.
     *
     * @param rows what the route {@link StoreQuery#COUNT} found
     */
    public synchronized void tell(List<Map<String, Object>> rows) {
        Stats now = of(rows);
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

    /** Jobs were forgotten by a route. */
    public void recount() {
        database.recountJobs();
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
