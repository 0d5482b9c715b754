package com.aqwacloud.sandbox.graph;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;

/** Calls the addresses that subscribers gave. Thread-safe. */
final class Notifier {

    private static final Duration HANDSHAKE = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(3);

    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(ANSWER)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();

    /** Whether the address answers as one does that wants to be called. */
    boolean isWilling(URI address) throws InterruptedException {
        String token = "Validation: " + UUID.randomUUID();
        String joint = address.getRawQuery() == null ? "?" : "&";
        URI asked =
                URI.create(
                        address
                                + joint
                                + "validationToken="
                                + URLEncoder.encode(token, StandardCharsets.UTF_8));
        HttpRequest request =
                HttpRequest.newBuilder(asked)
                        .timeout(HANDSHAKE)
                        .header("Content-Type", "text/plain; charset=utf-8")
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build();
        try {
            HttpResponse<String> answer =
                    http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            return answer.statusCode() == 200
                    && answer.headers()
                            .firstValue("Content-Type")
                            .orElse("")
                            .startsWith("text/plain")
                    && answer.body().equals(token);
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether the message was taken. */
    boolean deliver(URI address, ObjectNode message) throws InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(address)
                        .timeout(ANSWER)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(message.toString()))
                        .build();
        try {
            int status = http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            return status >= 200 && status < 300;
        } catch (IOException e) {
            return false;
        }
    }
}
