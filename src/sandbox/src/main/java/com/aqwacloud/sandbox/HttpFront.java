package com.aqwacloud.sandbox;

import com.aqwacloud.sandbox.http.ApiException;
import com.aqwacloud.sandbox.http.Call;
import com.aqwacloud.sandbox.http.CutException;
import com.aqwacloud.sandbox.http.Levers;
import com.aqwacloud.sandbox.http.Reply;
import com.aqwacloud.sandbox.http.Traffic;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Between Jetty and the clouds. */
final class HttpFront extends Handler.Abstract {

    private static final Logger LOG = LoggerFactory.getLogger(HttpFront.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int BUFFER_BYTES = 64 * 1024;

    /**
     * So much of a body that no one wanted is read all the same: else the connection would be cut,
     * and the client not come to see why.
     */
    private static final long DRAIN_LIMIT_BYTES = 64L << 20;

    private final Router router;
    private final Levers levers;

    HttpFront(Router router, Levers levers) {
        this.router = router;
        this.levers = levers;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        String path = Optional.ofNullable(request.getHttpURI().getPath()).orElse("/");
        String cloud = Router.cloud(path);
        Traffic traffic = new Traffic(levers, cloud);
        InputStream body = Content.Source.asInputStream(request);
        String method = method(request);
        try {
            Reply reply = answer(request, path, method, traffic, body);
            drain(body);
            if (!cloud.equals("sandbox")) {
                levers.log().request(cloud, traffic.operation(), method, path, reply.status());
            }
            send(response, reply, traffic, method);
            callback.succeeded();
        } catch (IOException e) {
            // The line broke: there is no one left to tell.
            LOG.debug("{} {} was cut: {}", method, path, e.toString());
            if (!cloud.equals("sandbox")) {
                levers.log().request(cloud, traffic.operation(), method, path, 0);
            }
            if (e instanceof CutException) {
                request.getConnectionMetaData().getConnection().getEndPoint().close();
            }
            callback.failed(e);
        }
        return true;
    }

    private Reply answer(
            Request request, String path, String method, Traffic traffic, InputStream body)
            throws IOException {
        try {
            Call call =
                    new Call(
                            method,
                            base(request),
                            path,
                            request.getHttpURI().getQuery(),
                            request.getHeaders()::get,
                            plain(request, body),
                            traffic);
            traffic.begin(call);
            return router.handle(call);
        } catch (ApiException e) {
            return e.reply();
        } catch (ZipException e) {
            return ControlEndpoint.problem(400, "The body is no gzip");
        } catch (EofException | CutException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            LOG.error("{} {} failed", method, path, e);
            return Router.failure(path).reply();
        }
    }

    /** A POST may stand for a method that the client's library can't send. */
    private static String method(Request request) {
        String override = request.getHeaders().get("X-HTTP-Method-Override");
        return override != null && request.getMethod().equals("POST")
                ? override.toUpperCase(java.util.Locale.ROOT)
                : request.getMethod();
    }

    private static String base(Request request) {
        return request.getHttpURI().getScheme() + "://" + request.getHttpURI().getAuthority();
    }

    private static InputStream plain(Request request, InputStream body) throws IOException {
        String encoding = request.getHeaders().get(HttpHeader.CONTENT_ENCODING);
        if (encoding == null || !encoding.equalsIgnoreCase("gzip")) {
            return body;
        }
        try {
            return new GZIPInputStream(body);
        } catch (EOFException e) {
            return InputStream.nullInputStream();
        }
    }

    private static void drain(InputStream body) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        long drained = 0;
        int count;
        while (drained < DRAIN_LIMIT_BYTES && (count = body.read(buffer)) >= 0) {
            drained += count;
        }
    }

    private void send(Response response, Reply reply, Traffic traffic, String method)
            throws IOException {
        response.setStatus(reply.status());
        reply.headers().forEach((name, value) -> response.getHeaders().put(name, value));
        if (reply.body() instanceof Reply.Part part) {
            try {
                response.getHeaders().put(HttpHeader.CONTENT_TYPE, part.type());
                response.getHeaders()
                        .put(
                                new HttpField(
                                        HttpHeader.CONTENT_LENGTH, Long.toString(part.length())));
                if (!method.equals("HEAD")) {
                    stream(part, Content.Sink.asOutputStream(response), traffic);
                }
            } finally {
                part.channel().close();
            }
            return;
        }
        byte[] bytes = new byte[0];
        if (reply.body() instanceof Reply.Json json) {
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json; charset=UTF-8");
            bytes = JSON.writeValueAsBytes(json.node());
        } else if (reply.body() instanceof Reply.Bytes raw) {
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, raw.type());
            bytes = raw.bytes();
        }
        if (reply.status() != 204 && reply.status() != 304) {
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, bytes.length);
        }
        try (OutputStream out = Content.Sink.asOutputStream(response)) {
            out.write(bytes);
        }
    }

    private static void stream(Reply.Part part, OutputStream to, Traffic traffic)
            throws IOException {
        traffic.beforeMedia();
        try (to) {
            ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
            long at = part.offset();
            long end = part.offset() + part.length();
            while (at < end) {
                buffer.clear();
                buffer.limit(traffic.stretch((int) Math.min(buffer.capacity(), end - at)));
                int count = part.channel().read(buffer, at);
                if (count < 0) {
                    throw new EOFException("The file became shorter while it was sent");
                }
                to.write(buffer.array(), 0, count);
                if (traffic.isShaped()) {
                    to.flush();
                }
                traffic.sent(count);
                at += count;
            }
        }
    }
}
