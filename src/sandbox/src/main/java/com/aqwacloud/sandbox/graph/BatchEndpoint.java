package com.aqwacloud.sandbox.graph;

import com.aqwacloud.sandbox.http.ApiException;
import com.aqwacloud.sandbox.http.Call;
import com.aqwacloud.sandbox.http.CutException;
import com.aqwacloud.sandbox.http.Reply;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Many requests in one, by {@code $batch}. */
final class BatchEndpoint {

    private static final Logger LOG = LoggerFactory.getLogger(BatchEndpoint.class);
    private static final int MOST = 20;

    private final Inner inner;

    /** Answers one of the requests within. */
    interface Inner {
        Reply handle(Call call) throws IOException;
    }

    BatchEndpoint(Inner inner) {
        this.inner = inner;
    }

    Reply batch(Call call) throws IOException {
        call.operation("batch");
        JsonNode requests = Body.of(call).node().path("requests");
        if (!requests.isArray() || requests.isEmpty() || requests.size() > MOST) {
            throw GraphError.of(400, "BadRequest", "A batch takes 1 to " + MOST + " requests.");
        }
        check(requests);
        Map<String, Integer> outcomes = new LinkedHashMap<>();
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        ArrayNode responses = node.putArray("responses");
        Set<String> left = new HashSet<>();
        requests.forEach(request -> left.add(request.get("id").asText()));
        // Those that wait for others come round again.
        while (!left.isEmpty()) {
            for (JsonNode request : requests) {
                String id = request.get("id").asText();
                if (!left.contains(id) || waits(request, left)) {
                    continue;
                }
                ObjectNode response = run(call, request, outcomes);
                outcomes.put(id, response.get("status").asInt());
                responses.add(response);
                left.remove(id);
            }
        }
        return Reply.ok(node);
    }

    private static void check(JsonNode requests) {
        Set<String> ids = new HashSet<>();
        for (JsonNode request : requests) {
            String id = request.path("id").asText("");
            if (id.isEmpty() || !ids.add(id)) {
                throw GraphError.of(400, "BadRequest", "Each request needs an id of its own.");
            }
            boolean body = !request.path("body").isMissingNode() && !request.path("body").isNull();
            if (body && contentType(request).isEmpty()) {
                throw GraphError.of(
                        400,
                        "BadRequest",
                        "The request " + id + " has a body, but no Content-Type header.");
            }
            if (request.path("url").asText().contains("://")) {
                throw GraphError.of(400, "BadRequest", "The url of a request must be relative.");
            }
            if (!request.path("method").isTextual() || !request.path("url").isTextual()) {
                throw GraphError.of(400, "BadRequest", "A request needs a method and a url.");
            }
        }
        for (JsonNode request : requests) {
            JsonNode others = request.path("dependsOn");
            if (!others.isArray() && !others.isMissingNode() && !others.isNull()) {
                throw GraphError.of(400, "BadRequest", "dependsOn must be an array.");
            }
            for (JsonNode other : others) {
                if (!ids.contains(other.asText())) {
                    throw GraphError.of(400, "BadRequest", "dependsOn names an unknown request.");
                }
            }
        }
        refuseCircles(requests, ids);
    }

    /** Before anything has run: what can't all be answered is not begun. */
    private static void refuseCircles(JsonNode requests, Set<String> ids) {
        Set<String> left = new HashSet<>(ids);
        boolean progress = true;
        while (progress) {
            progress = false;
            for (JsonNode request : requests) {
                if (!waits(request, left) && left.remove(request.get("id").asText())) {
                    progress = true;
                }
            }
        }
        if (!left.isEmpty()) {
            throw GraphError.of(
                    400, "BadRequest", "The requests depend on each other in a circle.");
        }
    }

    private static String contentType(JsonNode request) {
        for (var header : request.path("headers").properties()) {
            if (header.getKey().equalsIgnoreCase("Content-Type")) {
                return header.getValue().asText();
            }
        }
        return "";
    }

    private static boolean waits(JsonNode request, Set<String> left) {
        for (JsonNode other : request.path("dependsOn")) {
            if (left.contains(other.asText())) {
                return true;
            }
        }
        return false;
    }

    private ObjectNode run(Call outer, JsonNode request, Map<String, Integer> outcomes)
            throws IOException {
        for (JsonNode other : request.path("dependsOn")) {
            if (outcomes.get(other.asText()) >= 400) {
                Reply failed =
                        Reply.json(
                                424,
                                GraphError.body(
                                        "failedDependency",
                                        null,
                                        "A request this one depends on has failed."));
                return response(request, failed);
            }
        }
        return response(request, answer(outer, request));
    }

    /** What goes wrong with one of the requests is no matter of the others. */
    private Reply answer(Call outer, JsonNode request) throws IOException {
        try {
            return inner.handle(call(outer, request));
        } catch (ApiException e) {
            return e.reply();
        } catch (CutException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            LOG.error("A request in a batch failed: {}", request.path("url"), e);
            return MicrosoftGraph.failure().reply();
        }
    }

    private static Call call(Call outer, JsonNode request) {
        Map<String, String> headers = new LinkedHashMap<>();
        request.path("headers")
                .properties()
                .forEach(
                        header ->
                                headers.put(
                                        header.getKey().toLowerCase(Locale.ROOT),
                                        header.getValue().asText()));
        headers.putIfAbsent("authorization", outer.header("Authorization").orElse(""));
        String url = request.get("url").asText();
        int mark = url.indexOf('?');
        String path = mark < 0 ? url : url.substring(0, mark);
        if (Call.decode(path).orElse("").replaceFirst("^/", "").startsWith("$batch")) {
            throw GraphError.of(400, "BadRequest", "A batch can't hold a batch.");
        }
        byte[] body = body(request.path("body"), headers.getOrDefault("content-type", ""));
        headers.put("content-length", Integer.toString(body.length));
        return new Call(
                request.get("method").asText().toUpperCase(Locale.ROOT),
                outer.base(),
                "/v1.0" + (path.startsWith("/") ? path : "/" + path),
                mark < 0 ? "" : url.substring(mark + 1),
                name -> headers.get(name.toLowerCase(Locale.ROOT)),
                new ByteArrayInputStream(body),
                outer.traffic());
    }

    private static byte[] body(JsonNode body, String contentType) {
        if (body.isMissingNode() || body.isNull()) {
            return new byte[0];
        }
        if (!body.isTextual() || contentType.startsWith("application/json")) {
            return body.toString().getBytes(StandardCharsets.UTF_8);
        }
        String text = body.textValue().replace('+', '-').replace('/', '_');
        try {
            return Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return body.textValue().getBytes(StandardCharsets.UTF_8);
        }
    }

    private static ObjectNode response(JsonNode request, Reply reply) throws IOException {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("id", request.get("id").asText());
        node.put("status", reply.status());
        ObjectNode headers = node.putObject("headers");
        reply.headers().forEach(headers::put);
        if (reply.body() instanceof Reply.Json body) {
            headers.put("Content-Type", "application/json");
            node.set("body", body.node());
        } else if (reply.body() instanceof Reply.Bytes raw) {
            headers.put("Content-Type", raw.type());
            node.put("body", Base64.getEncoder().encodeToString(raw.bytes()));
        } else if (reply.body() instanceof Reply.Part part) {
            part.channel().close();
        }
        return node;
    }
}
