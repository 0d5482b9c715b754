package com.aqwacloud.sync.internal.engine;

import com.aqwacloud.sync.api.Session;
import com.aqwacloud.sync.internal.survey.Listing;

/** Listings by the routes, within the session's limits even if it does not run. Thread-safe. */
final class GovernedListing implements Listing {
    private final Pipeline pipeline;
    private final SessionLimits limits;

    GovernedListing(Pipeline pipeline, SessionLimits limits) {
        this.pipeline = pipeline;
        this.limits = limits;
    }

    @Override
    public void list(Session session, String sourceRoot, String scratch) {
        limits.listing(session, scratch);
        pipeline.list(session, sourceRoot, scratch);
    }

    @Override
    public void release(Session session, String scratch) {
        limits.listed(session, scratch);
    }
}
