package com.aqwacloud.camel.component.microsoft.onedrive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Sends HTTP requests: with the access token to the service's own address only, without it anywhere
 * else, and all of them through the gate. Follows no redirect and repeats nothing, except once with
 * a new token. Thread-safe.
 */
final class GraphTransport {
    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORIZED = 401;

    private static final byte[] NOTHING = {};
    private static final RequestGate OPEN =
            new RequestGate() {
                @Override
                public void before(GraphRequest request) {}

                @Override
                public void after(GraphRequest request, GraphOutcome outcome) {}
            };

    private final HttpClient client;
    private final URI base;
    private final AccessTokenSupplier tokens;
    private final RequestGate gate;
    private final String userAgent;
    private final RequestsUnderWay underWay;
    private final String caller;

    /**
     * @param gate null for none
     * @param underWay knows the requests until they are answered
     */
    GraphTransport(
            HttpClient client,
            URI base,
            AccessTokenSupplier tokens,
            RequestGate gate,
            String userAgent,
            RequestsUnderWay underWay) {
        this(client, base, tokens, gate, userAgent, underWay, null);
    }

    private GraphTransport(
            HttpClient client,
            URI base,
            AccessTokenSupplier tokens,
            RequestGate gate,
            String userAgent,
            RequestsUnderWay underWay,
            String caller) {
        this.client = client;
        this.base = base;
        this.tokens = tokens;
        this.gate = gate == null ? OPEN : gate;
        this.userAgent = userAgent;
        this.underWay = underWay;
        this.caller = caller;
    }

    /**
     * The same, for requests on somebody's behalf.
     *
     * @param name what the gate is told; null for nobody
     */
    GraphTransport onBehalfOf(String name) {
        return new GraphTransport(client, base, tokens, gate, userAgent, underWay, name);
    }

    /** Sends with the access token. */
    HttpAnswer authorized(HttpCall call) throws Exception {
        return authorized(call, whole(), answer -> Optional.empty());
    }

    /**
     * Sends with the access token.
     *
     * @param innerRetryAfter finds a pause that the body asks for
     */
    HttpAnswer authorized(HttpCall call, Function<HttpAnswer, Optional<Duration>> innerRetryAfter)
            throws Exception {
        return authorized(call, whole(), innerRetryAfter);
    }

    /** Sends with the access token; a successful answer is streamed. */
    HttpAnswer authorizedStream(HttpCall call, Duration idleTimeout) throws Exception {
        return authorized(call, streamed(idleTimeout), answer -> Optional.empty());
    }

    /** Sends without the access token. */
    HttpAnswer anonymous(HttpCall call) throws Exception {
        return send(call, null, whole(), answer -> Optional.empty());
    }

    /** Sends without the access token; a successful answer is streamed. */
    HttpAnswer anonymousStream(HttpCall call, Duration idleTimeout) throws Exception {
        return send(call, null, streamed(idleTimeout), answer -> Optional.empty());
    }

    private HttpAnswer authorized(
            HttpCall call,
            BodyHandler<Body> handler,
            Function<HttpAnswer, Optional<Duration>> innerRetryAfter)
            throws Exception {
        if (!isOfService(call.uri())) {
            throw new IllegalArgumentException(
                    "A link that does not belong to baseUrl gets no access token");
        }
        HttpAnswer answer = attempt(call, handler, innerRetryAfter);
        return answer.status() == UNAUTHORIZED ? attempt(call, handler, innerRetryAfter) : answer;
    }

    private HttpAnswer attempt(
            HttpCall call,
            BodyHandler<Body> handler,
            Function<HttpAnswer, Optional<Duration>> innerRetryAfter)
            throws Exception {
        String token = token();
        HttpAnswer answer = send(call, token, handler, innerRetryAfter);
        if (answer.status() == UNAUTHORIZED) {
            tokens.rejected(token);
        } else if (answer.status() < BAD_REQUEST) {
            tokens.accepted(token);
        }
        return answer;
    }

    private String token() throws Exception {
        String token = tokens.accessToken();
        if (token == null || token.isBlank()) {
            throw new IllegalStateException("The accessTokenSupplier gave no token");
        }
        return token;
    }

    private boolean isOfService(URI uri) {
        return base.getScheme().equalsIgnoreCase(uri.getScheme())
                && base.getHost().equalsIgnoreCase(uri.getHost())
                && port(base) == port(uri);
    }

    private static int port(URI uri) {
        if (uri.getPort() != -1) {
            return uri.getPort();
        }
        return "http".equalsIgnoreCase(uri.getScheme()) ? 80 : 443;
    }

    private HttpAnswer send(
            HttpCall call,
            String token,
            BodyHandler<Body> handler,
            Function<HttpAnswer, Optional<Duration>> innerRetryAfter)
            throws Exception {
        HttpRequest request = request(call, token);
        GraphRequest told = call.request().by(caller);
        gate.before(told);
        GraphOutcome outcome = new GraphOutcome(0, Optional.empty(), Map.of());
        try {
            HttpAnswer answer = await(call, underWay.add(client.sendAsync(request, handler)));
            outcome = outcome(answer, innerRetryAfter);
            return answer;
        } finally {
            gate.after(told, outcome);
        }
    }

    private static GraphOutcome outcome(
            HttpAnswer answer, Function<HttpAnswer, Optional<Duration>> innerRetryAfter) {
        Duration own =
                RetryAfter.parse(answer.header("Retry-After").orElse(null), Clock.systemUTC());
        return new GraphOutcome(
                answer.status(),
                own != null ? Optional.of(own) : innerRetryAfter.apply(answer),
                answer.headers().map());
    }

    private HttpRequest request(HttpCall call, String token) throws Exception {
        HttpRequest.Builder builder =
                HttpRequest.newBuilder(call.uri()).method(call.method(), call.body().publisher());
        builder.setHeader("User-Agent", userAgent);
        call.headers().forEach(builder::setHeader);
        if (token != null) {
            try {
                builder.setHeader("Authorization", "Bearer " + token);
            } catch (IllegalArgumentException e) {
                // Its message quotes the value.
                throw new IllegalStateException("The accessTokenSupplier gave a malformed token");
            }
        }
        return builder.build();
    }

    /**
     * Waits for the answer; the body counts too unless it is streamed, which HttpRequest's own
     * timeout ignores.
     */
    private static HttpAnswer await(HttpCall call, CompletableFuture<HttpResponse<Body>> sent)
            throws Exception {
        try {
            HttpResponse<Body> response = whileMoving(call, sent);
            return new HttpAnswer(
                    response.statusCode(),
                    response.headers(),
                    response.body().bytes(),
                    response.body().stream());
        } catch (InterruptedException e) {
            sent.cancel(true);
            throw e;
        } catch (TimeoutException e) {
            sent.cancel(true);
            throw noAnswer(call.kind(), new HttpTimeoutException("No answer in time"));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException io) {
                throw noAnswer(call.kind(), io);
            }
            if (e.getCause() instanceof UncheckedIOException io) {
                throw noAnswer(call.kind(), io.getCause());
            }
            throw e;
        }
    }

    /** The time begins anew for content that moves, however slowly it is given. */
    private static HttpResponse<Body> whileMoving(
            HttpCall call, CompletableFuture<HttpResponse<Body>> sent)
            throws InterruptedException, ExecutionException, TimeoutException {
        long moved = call.body().moved();
        while (true) {
            try {
                return sent.get(call.timeout().toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                long before = moved;
                moved = call.body().moved();
                if (moved == before) {
                    throw e;
                }
            }
        }
    }

    private static ServiceUnavailableException noAnswer(RequestKind kind, IOException cause) {
        return new ServiceUnavailableException(
                GraphError.ofStatus(0, ""),
                "OneDrive could not " + kind.phrase() + ": the connection failed",
                cause);
    }

    /** Either the whole body, or its stream. */
    private record Body(byte[] bytes, ContentStream stream) {}

    private static BodyHandler<Body> whole() {
        return info ->
                BodySubscribers.mapping(
                        BodySubscribers.ofByteArray(), bytes -> new Body(bytes, null));
    }

    private static BodyHandler<Body> streamed(Duration idleTimeout) {
        return info -> {
            if (info.statusCode() < 200 || info.statusCode() > 299) {
                return whole().apply(info);
            }
            var stream = new ContentStream(idleTimeout);
            return BodySubscribers.mapping(stream, in -> new Body(NOTHING, stream));
        };
    }
}
