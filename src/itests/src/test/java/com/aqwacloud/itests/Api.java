package com.aqwacloud.itests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** JSON over HTTP on a port of this machine. */
final class Api {
    static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port;

    Api(int port) {
        this.port = port;
    }

    /** An answer; its body is missing if there was none. */
    record Answer(int status, String type, JsonNode body) {}

    JsonNode get(String path) throws IOException, InterruptedException {
        return send("GET", path, null).body();
    }

    Answer post(String path, String body) throws IOException, InterruptedException {
        return send("POST", path, body);
    }

    Answer delete(String path) throws IOException, InterruptedException {
        return send("DELETE", path, null);
    }

    Answer send(String method, String path, String body) throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                        .timeout(Duration.ofSeconds(30))
                        .header("Content-Type", "application/json")
                        .method(
                                method,
                                body == null
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(body))
                        .build();
        var response = http.send(request, BodyHandlers.ofString());
        String text = response.body();
        return new Answer(
                response.statusCode(),
                response.headers().firstValue("Content-Type").orElse(""),
                text.isEmpty() ? MissingNode.getInstance() : JSON.readTree(text));
    }

    /** The route file of that name as {@code GET /api/routes} tells it; missing if unknown. */
    JsonNode routeFile(String name) throws IOException, InterruptedException {
        for (JsonNode file : get("/api/routes").path("files")) {
            if (file.path("name").asText().equals(name)) {
                return file;
            }
        }
        return MissingNode.getInstance();
    }

    /** How many exchanges a route has had; -1 if there is no such route. */
    long exchanges(String route) throws IOException, InterruptedException {
        for (JsonNode each : get("/api/routes").path("routes")) {
            if (each.path("id").asText().equals(route)) {
                return each.path("exchangesTotal").asLong();
            }
        }
        return -1;
    }

    /** How many jobs are in that state, in words as the API uses them. */
    long jobs(String state) throws IOException, InterruptedException {
        return get("/api/stats").path("jobs").path(state).asLong();
    }

    /** What the engine says is wrong. */
    List<String> problems() throws IOException, InterruptedException {
        var problems = new ArrayList<String>();
        get("/api/health").path("problems").forEach(problem -> problems.add(problem.asText()));
        return problems;
    }
}
