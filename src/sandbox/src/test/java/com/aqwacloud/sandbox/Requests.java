package com.aqwacloud.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/** Sends requests with the token that is always good, and counts them. Thread-safe. */
final class Requests {

    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(Version.HTTP_1_1)
                    .followRedirects(Redirect.NORMAL)
                    .build();
    private final Supplier<String> base;
    private final LongAdder count = new LongAdder();

    /**
     * @param base scheme, host and port; another one after a restart
     */
    Requests(Supplier<String> base) {
        this.base = base;
    }

    long count() {
        return count.sum();
    }

    JsonNode json(String method, String path, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        return Clouds.JSON.readTree(bytes(method, path, "application/json", body));
    }

    /** The body of an answer that is a success. */
    byte[] bytes(String method, String path, String type, byte[] body) throws IOException {
        HttpResponse<byte[]> answer = send(method, path, type, body);
        if (answer.statusCode() / 100 != 2) {
            throw new AssertionError(
                    method
                            + " "
                            + path
                            + ": "
                            + answer.statusCode()
                            + " "
                            + new String(answer.body(), StandardCharsets.UTF_8));
        }
        return answer.body();
    }

    HttpResponse<byte[]> send(String method, String path, String type, byte[] body)
            throws IOException {
        count.increment();
        URI uri = URI.create(path.startsWith("http") ? path : base.get() + path);
        HttpRequest request =
                HttpRequest.newBuilder(uri)
                        .header("Authorization", "Bearer sandbox")
                        .header("Content-Type", type)
                        .method(method, BodyPublishers.ofByteArray(body))
                        .build();
        // Not by the request's own timeout: after a redirect, it ends whatever is under way on the
        // first connection by then (JDK-8304701).
        try {
            return http.sendAsync(request, BodyHandlers.ofByteArray()).get(60, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException(method + " " + uri, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException(uri.toString());
        }
    }
}
