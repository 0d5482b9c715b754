package com.aqwacloud.camel.component.microsoft.onedrive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Uploads a file, in one request or in fragments. Thread-safe; each upload has a thread of its own.
 */
final class Uploader {

    private static final Logger LOG = LoggerFactory.getLogger(Uploader.class);
    private static final String OCTETS = "application/octet-stream";

    private final GraphTransport transport;
    private final UploadLimits limits;
    private final Duration requestTimeout;
    private final Duration transferTimeout;
    private final StopSignal stop;

    Uploader(
            GraphTransport transport,
            UploadLimits limits,
            Duration requestTimeout,
            Duration transferTimeout,
            StopSignal stop) {
        this.transport = transport;
        this.limits = limits;
        this.requestTimeout = requestTimeout;
        this.transferTimeout = transferTimeout;
        this.stop = stop;
    }

    DriveItem upload(UploadPlan plan, UploadContent content) throws Exception {
        if (plan.resume() != null) {
            return new Session(plan, content, plan.resume()).run(true);
        }
        // A buffer holds one fragment at most, whatever the limit for one request is.
        long simple =
                content instanceof BufferedContent
                        ? Math.min(limits.simpleBytes(), limits.fragmentBytes())
                        : limits.simpleBytes();
        // A session can't carry an empty file.
        if (content.length() == 0 || content.length() <= simple) {
            return uploadAtOnce(plan, content);
        }
        return new Session(plan, content, openSession(plan)).run(false);
    }

    private DriveItem uploadAtOnce(UploadPlan plan, UploadContent content) throws Exception {
        int count = Math.toIntExact(content.length());
        HttpCall call =
                HttpCall.of(RequestKind.UPLOAD, "PUT", plan.contentUri(), transferTimeout)
                        .header("If-Match", plan.ifMatch())
                        .body(OCTETS, content.body(0, count));
        HttpAnswer answer;
        try {
            answer = transport.authorized(call);
        } catch (ServiceUnavailableException e) {
            throw sourceFailureOr(e, content);
        }
        DriveItem item =
                GraphJson.driveItem(answer.orThrow(RequestKind.UPLOAD).json(RequestKind.UPLOAD));
        plan.listener().accepted(count);
        return plan.times().isEmpty() ? item : withTimes(plan, item);
    }

    private static Exception sourceFailureOr(Exception e, UploadContent content) {
        if (content.failure().isEmpty()) {
            return e;
        }
        IOException own = content.failure().get();
        if (own != e) {
            own.addSuppressed(e);
        }
        return own;
    }

    /**
     * One request can't carry times, so they are set afterwards; only on what was just uploaded.
     */
    private DriveItem withTimes(UploadPlan plan, DriveItem item) throws Exception {
        ObjectNode body = GraphJson.object();
        GraphJson.putTimes(body, plan.times());
        URI uri = URI.create(plan.itemsUri() + "/" + ItemPath.escape(item.id()));
        HttpAnswer answer =
                transport.authorized(
                        HttpCall.of(RequestKind.UPDATE, "PATCH", uri, requestTimeout)
                                .header("If-Match", item.eTag())
                                .json(GraphJson.bytes(body)));
        if (answer.status() == 412) {
            // Somebody was faster (a server rewriting Office files too): the times are no longer
            // ours to set.
            LOG.debug(
                    "Item {} changed right after its upload, its times are left alone", item.id());
            return item;
        }
        return GraphJson.driveItem(answer.orThrow(RequestKind.UPDATE).json(RequestKind.UPDATE));
    }

    private PreAuthenticatedUrl openSession(UploadPlan plan) throws Exception {
        ObjectNode body = GraphJson.object();
        ObjectNode item = body.putObject("item");
        item.put(GraphJson.CONFLICT_BEHAVIOR, plan.behavior().name());
        plan.target().name().ifPresent(name -> item.put("name", name));
        GraphJson.putTimes(item, plan.times());
        RequestKind kind = RequestKind.UPLOAD_SESSION;
        HttpAnswer answer =
                transport
                        .authorized(
                                HttpCall.of(kind, "POST", plan.sessionUri(), requestTimeout)
                                        .header("If-Match", plan.ifMatch())
                                        .json(GraphJson.bytes(body)))
                        .orThrow(kind);
        JsonNode json = answer.json(kind);
        String url = GraphJson.text(json.path("uploadUrl"));
        if (url == null) {
            throw new OneDriveException(
                    GraphError.ofStatus(answer.status(), ""),
                    "OneDrive could not open an upload session: the answer holds no address");
        }
        PreAuthenticatedUrl uploadUrl = PreAuthenticatedUrl.of(url);
        plan.listener()
                .sessionCreated(uploadUrl, GraphJson.instant(json.path("expirationDateTime")));
        return uploadUrl;
    }

    /** One upload session from its first fragment, or the one where it stopped, to the item. */
    private final class Session {

        private final UploadPlan plan;
        private final UploadContent content;
        private final PreAuthenticatedUrl url;

        /** The first byte that the service still lacks. */
        private long next;

        /** How far the service ever was. */
        private long best;

        /** Repetitions since it was last further than ever. */
        private int fruitless;

        private boolean lastByteSent;

        Session(UploadPlan plan, UploadContent content, PreAuthenticatedUrl url) {
            this.plan = plan;
            this.content = content;
            this.url = url;
        }

        DriveItem run(boolean resumed) throws Exception {
            try {
                return send(resumed);
            } catch (OneDriveException | EOFException | UnusableContentException e) {
                if (limits.cancelOnFailure() && isDefinitive(e)) {
                    cancel(e);
                }
                throw e;
            }
        }

        private DriveItem send(boolean resumed) throws Exception {
            boolean ask = resumed;
            while (true) {
                try {
                    if (ask) {
                        arrived(askForNext());
                        ask = false;
                    }
                    HttpAnswer answer = sendFragment();
                    switch (answer.status()) {
                        case 200, 201 -> {
                            plan.listener().accepted(content.length());
                            RequestKind kind = RequestKind.UPLOAD_FRAGMENT;
                            return GraphJson.driveItem(answer.json(kind));
                        }
                        case 202 -> ask = goOn(answer);
                        // 416: bytes are there already. 404: gone, or only not seen yet. Both: ask.
                        case 404, 416 -> {
                            countRepetition(answer.failure(RequestKind.UPLOAD_FRAGMENT));
                            ask = true;
                        }
                        default -> throw answer.failure(RequestKind.UPLOAD_FRAGMENT);
                    }
                } catch (ServiceUnavailableException e) {
                    if (e.getRetryAfter().isPresent()) {
                        throw e;
                    }
                    Exception cause = sourceFailureOr(e, content);
                    if (endsUpload(cause)) {
                        throw cause;
                    }
                    countRepetition(cause);
                    stop.pause(limits.delay(fruitless));
                    ask = true;
                }
            }
        }

        /** Takes note of a 202; whether the service has to be asked what it lacks. */
        private boolean goOn(HttpAnswer answer) throws Exception {
            long sentFrom = next;
            long sentTo = next + fragmentLength();
            OptionalLong wanted = firstWanted(answer.json(RequestKind.UPLOAD_FRAGMENT));
            if (wanted.isEmpty() && sentTo == content.length()) {
                countRepetition(answer.failure(RequestKind.UPLOAD_FRAGMENT));
                return true;
            }
            long now = wanted.orElse(sentTo);
            if (now <= sentFrom) {
                countRepetition(answer.failure(RequestKind.UPLOAD_FRAGMENT));
            }
            arrived(now);
            return false;
        }

        private void arrived(long now) throws OneDriveException {
            if (now >= content.length()) {
                throw gone(GraphError.ofStatus(0, ""), "nothing is missing, yet there is no file");
            }
            next = now;
            if (now > best) {
                best = now;
                fruitless = 0;
            }
            plan.listener().accepted(now);
        }

        private void countRepetition(Exception reason) throws Exception {
            fruitless++;
            if (fruitless > limits.attempts()) {
                throw reason;
            }
        }

        private int fragmentLength() {
            return (int) Math.min(limits.fragmentBytes(), content.length() - next);
        }

        private HttpAnswer sendFragment() throws Exception {
            long from = next;
            int count = fragmentLength();
            long last = from + count - 1;
            lastByteSent |= last == content.length() - 1;
            HttpCall call =
                    HttpCall.of(RequestKind.UPLOAD_FRAGMENT, "PUT", url.uri(), transferTimeout)
                            .header(
                                    "Content-Range",
                                    "bytes " + from + "-" + last + "/" + content.length())
                            .body(OCTETS, content.body(from, count));
            try {
                return transport.anonymous(call);
            } catch (BufferedContent.NotRewindableException e) {
                throw gone(GraphError.ofStatus(0, ""), "it asks for bytes that were read already");
            }
        }

        private long askForNext() throws Exception {
            RequestKind kind = RequestKind.UPLOAD_STATUS;
            HttpAnswer answer =
                    transport.anonymous(HttpCall.of(kind, "GET", url.uri(), requestTimeout));
            if (!answer.isSuccess()) {
                OneDriveException failure = answer.failure(kind);
                throw failure instanceof UploadSessionGoneException
                        ? gone(
                                GraphError.ofStatus(answer.status(), failure.getCode()),
                                "the upload session is gone")
                        : failure;
            }
            return firstWanted(answer.json(kind)).orElse(content.length());
        }

        private UploadSessionGoneException gone(GraphError error, String sentence) {
            return new UploadSessionGoneException(
                    error, "OneDrive could not go on with the upload: " + sentence, lastByteSent);
        }

        private void cancel(Exception reason) {
            RequestKind kind = RequestKind.UPLOAD_CANCEL;
            try {
                transport.anonymous(HttpCall.of(kind, "DELETE", url.uri(), requestTimeout));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                reason.addSuppressed(e);
            } catch (Exception e) {
                // The service drops the session by itself in time; the reason is what matters.
                reason.addSuppressed(e);
            }
        }
    }

    /** Whether whoever gives the content wants the upload to end; a time-out may pass. */
    private static boolean endsUpload(Exception e) {
        return e instanceof EOFException
                || e instanceof UnusableContentException
                || (e instanceof InterruptedIOException && !(e instanceof SocketTimeoutException));
    }

    /** Whether no later attempt can complete the session. */
    private static boolean isDefinitive(Exception e) {
        return !(e instanceof ThrottledException
                || e instanceof ServiceUnavailableException
                || e instanceof LockedException
                || e instanceof InsufficientStorageException
                || e instanceof UploadSessionGoneException);
    }

    /** The smallest byte that is asked for; fragments are taken strictly in order. */
    private static OptionalLong firstWanted(JsonNode session) {
        OptionalLong first = OptionalLong.empty();
        for (JsonNode range : session.path("nextExpectedRanges")) {
            String text = range.asText();
            int dash = text.indexOf('-');
            String start = dash < 0 ? text : text.substring(0, dash);
            if (start.isEmpty() || !start.chars().allMatch(c -> c >= '0' && c <= '9')) {
                continue;
            }
            long value = Long.parseLong(start);
            if (first.isEmpty() || value < first.getAsLong()) {
                first = OptionalLong.of(value);
            }
        }
        return first;
    }
}
