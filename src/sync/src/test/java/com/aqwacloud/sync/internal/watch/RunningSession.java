package com.aqwacloud.sync.internal.watch;

import com.aqwacloud.sync.api.Session;
import com.aqwacloud.sync.api.SessionOptions;
import com.aqwacloud.sync.api.SessionState;
import com.aqwacloud.sync.internal.store.Database;
import com.aqwacloud.sync.internal.store.StoredSessions;
import java.time.Instant;
import java.util.Map;

/** The session of a test's store. */
final class RunningSession {
    static final String ID = "s1";
    static final Instant TIME = Instant.parse("2026-03-04T05:06:07Z");

    private RunningSession() {}

    /** Makes one that differs from the defaults in these options. */
    static void in(Database database, Map<String, String> options) {
        var session =
                new Session(
                        ID,
                        "Test",
                        "google",
                        "onedrive",
                        SessionState.RUNNING,
                        null,
                        SessionOptions.DEFAULTS.with(options),
                        TIME,
                        null);
        database.change(tx -> new StoredSessions().insert(tx, session));
    }
}
