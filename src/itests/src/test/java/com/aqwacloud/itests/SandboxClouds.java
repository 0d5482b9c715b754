package com.aqwacloud.itests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The levers of the sandbox: what it was asked for, and how slow it is. Thread-safe. */
final class SandboxClouds {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int REMEMBERED = 1000;

    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();
    private final String root;

    SandboxClouds(int port) {
        root = "http://127.0.0.1:" + port + "/sandbox/";
    }

    /**
     * What one cloud was asked for.
     *
     * @param operations how often each operation was asked for
     * @param bytesIn bytes of request bodies
     * @param bytesOut bytes of files sent
     */
    record Asked(long requests, Map<String, Long> operations, long bytesIn, long bytesOut) {
        long of(String operation) {
            return operations.getOrDefault(operation, 0L);
        }
    }

    /** What both were asked for since the last reset; the operations in order, oldest first. */
    record Requests(Asked google, Asked oneDrive, List<String> inOrder) {}

    Requests requests() throws IOException, InterruptedException {
        JsonNode told = lastRequests();
        var inOrder = new ArrayList<String>();
        told.path("last").forEach(line -> inOrder.add(line.path("operation").asText()));
        return new Requests(asked(told.path("google")), asked(told.path("onedrive")), inOrder);
    }

    /** When an upload session was asked for, and by which path. */
    record Opening(Instant at, String path) {}

    /** Those among the last requests. */
    List<Opening> openings() throws IOException, InterruptedException {
        var openings = new ArrayList<Opening>();
        for (JsonNode line : lastRequests().path("last")) {
            if (line.path("operation").asText().equals("session.create")) {
                openings.add(
                        new Opening(
                                Instant.parse(line.path("time").asText())
                                        .minusMillis(line.path("durationMillis").asLong()),
                                line.path("path").asText()));
            }
        }
        return openings;
    }

    /** Counts from zero. */
    void resetRequests() throws IOException, InterruptedException {
        send(request("requests").DELETE().build());
    }

    /** Makes each request with a body take so long, and all bytes together flow so fast. */
    void shape(Duration latency, long bytesPerSecond) throws IOException, InterruptedException {
        String body =
                JSON.createObjectNode()
                        .put("latencyMillis", latency.toMillis())
                        .put("bytesPerSecond", bytesPerSecond)
                        .toString();
        send(
                request("shape")
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build());
    }

    /** Has something go wrong from now on, by a rule of the sandbox's. */
    void fault(String rule) throws IOException, InterruptedException {
        send(
                request("faults")
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(rule))
                        .build());
    }

    /** How often the rules of a kind have struck. */
    long fired(String kind) throws IOException, InterruptedException {
        JsonNode told = JSON.readTree(send(request("faults").GET().build()).body());
        long fired = 0;
        for (JsonNode rule : told.required("faults")) {
            if (rule.path("kind").asText().equals(kind)) {
                fired += rule.required("fired").asLong();
            }
        }
        return fired;
    }

    /** Nothing goes wrong any more. */
    void noFaults() throws IOException, InterruptedException {
        send(request("faults").DELETE().build());
    }

    private JsonNode lastRequests() throws IOException, InterruptedException {
        return JSON.readTree(send(request("requests?last=" + REMEMBERED).GET().build()).body());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(root + path)).timeout(Duration.ofSeconds(10));
    }

    private HttpResponse<String> send(HttpRequest request)
            throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new AssertionError(
                    request + " was answered " + answer.statusCode() + ": " + answer.body());
        }
        return answer;
    }

    private static Asked asked(JsonNode told) {
        var operations = new TreeMap<String, Long>();
        told.path("operations")
                .properties()
                .forEach(each -> operations.put(each.getKey(), each.getValue().asLong()));
        return new Asked(
                told.path("requests").asLong(),
                operations,
                told.path("bytesIn").asLong(),
                told.path("bytesOut").asLong());
    }
}
