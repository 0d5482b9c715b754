package com.aqwacloud.sandbox;

import com.aqwacloud.sandbox.http.Call;
import com.aqwacloud.sandbox.http.Levers;
import com.aqwacloud.sandbox.http.Reply;
import com.aqwacloud.sandbox.http.RequestLog;
import com.aqwacloud.sandbox.http.Shape;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** What is under {@code /sandbox/}: the levers behind the clouds. */
final class ControlEndpoint {

    private static final int LIMIT_BYTES = 64 * 1024;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final RequestLog log;
    private final Shape shape;
    private final Map<String, String> folders;
    private final Optional<Path> authority;

    /**
     * @param folders where each cloud's files are
     * @param authority the certificate of this sandbox's own authority
     */
    ControlEndpoint(Levers levers, Map<String, String> folders, Optional<Path> authority) {
        this.authority = authority;
        this.log = levers.log();
        this.shape = levers.shape();
        this.folders = folders;
    }

    Reply handle(Call call) throws IOException {
        return switch (call.method() + " " + call.rawPath()) {
            case "GET /sandbox/health" -> health();
            case "GET /sandbox/ca.pem" -> authority();
            case "GET /sandbox/requests" -> {
                String last = call.query("last").orElse("100");
                yield last.matches("\\d{1,4}")
                        ? Reply.ok(log.toJson(Integer.parseInt(last)))
                        : problem(400, "last: a number from 0 to 9999 is needed");
            }
            case "DELETE /sandbox/requests" -> {
                log.reset();
                yield Reply.empty(204);
            }
            case "GET /sandbox/shape" -> Reply.ok(shapeJson());
            case "POST /sandbox/shape" -> shape(call);
            default -> problem(404, "There is nothing here");
        };
    }

    static Reply problem(int status, String detail) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("status", status);
        node.put("detail", detail);
        return Reply.json(status, node);
    }

    private Reply health() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("status", "up");
        ObjectNode clouds = node.putObject("folders");
        folders.forEach(clouds::put);
        authority.ifPresent(file -> node.put("ca", file.toString()));
        return Reply.ok(node);
    }

    private Reply authority() throws IOException {
        return authority.isPresent()
                ? new Reply(
                        200,
                        Map.of(
                                "Content-Disposition",
                                "attachment; filename=\"aqwa-sandbox-ca.pem\""),
                        new Reply.Bytes(
                                Files.readAllBytes(authority.get()), "application/x-pem-file"))
                : problem(404, "This sandbox does without TLS");
    }

    private Reply shape(Call call) throws IOException {
        JsonNode given;
        try {
            given = JSON.readTree(call.bytes(LIMIT_BYTES).orElse(new byte[0]));
        } catch (JsonProcessingException e) {
            return problem(400, "The body is no JSON");
        }
        for (String name : new String[] {"latencyMillis", "bytesPerSecond"}) {
            JsonNode value = given.path(name);
            boolean number = value.canConvertToLong() && value.isIntegralNumber();
            if (!value.isMissingNode() && (!number || value.longValue() < 0)) {
                return problem(400, name + ": a whole number from 0 up is needed");
            }
        }
        shape.set(
                Duration.ofMillis(given.path("latencyMillis").asLong(0)),
                given.path("bytesPerSecond").asLong(0));
        return Reply.ok(shapeJson());
    }

    private ObjectNode shapeJson() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("latencyMillis", shape.latency().toMillis());
        node.put("bytesPerSecond", shape.bytesPerSecond());
        return node;
    }
}
