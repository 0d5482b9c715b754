package com.aqwacloud.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.api.client.http.HttpRequestInitializer;
import com.google.api.client.http.HttpTransport;
import com.google.api.client.http.javanet.NetHttpTransport;
import com.google.api.client.json.gson.GsonFactory;
import com.google.api.services.drive.Drive;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** Both clouds on a free port, and clients for them. */
final class Clouds implements AutoCloseable {

    static final ObjectMapper JSON = new ObjectMapper();

    final Path google;
    final Path oneDrive;
    private final Consumer<Sandbox.Builder> settings;
    private final HttpClient http = HttpClient.newBuilder().build();
    private Sandbox sandbox;

    Clouds(Path home) throws IOException {
        this(home, builder -> {});
    }

    /**
     * @param settings beside port and folders
     */
    Clouds(Path home, Consumer<Sandbox.Builder> settings) throws IOException {
        this.settings = settings;
        google = home.resolve("google-drive");
        oneDrive = home.resolve("onedrive");
        start();
    }

    void start() throws IOException {
        Sandbox.Builder builder =
                Sandbox.builder().port(0).googleFolder(google).oneDriveFolder(oneDrive);
        settings.accept(builder);
        sandbox = builder.build().start();
    }

    @Override
    public void close() throws IOException {
        sandbox.close();
    }

    String url(String path) {
        return path.startsWith("http") ? path : sandbox.baseUri() + path;
    }

    /** Links hold the port of their time; each start has another. */
    String moved(String link) {
        return sandbox.baseUri() + link.substring(link.indexOf('/', 8));
    }

    /** Over TLS. */
    String secureUrl(String path) {
        return sandbox.secureUri().orElseThrow() + path;
    }

    /** The certificate of the authority that clients over TLS must trust. */
    Path authority() {
        return sandbox.authorityFile().orElseThrow();
    }

    Drive drive() {
        return drive(new NetHttpTransport(), url("/"));
    }

    Drive secureDrive() {
        try {
            return drive(
                    new NetHttpTransport.Builder()
                            .setSslSocketFactory(Trust.in(authority()).getSocketFactory())
                            .build(),
                    secureUrl("/"));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Drive drive(HttpTransport transport, String root) {
        HttpRequestInitializer bearer =
                request -> request.getHeaders().setAuthorization("Bearer sandbox");
        return new Drive.Builder(transport, GsonFactory.getDefaultInstance(), bearer)
                .setRootUrl(root)
                .setApplicationName("test")
                .build();
    }

    /** With the token that is always good. */
    HttpRequest.Builder request(String path) {
        return bare(path).header("Authorization", "Bearer sandbox");
    }

    /** Without any token. */
    HttpRequest.Builder bare(String path) {
        return HttpRequest.newBuilder(URI.create(url(path))).timeout(Duration.ofSeconds(30));
    }

    HttpResponse<byte[]> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    HttpResponse<byte[]> get(String path) {
        return send(request(path));
    }

    JsonNode getJson(String path) {
        return json(get(path));
    }

    HttpResponse<byte[]> put(String path, byte[] body, String... headers) {
        HttpRequest.Builder request = request(path).PUT(BodyPublishers.ofByteArray(body));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    HttpResponse<byte[]> post(String path, String json, String... headers) {
        return method("POST", path, json, headers);
    }

    HttpResponse<byte[]> method(String method, String path, String json, String... headers) {
        HttpRequest.Builder request =
                request(path)
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(json));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    static JsonNode json(HttpResponse<byte[]> response) {
        try {
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new java.util.Random(length).nextBytes(bytes);
        return bytes;
    }

    static ConditionFactory soon() {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(15))
                .pollInterval(Duration.ofMillis(50));
    }
}
