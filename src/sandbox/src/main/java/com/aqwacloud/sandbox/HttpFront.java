package com.aqwacloud.sandbox;

import com.aqwacloud.sandbox.http.ApiException;
import com.aqwacloud.sandbox.http.Call;
import com.aqwacloud.sandbox.http.CutException;
import com.aqwacloud.sandbox.http.Levers;
import com.aqwacloud.sandbox.http.Refusal;
import com.aqwacloud.sandbox.http.Reply;
import com.aqwacloud.sandbox.http.Traffic;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.jetty.http.HttpFields;
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
        Reply reply = null;
        try {
            reply = answer(request, path, method, traffic, body);
            drain(body);
            reply = traffic.beforeAnswer(reply);
            traffic.log(reply.status());
            Response sent = FaultyResponse.of(request, response, reply, traffic.whole());
            new ReplyWriter(request, sent, traffic).send(reply, callback);
        } catch (IOException e) {
            // The line broke: there is no one left to tell.
            LOG.debug("{} {} was cut: {}", method, path, e.toString());
            discard(reply, e);
            traffic.log(0);
            if (e instanceof CutException) {
                FaultyResponse.cut(request);
                // Of a kind that Jetty knows to be no trouble of the server's.
                callback.failed(new EofException(e));
            } else {
                callback.failed(e);
            }
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
                            headers(request),
                            plain(request, path, body),
                            traffic);
            traffic.begin(call);
            return router.handle(call);
        } catch (ApiException e) {
            return e.reply();
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
        String authority = request.getHttpURI().getAuthority();
        if (authority == null) {
            authority = Request.getServerName(request) + ":" + Request.getServerPort(request);
        }
        return request.getHttpURI().getScheme() + "://" + authority;
    }

    /** What a packed body held; of the length it had on its way no one is to know. */
    private static Function<String, String> headers(Request request) {
        HttpFields fields = request.getHeaders();
        return isPacked(request)
                ? name -> name.equalsIgnoreCase("Content-Length") ? null : fields.get(name)
                : fields::get;
    }

    private static InputStream plain(Request request, String path, InputStream body) {
        String encoding = request.getHeaders().get(HttpHeader.CONTENT_ENCODING);
        if (encoding == null || encoding.equalsIgnoreCase("identity")) {
            return body;
        }
        if (!isPacked(request)) {
            throw new ApiException(Router.refusal(path, Refusal.of(415, null)));
        }
        Refusal damaged = new Refusal(400, null, null, "The body is no gzip.", Map.of());
        return new GzipBody(body, Router.refusal(path, damaged));
    }

    private static boolean isPacked(Request request) {
        String encoding = request.getHeaders().get(HttpHeader.CONTENT_ENCODING);
        return "gzip".equalsIgnoreCase(encoding) || "x-gzip".equalsIgnoreCase(encoding);
    }

    private static void discard(Reply reply, IOException cause) {
        if (reply != null && reply.body() instanceof Reply.Part part) {
            try {
                part.channel().close();
            } catch (IOException e) {
                cause.addSuppressed(e);
            }
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
}
