package com.aqwacloud.sandbox;

import com.aqwacloud.sandbox.http.Reply;
import com.aqwacloud.sandbox.http.Traffic;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/**
 * Puts a reply on the wire. No thread waits for a client that is slow to take it: a client may hold
 * any number of downloads open while it uploads what they bring.
 */
final class ReplyWriter {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Below this size packing would make it longer. */
    private static final int GZIP_FROM_BYTES = 200;

    private final Request request;
    private final Response response;
    private final Traffic traffic;

    ReplyWriter(Request request, Response response, Traffic traffic) {
        this.request = request;
        this.response = response;
        this.traffic = traffic;
    }

    /**
     * Sends head and body.
     *
     * @param callback told when all is sent, or that it can't be
     */
    void send(Reply reply, Callback callback) throws IOException {
        HttpFields.Mutable headers = response.getHeaders();
        response.setStatus(reply.status());
        reply.headers().forEach(headers::put);
        if (reply.body() instanceof Reply.Part part) {
            headers.put(HttpHeader.CONTENT_TYPE, part.type());
            headers.put(HttpHeader.CONTENT_LENGTH, part.length());
            send(part, callback);
            return;
        }
        byte[] bytes = new byte[0];
        if (reply.body() instanceof Reply.Json json) {
            headers.put(HttpHeader.CONTENT_TYPE, "application/json; charset=UTF-8");
            bytes = JSON.writeValueAsBytes(json.node());
        } else if (reply.body() instanceof Reply.Bytes raw) {
            headers.put(HttpHeader.CONTENT_TYPE, raw.type());
            bytes = raw.bytes();
        }
        if (bytes.length >= GZIP_FROM_BYTES
                && reply.status() != 206
                && isText(headers.get(HttpHeader.CONTENT_TYPE))) {
            headers.put(HttpHeader.VARY, "Accept-Encoding");
            if (wantsGzip()) {
                headers.put(HttpHeader.CONTENT_ENCODING, "gzip");
                bytes = gzip(bytes);
            }
        }
        if (reply.status() != 204 && reply.status() != 304) {
            headers.put(HttpHeader.CONTENT_LENGTH, bytes.length);
        }
        response.write(true, isHead() ? BufferUtil.EMPTY_BUFFER : ByteBuffer.wrap(bytes), callback);
    }

    private void send(Reply.Part part, Callback callback) throws IOException {
        if (isHead()) {
            part.channel().close();
            response.write(true, BufferUtil.EMPTY_BUFFER, callback);
            return;
        }
        traffic.beforeMedia();
        new PartWriter(response, part, traffic, callback).iterate();
    }

    private boolean isHead() {
        return request.getMethod().equals("HEAD");
    }

    /** Drive packs for those who name it in {@code User-Agent} too, as its guide asks. */
    private boolean wantsGzip() {
        boolean accepted =
                request.getHeaders().getQualityCSV(HttpHeader.ACCEPT_ENCODING).stream()
                        .anyMatch(name -> name.equalsIgnoreCase("gzip"));
        if (!accepted || !traffic.cloud().equals("google")) {
            return accepted;
        }
        String agent = request.getHeaders().get(HttpHeader.USER_AGENT);
        return agent != null && agent.toLowerCase(Locale.ROOT).contains("gzip");
    }

    private static boolean isText(String type) {
        return type.startsWith("application/json")
                || type.startsWith("multipart/mixed")
                || type.startsWith("text/");
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream(bytes.length / 2);
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }
}
