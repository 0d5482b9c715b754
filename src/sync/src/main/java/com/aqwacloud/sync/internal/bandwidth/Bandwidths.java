package com.aqwacloud.sync.internal.bandwidth;

import com.aqwacloud.sync.api.Bandwidth;
import com.aqwacloud.sync.internal.quota.Timeline;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The bandwidth limits of all sessions, and the one of all together. Thread-safe. */
public final class Bandwidths {
    private final Timeline time;
    private final ZoneId zone;
    private final TokenBucket all;
    private final Map<String, TokenBucket> sessions = new ConcurrentHashMap<>();

    /**
     * @param all what all sessions may use together; timetables go by the machine's time zone
     */
    public Bandwidths(Bandwidth all) {
        this(all, Timeline.SYSTEM, ZoneId.systemDefault());
    }

    Bandwidths(Bandwidth all, Timeline time, ZoneId zone) {
        this.time = time;
        this.zone = zone;
        this.all = new TokenBucket(all, time, zone);
    }

    /** What a session may use; holds at once for its running transfers too. */
    public void limit(String session, Bandwidth bandwidth) {
        bucket(session).use(bandwidth);
    }

    /** The session is no longer known. Until then its limit holds for what is still under way. */
    public void forget(String session) {
        sessions.remove(session);
    }

    /** The limits that a transfer of a session keeps. */
    public Throttle of(String session) {
        return new Throttle(List.of(bucket(session), all));
    }

    private TokenBucket bucket(String session) {
        return sessions.computeIfAbsent(
                session, id -> new TokenBucket(Bandwidth.UNLIMITED, time, zone));
    }
}
