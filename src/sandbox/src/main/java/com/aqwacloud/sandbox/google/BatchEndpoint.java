package com.aqwacloud.sandbox.google;

import com.aqwacloud.sandbox.http.ApiException;
import com.aqwacloud.sandbox.http.Call;
import com.aqwacloud.sandbox.http.CutException;
import com.aqwacloud.sandbox.http.Multipart;
import com.aqwacloud.sandbox.http.Reply;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Many calls in one {@code multipart/mixed} request. */
final class BatchEndpoint {

    private static final Logger LOG = LoggerFactory.getLogger(BatchEndpoint.class);
    private static final int MOST = 100;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Inner inner;

    /** One of the calls within, as it was written. */
    private record Asked(String contentId, String request) {}

    /** Answers one of the calls within. */
    interface Inner {
        Reply handle(Call call) throws IOException;
    }

    BatchEndpoint(Inner inner) {
        this.inner = inner;
    }

    Reply batch(Call call) throws IOException {
        call.operation("batch");
        Multipart parts =
                Multipart.of(call.body(), call.header("Content-Type"))
                        .orElseThrow(
                                () ->
                                        GoogleError.of(
                                                400,
                                                "badRequest",
                                                "The batch needs a multipart body."));
        List<Asked> asked = read(parts);
        String boundary = "batch_" + UUID.randomUUID();
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        for (Asked each : asked) {
            write(answer, boundary, each.contentId(), answer(call, each));
        }
        text(answer, "--" + boundary + "--\r\n");
        return new Reply(
                200,
                Map.of(),
                new Reply.Bytes(answer.toByteArray(), "multipart/mixed; boundary=" + boundary));
    }

    /** What goes wrong with one of the calls is no matter of the others. */
    private Reply answer(Call outer, Asked asked) throws IOException {
        try {
            Call call = BatchedCall.of(outer, asked.request());
            return call.method().equals("HEAD") ? head(call) : withoutContent(inner.handle(call));
        } catch (ApiException e) {
            return e.reply();
        } catch (CutException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            LOG.error("A call in a batch failed: {}", asked.request().lines().findFirst(), e);
            return GoogleDrive.failure().reply();
        }
    }

    private Reply head(Call call) throws IOException {
        Reply reply;
        try {
            reply = withoutContent(inner.handle(call));
        } catch (ApiException e) {
            reply = e.reply();
        }
        return new Reply(reply.status(), reply.headers(), new Reply.None());
    }

    /** Parameters may come in a body, so that content is asked for where no one looked. */
    private static Reply withoutContent(Reply reply) throws IOException {
        if (reply.body() instanceof Reply.Part part) {
            part.channel().close();
            throw BatchedCall.notInABatch();
        }
        if (reply.body() instanceof Reply.Bytes) {
            throw BatchedCall.notInABatch();
        }
        return reply;
    }

    /** All calls, before any is made: what is refused as a whole leaves no trace. */
    private static List<Asked> read(Multipart parts) throws IOException {
        List<Asked> all = new ArrayList<>();
        Optional<Multipart.Part> part;
        while ((part = parts.next()).isPresent()) {
            byte[] request = part.get().body().readNBytes(Metadata.LIMIT_BYTES);
            if (part.get().body().read() >= 0) {
                throw GoogleError.of(400, "badRequest", "A call in the batch is too large.");
            }
            if (all.size() == MOST) {
                throw GoogleError.of(
                        400,
                        "batchSizeTooLarge",
                        "The batch request has more than the maximum of " + MOST + " calls.");
            }
            String contentId = part.get().headers().get("content-id");
            all.add(new Asked(contentId, new String(request, StandardCharsets.UTF_8)));
        }
        if (all.isEmpty()) {
            throw GoogleError.of(400, "badRequest", "The batch has no calls.");
        }
        return all;
    }

    private static void write(
            ByteArrayOutputStream to, String boundary, String contentId, Reply reply)
            throws IOException {
        text(to, "--" + boundary + "\r\nContent-Type: application/http\r\n");
        if (contentId != null) {
            String bare = contentId.replace("<", "").replace(">", "");
            text(to, "Content-ID: <response-" + bare + ">\r\n");
        }
        text(to, "\r\nHTTP/1.1 " + reply.status() + " " + phrase(reply.status()) + "\r\n");
        for (Map.Entry<String, String> header : reply.headers().entrySet()) {
            text(to, header.getKey() + ": " + header.getValue() + "\r\n");
        }
        byte[] body = new byte[0];
        if (reply.body() instanceof Reply.Json json) {
            body = JSON.writeValueAsBytes(json.node());
            text(to, "Content-Type: application/json; charset=UTF-8\r\n");
            text(to, "Content-Length: " + body.length + "\r\n");
        }
        text(to, "\r\n");
        to.write(body);
        text(to, "\r\n");
    }

    private static String phrase(int status) {
        return switch (status) {
            case 200 -> "OK";
            case 204 -> "No Content";
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 409 -> "Conflict";
            case 429 -> "Too Many Requests";
            default -> status < 300 ? "OK" : "Error";
        };
    }

    private static void text(ByteArrayOutputStream to, String text) {
        to.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
