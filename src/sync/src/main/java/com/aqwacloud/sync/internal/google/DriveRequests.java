package com.aqwacloud.sync.internal.google;

import com.aqwacloud.sync.internal.account.AccessTokens;
import com.aqwacloud.sync.internal.quota.Charge;
import com.aqwacloud.sync.internal.quota.Governor;
import com.aqwacloud.sync.internal.quota.Grant;
import com.aqwacloud.sync.internal.quota.RetryAfter;
import com.google.api.client.http.GenericUrl;
import com.google.api.client.http.HttpExecuteInterceptor;
import com.google.api.client.http.HttpIOExceptionHandler;
import com.google.api.client.http.HttpRequest;
import com.google.api.client.http.HttpRequestInitializer;
import com.google.api.client.http.HttpResponse;
import com.google.api.client.http.HttpUnsuccessfulResponseHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Makes each request of a Drive client go through the account's governor, with a fresh access
 * token, at every attempt. A 401 leads to one more attempt with another token; a rate limit stops
 * the whole account for as long as it takes and is then tried again; a daily limit stops it for
 * long, and is told to the caller. The session that a request is for is its {@code quotaUser},
 * which stays here.
 */
final class DriveRequests implements HttpRequestInitializer {
    private static final int CONNECT_TIMEOUT_MILLIS = 20_000;
    private static final int READ_TIMEOUT_MILLIS = 60_000;
    private static final int MOST_RETRIES = 5;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVICE_UNAVAILABLE = 503;

    /** Drive's parameter for whom a request counts; here it is the session, and is not sent. */
    private static final String QUOTA_USER = "quotaUser";

    /** What is asked before there is a session takes its turn as one of its own. */
    private static final String NOBODY = "";

    /** Far more than an error's body has; it must fit into what can be read twice. */
    private static final int LONGEST_ERROR = 32 * 1024;

    private final TokenHosts hosts;
    private final AccessTokens tokens;
    private final Governor governor;

    DriveRequests(URI root, AccessTokens tokens, Governor governor) {
        this.hosts = new TokenHosts(root);
        this.tokens = tokens;
        this.governor = governor;
    }

    @Override
    public void initialize(HttpRequest request) {
        var attempts = new Attempts();
        request.setConnectTimeout(CONNECT_TIMEOUT_MILLIS)
                .setReadTimeout(READ_TIMEOUT_MILLIS)
                .setNumberOfRetries(MOST_RETRIES)
                .setLoggingEnabled(false)
                .setCurlLoggingEnabled(false)
                .setInterceptor(attempts)
                .setUnsuccessfulResponseHandler(attempts)
                .setIOExceptionHandler(attempts)
                .setResponseInterceptor(
                        response -> {
                            attempts.answered();
                            if (response.isSuccessStatusCode()) {
                                governor.succeeded();
                                attempts.accepted();
                            }
                        });
    }

    /** The attempts of one request. */
    private final class Attempts
            implements HttpExecuteInterceptor,
                    HttpUnsuccessfulResponseHandler,
                    HttpIOExceptionHandler {
        private String session = NOBODY;
        private String token;
        private boolean replaced;
        private Grant grant;

        @Override
        public void intercept(HttpRequest request) throws IOException {
            try {
                charge(request);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw (IOException)
                        new InterruptedIOException("Interrupted while waiting for the quota")
                                .initCause(e);
            }
            // After a redirect to another host the token stays here.
            if (hosts.mayHave(request.getUrl())) {
                token = tokens.token();
                request.getHeaders().setAuthorization("Bearer " + token);
            }
        }

        @Override
        public boolean handleResponse(HttpRequest request, HttpResponse response, boolean again)
                throws IOException {
            answered();
            return switch (response.getStatusCode()) {
                case UNAUTHORIZED -> {
                    if (token != null && hosts.mayHave(request.getUrl())) {
                        tokens.rejected(token);
                    }
                    boolean first = !replaced;
                    replaced = true;
                    yield first && again;
                }
                case FORBIDDEN, TOO_MANY_REQUESTS -> {
                    DriveDecision decision =
                            DriveErrors.decide(
                                    response.getStatusCode(),
                                    DriveErrors.reasons(peek(response)),
                                    DriveCall.ITEM);
                    if (decision == DriveDecision.PAUSE_ACCOUNT) {
                        governor.throttled(
                                retryAfter(response).or(() -> Optional.of(DriveErrors.DAY_LIMIT)));
                        // Nobody is to hold a thread for so long.
                        yield false;
                    }
                    boolean limited = decision == DriveDecision.WAIT;
                    if (limited) {
                        governor.throttled(retryAfter(response));
                    }
                    yield limited && again;
                }
                case SERVICE_UNAVAILABLE -> {
                    Optional<Duration> pause = retryAfter(response);
                    if (pause.isPresent()) {
                        governor.throttled(pause);
                    }
                    yield pause.isPresent() && again;
                }
                default -> false;
            };
        }

        /** Drive may have counted what it did not answer. */
        @Override
        public boolean handleIOException(HttpRequest request, boolean again) {
            answered();
            return false;
        }

        /** The parts of a batch were charged by themselves. */
        private void charge(HttpRequest request) throws InterruptedException {
            GenericUrl url = request.getUrl();
            Object told = url.getFirst(QUOTA_USER);
            if (told != null) {
                session = told.toString();
                url.remove(QUOTA_USER);
            }
            if (!DriveUnits.ofBatch(url)) {
                int units = hosts.mayHave(url) ? DriveUnits.of(request.getRequestMethod(), url) : 0;
                grant = governor.acquire(session, new Charge(1, units));
            }
        }

        private void accepted() {
            if (token != null) {
                tokens.accepted(token);
            }
        }

        private void answered() {
            if (grant != null) {
                governor.answered(grant);
                grant = null;
            }
        }

        private Optional<Duration> retryAfter(HttpResponse response) {
            return RetryAfter.parse(response.getHeaders().getRetryAfter(), Instant.now());
        }

        /** The body, which stays there for the exception. */
        private String peek(HttpResponse response) throws IOException {
            InputStream body = response.getContent();
            if (body == null || !body.markSupported()) {
                return "";
            }
            body.mark(2 * LONGEST_ERROR);
            byte[] bytes = body.readNBytes(LONGEST_ERROR);
            body.reset();
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }
}
