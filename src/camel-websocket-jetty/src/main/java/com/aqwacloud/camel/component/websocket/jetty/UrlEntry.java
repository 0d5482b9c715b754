package com.aqwacloud.camel.component.websocket.jetty;

import java.io.IOException;
import java.net.URL;
import java.net.URLConnection;

/**
 * What a URL tells about its content without reading it.
 *
 * @param length in bytes, -1 if unknown
 * @param lastModifiedMillis since the epoch, 0 if unknown
 */
record UrlEntry(long length, long lastModifiedMillis) {

    static UrlEntry of(URL url) throws IOException {
        URLConnection connection = url.openConnection();
        var entry = new UrlEntry(connection.getContentLengthLong(), connection.getLastModified());
        // Asking some kinds of connection for their length opens a stream that must be closed.
        connection.getInputStream().close();
        return entry;
    }
}
