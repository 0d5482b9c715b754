package com.aqwacloud.sync.internal.announce;

import com.aqwacloud.sync.api.Cloud;
import com.aqwacloud.sync.api.Conflict;
import com.aqwacloud.sync.api.RouteFile;
import com.aqwacloud.sync.api.Session;
import com.aqwacloud.sync.api.Stats;
import com.aqwacloud.sync.internal.event.Change;
import com.aqwacloud.sync.internal.event.ChangeKind;
import com.aqwacloud.sync.internal.event.Event;
import com.aqwacloud.sync.internal.event.EventHub;
import com.aqwacloud.sync.internal.store.Job;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells whoever listens what the engine does. Sessions without real-time events are told of only
 * when their own state changes. Safe for use by several threads.
 */
public final class Announcements {
    private final EventHub hub;
    private final TransferViews views;
    private final Set<String> quiet = ConcurrentHashMap.newKeySet();

    public Announcements(EventHub hub, TransferViews views) {
        this.hub = hub;
        this.views = views;
    }

    /** Notes whether a session that was there before this start is told of as things happen. */
    public void remember(Session session) {
        if (session.options().realtimeEnabled()) {
            quiet.remove(session.id());
        } else {
            quiet.add(session.id());
        }
    }

    /** A session came into another state. */
    public void session(Event.SessionChange.State state, Session session) {
        remember(session);
        hub.publish(new Event.SessionChange(state, session));
    }

    /** A job came into another state. */
    public void transfer(Event.TransferChange.State state, Job job) {
        if (isLive(job.session())) {
            hub.publish(new Event.TransferChange(state, views.of(job)));
        }
    }

    /** A conflict was found, put before a person, decided or undone. */
    public void conflict(Event.ConflictChange.State state, Conflict conflict) {
        if (isLive(conflict.session())) {
            hub.publish(new Event.ConflictChange(state, conflict));
        }
    }

    /** A feed reported a change that matters to the session; a reason says why it is skipped. */
    public void change(String session, Cloud side, String path, ChangeKind kind, String reason) {
        if (isLive(session)) {
            hub.publish(new Event.FileChange(session, new Change(side, path, kind, reason)));
        }
    }

    /** A route file was loaded, refused or removed. */
    public void routes(RouteFile file, boolean removed) {
        hub.publish(new Event.RoutesChange(file, removed));
    }

    /** Counts at this moment. */
    public void stats(Stats stats) {
        hub.publish(new Event.StatsChange(stats));
    }

    /** Bytes of a job moved. */
    public void progress(Event progress) {
        if (isLive(progress.session())) {
            hub.publish(progress);
        }
    }

    private boolean isLive(String session) {
        return !quiet.contains(session);
    }
}
