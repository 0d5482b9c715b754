package com.aqwacloud.sync.internal.runtime;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.camel.util.json.Jsoner;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * An answer that says what was wrong with a request, in the form {@code application/problem+json}.
 *
 * @param status HTTP status
 * @param detail one sentence
 */
record Problem(int status, String detail) {

    static Problem of(int status, String detail) {
        return new Problem(status, detail);
    }

    void write(Request request, Response response, Callback callback) {
        String json =
                "{\"type\":\"about:blank\",\"title\":\""
                        + Jsoner.escape(HttpStatus.getMessage(status))
                        + "\",\"status\":"
                        + status
                        + ",\"detail\":\""
                        + Jsoner.escape(detail)
                        + "\"}";
        response.setStatus(status);
        if (!request.consumeAvailable()) {
            // The server closes the connection over a body that nobody read; the client is to know.
            response.getHeaders().put(HttpHeader.CONNECTION, "close");
        }
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/problem+json");
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        response.getHeaders().put("X-Content-Type-Options", "nosniff");
        response.write(true, ByteBuffer.wrap(json.getBytes(StandardCharsets.UTF_8)), callback);
    }
}
