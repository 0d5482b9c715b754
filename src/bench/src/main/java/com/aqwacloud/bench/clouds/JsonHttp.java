package com.aqwacloud.bench.clouds;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** JSON over HTTP with a server of this machine. Thread-safe. */
public final class JsonHttp {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration AT_MOST = Duration.ofMinutes(5);

    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();
    private final String root;

    public JsonHttp(int port) {
        root = "http://localhost:" + port;
    }

    /** An object to be filled and sent. */
    public static ObjectNode object() {
        return JSON.createObjectNode();
    }

    static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }

    public JsonNode get(String path) throws IOException, InterruptedException {
        return send("GET", path, null);
    }

    public JsonNode post(String path, JsonNode body) throws IOException, InterruptedException {
        return send("POST", path, body);
    }

    public JsonNode put(String path, JsonNode body) throws IOException, InterruptedException {
        return send("PUT", path, body);
    }

    public void delete(String path) throws IOException, InterruptedException {
        send("DELETE", path, null);
    }

    /** An answer that is no JSON. */
    String text(String path) throws IOException, InterruptedException {
        return answer("GET", path, null);
    }

    /** What answered nothing gives a missing node. */
    private JsonNode send(String method, String path, JsonNode body)
            throws IOException, InterruptedException {
        String answer = answer(method, path, body);
        return answer.isEmpty() ? MissingNode.getInstance() : JSON.readTree(answer);
    }

    private String answer(String method, String path, JsonNode body)
            throws IOException, InterruptedException {
        BodyPublisher content =
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString());
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(root + path))
                        .timeout(AT_MOST)
                        .header("Authorization", "Bearer " + Sandbox.TOKEN)
                        .header("Content-Type", "application/json")
                        .method(method, content)
                        .build();
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IOException(
                    method
                            + " "
                            + path
                            + " was answered "
                            + answer.statusCode()
                            + ": "
                            + answer.body());
        }
        return answer.body();
    }
}
