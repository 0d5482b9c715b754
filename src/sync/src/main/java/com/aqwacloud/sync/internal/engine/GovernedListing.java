package com.aqwacloud.sync.internal.engine;

import com.aqwacloud.sync.api.Session;
import com.aqwacloud.sync.api.SessionState;
import com.aqwacloud.sync.internal.survey.Listing;
import java.util.Optional;
import java.util.function.Function;

/** Listings by the routes, within the session's limits even if it does not run. Thread-safe. */
final class GovernedListing implements Listing {
    private final Pipeline pipeline;
    private final Function<String, Optional<Session>> sessions;

    GovernedListing(Pipeline pipeline, Function<String, Optional<Session>> sessions) {
        this.pipeline = pipeline;
        this.sessions = sessions;
    }

    @Override
    public void list(Session session, String sourceRoot, String scratch) {
        pipeline.limit(session);
        pipeline.list(session, sourceRoot, scratch);
    }

    @Override
    public void release(Session session) {
        pipeline.unlimit(session);
        // A session that was started meanwhile needs its limits.
        sessions.apply(session.id())
                .filter(now -> now.state() == SessionState.RUNNING)
                .ifPresent(pipeline::limit);
    }
}
