package com.aqwacloud.sync.internal.engine;

import com.aqwacloud.sync.api.Session;
import com.aqwacloud.sync.api.SyncException;
import com.aqwacloud.sync.api.WrongStateException;
import com.aqwacloud.sync.internal.survey.Listing;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Listings by the routes, within the session's limits even if it does not run. Who lists has a
 * thread of its own, so it may wait for as long as a cloud asks. Thread-safe.
 */
final class GovernedListing implements Listing {
    private final Pipeline pipeline;
    private final SessionLimits limits;
    private final Predicate<Session> paused;

    /**
     * @param paused whether a session can do nothing until a long pause of an account is over
     */
    GovernedListing(Pipeline pipeline, SessionLimits limits, Predicate<Session> paused) {
        this.pipeline = pipeline;
        this.limits = limits;
        this.paused = paused;
    }

    @Override
    public void list(Session session, String sourceRoot, String scratch) {
        limits.listing(session, scratch);
        boolean listed = false;
        while (!listed) {
            awaitPauses(session);
            try {
                pipeline.list(session, sourceRoot, scratch);
                listed = true;
            } catch (SyncException e) {
                if (!paused.test(session)) {
                    throw e;
                }
            }
        }
    }

    @Override
    public void awaitPauses(Session session) {
        try {
            while (paused.test(session)) {
                TimeUnit.SECONDS.sleep(1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WrongStateException("AqwaCloud is stopping.");
        }
    }

    @Override
    public void release(Session session, String scratch) {
        limits.listed(session, scratch);
    }
}
