package com.aqwacloud.sync.internal.engine;

import com.aqwacloud.sync.api.QuotaWindow;
import com.aqwacloud.sync.internal.google.DriveEntry;
import com.aqwacloud.sync.internal.session.SessionDefaults;
import java.time.Duration;
import java.util.function.Supplier;

/** The placeholders that route files may use. Thread-safe. */
final class RouteProperties {
    /** What goes to OneDrive in one request; all that is larger, in fragments. */
    private static final int SMALL_BYTES = 4 * 1024 * 1024;

    /** Camel's throttle keeps an object for each request of its window. */
    private static final int MOST_PERMITS = 10_000;

    private final EngineSettings settings;
    private final int port;
    private final Supplier<SessionDefaults> defaults;

    RouteProperties(EngineSettings settings, int port, Supplier<SessionDefaults> defaults) {
        this.settings = settings;
        this.port = port;
        this.defaults = defaults;
    }

    /** The value of a placeholder, or null if there is none of that name. */
    String get(String name) {
        return switch (name) {
            case "http.host" -> settings.host();
            case "http.port" -> Integer.toString(port);
            case "http.page" -> settings.page();
            case "transfers.threads" -> Integer.toString(settings.transferThreads());
            case "transfers.fragment-bytes" -> Integer.toString(settings.fragmentBytes());
            case "transfers.small-bytes" -> Integer.toString(smallBytes(settings));
            case "transfers.tick-ms" -> Integer.toString(settings.tickMillis());
            case "quota.google.requests" -> Integer.toString(google().requests());
            case "quota.google.window-ms" -> Long.toString(google().window().toMillis());
            case "quota.onedrive.requests" -> Integer.toString(oneDrive().requests());
            case "quota.onedrive.window-ms" -> Long.toString(oneDrive().window().toMillis());
            case "google.changes-fields" -> DriveEntry.CHANGES_FIELDS;
            case "google.get-fields" -> DriveEntry.GET_FIELDS;
            case "google.list-fields" -> DriveEntry.LIST_FIELDS;
            default -> null;
        };
    }

    /** The most bytes of a file that is sent in one request. */
    static int smallBytes(EngineSettings settings) {
        return Math.min(SMALL_BYTES, settings.fragmentBytes());
    }

    private QuotaWindow google() {
        return throttled(defaults.get().options().googleQuota());
    }

    private QuotaWindow oneDrive() {
        return throttled(defaults.get().options().oneDriveQuota());
    }

    /** The same rate in a window that Camel's throttle can hold in memory for each session. */
    private static QuotaWindow throttled(QuotaWindow quota) {
        if (quota.requests() <= MOST_PERMITS) {
            return quota;
        }
        long millis = quota.window().toMillis() * MOST_PERMITS / quota.requests();
        return new QuotaWindow(MOST_PERMITS, Duration.ofMillis(Math.max(1, millis)));
    }
}
