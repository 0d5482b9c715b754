package com.aqwacloud.sync.internal.engine;

import com.aqwacloud.sync.api.Cloud;
import com.aqwacloud.sync.api.Session;
import com.aqwacloud.sync.api.SessionOptions;
import com.aqwacloud.sync.internal.bandwidth.Bandwidths;
import com.aqwacloud.sync.internal.quota.Governors;
import com.aqwacloud.sync.internal.quota.SessionQuotas;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The limits of sessions. Those of a session's requests hold as long as anyone makes some for its
 * sake: the session that runs, or a listing. Thread-safe.
 */
final class SessionLimits {
    private static final String RUN = "run";

    private final Governors governors;
    private final SessionQuotas quotas;
    private final Bandwidths bandwidths;

    /** Who makes requests, by session. Guarded by this. */
    private final Map<String, Set<String>> holders = new HashMap<>();

    SessionLimits(Governors governors, SessionQuotas quotas, Bandwidths bandwidths) {
        this.governors = governors;
        this.quotas = quotas;
        this.bandwidths = bandwidths;
    }

    /** The session runs, with the options that it has now. */
    synchronized void started(Session session) {
        holders(session).add(RUN);
        use(session);
    }

    /** The session runs no longer. */
    synchronized void stopped(Session session) {
        release(session, RUN);
    }

    /** A listing begins; where the session runs, its limits are what they are. */
    synchronized void listing(Session session, String listing) {
        Set<String> holding = holders(session);
        holding.add(listing);
        if (!holding.contains(RUN)) {
            use(session);
        }
    }

    /** A listing is over, if it ever began. */
    synchronized void listed(Session session, String listing) {
        release(session, listing);
    }

    /** The session is no longer known. */
    void deleted(Session session) {
        bandwidths.forget(session.id());
    }

    private Set<String> holders(Session session) {
        return holders.computeIfAbsent(session.id(), id -> new HashSet<>());
    }

    private void use(Session session) {
        SessionOptions options = session.options();
        governors
                .of(Cloud.GOOGLE, session.source())
                .limit(session.id(), options.googleQuota(), options.googleUnits());
        governors
                .of(Cloud.ONEDRIVE, session.destination())
                .limit(session.id(), options.oneDriveQuota(), options.oneDriveUnits());
        quotas.limit(session);
        bandwidths.limit(session.id(), options.bandwidth());
    }

    private void release(Session session, String holder) {
        Set<String> holding = holders(session);
        holding.remove(holder);
        if (holding.isEmpty()) {
            holders.remove(session.id());
            governors.unlimit(session.id());
            quotas.unlimit(session);
        }
    }
}
