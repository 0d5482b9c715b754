package com.aqwacloud.sync.internal.google;

import com.google.api.client.http.javanet.ConnectionFactory;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URL;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;

/** The connections to Google Drive, so that all can be ended at once. Thread-safe. */
final class DriveConnections implements ConnectionFactory {
    /** Guarded by itself. */
    private final Set<HttpURLConnection> open =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    private volatile boolean ended;

    @Override
    public HttpURLConnection openConnection(URL url) throws IOException {
        if (ended) {
            throw new IOException("No more connections are made");
        }
        var connection = (HttpURLConnection) url.openConnection();
        open.add(connection);
        return connection;
    }

    /** Ends those that are open, and makes no more. */
    void end() {
        ended = true;
        List<HttpURLConnection> present;
        synchronized (open) {
            present = List.copyOf(open);
        }
        present.forEach(HttpURLConnection::disconnect);
    }
}
