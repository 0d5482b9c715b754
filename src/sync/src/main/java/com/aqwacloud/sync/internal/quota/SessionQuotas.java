package com.aqwacloud.sync.internal.quota;

import com.aqwacloud.sync.api.QuotaWindow;
import com.aqwacloud.sync.api.Session;
import com.aqwacloud.sync.api.SessionOptions;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Whether sessions have the quotas that new ones begin with: the windows of the routes are made for
 * those. The quota of any other is kept by the governor of its account alone. Thread-safe.
 */
public final class SessionQuotas {
    private final Supplier<SessionOptions> defaults;
    private final Map<String, SessionOptions> sessions = new ConcurrentHashMap<>();

    /**
     * @param defaults what new sessions begin with
     */
    public SessionQuotas(Supplier<SessionOptions> defaults) {
        this.defaults = defaults;
    }

    /** A session makes requests from now on. */
    public void limit(Session session) {
        sessions.put(session.id(), session.options());
    }

    /** A session makes no requests any more. */
    public void unlimit(Session session) {
        sessions.remove(session.id());
    }

    /** For Google Drive; true where a request is for no session that is known. */
    public boolean isUsualOfGoogle(String session) {
        return isUsual(session, SessionOptions::googleQuota);
    }

    /** For OneDrive; true where a request is for no session that is known. */
    public boolean isUsualOfOneDrive(String session) {
        return isUsual(session, SessionOptions::oneDriveQuota);
    }

    private boolean isUsual(String session, Function<SessionOptions, QuotaWindow> quota) {
        SessionOptions own = session == null ? null : sessions.get(session);
        return own == null || quota.apply(own).equals(quota.apply(defaults.get()));
    }
}
