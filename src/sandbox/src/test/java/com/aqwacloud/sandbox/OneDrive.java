package com.aqwacloud.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** OneDrive of one kind on a free port, and a client for it that follows no redirect. */
final class OneDrive implements AutoCloseable {

    static final int UNIT = 320 * 1024;
    static final String ROOT = "/v1.0/me/drive/root";

    private static final long READ_ANYWAY = 64L << 20;
    private static final Pattern LENGTH = Pattern.compile("(?i)\r\nContent-Length: *(\\d+)");
    private static final ObjectMapper JSON = new ObjectMapper();

    final Path folder;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Sandbox sandbox;

    private OneDrive(Path home, String kind, Clock clock) throws IOException {
        folder = home.resolve("onedrive");
        sandbox =
                Sandbox.builder()
                        .port(0)
                        .oneDriveFolder(folder)
                        .oneDriveKind(kind)
                        .clock(clock)
                        .build()
                        .start();
    }

    static OneDrive business(Path home) throws IOException {
        return new OneDrive(home, "business", Clock.systemUTC());
    }

    static OneDrive business(Path home, Clock clock) throws IOException {
        return new OneDrive(home, "business", clock);
    }

    static OneDrive personal(Path home) throws IOException {
        return new OneDrive(home, "personal", Clock.systemUTC());
    }

    static OneDrive personal(Path home, Clock clock) throws IOException {
        return new OneDrive(home, "personal", clock);
    }

    @Override
    public void close() throws IOException {
        sandbox.close();
    }

    String url(String path) {
        return path.startsWith("http") ? path : sandbox.baseUri() + path;
    }

    /** An answer, read. */
    record Answer(HttpResponse<byte[]> response) {

        int status() {
            return response.statusCode();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse(null);
        }

        byte[] bytes() {
            return response.body();
        }

        String text() {
            return new String(response.body(), StandardCharsets.UTF_8);
        }

        JsonNode json() {
            try {
                return JSON.readTree(response.body());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        String at(String pointer) {
            return json().at(pointer).asText();
        }

        String code() {
            return at("/error/code");
        }

        String innerCode() {
            return at("/error/innerError/code");
        }
    }

    Answer get(String path, String... headers) {
        return send("GET", path, new byte[0], headers);
    }

    Answer put(String path, String content, String... headers) {
        return send("PUT", path, content.getBytes(StandardCharsets.UTF_8), headers);
    }

    /** A new file, or new content, by path. */
    Answer upload(String path, String content) {
        return put(ROOT + ":" + path + ":/content", content);
    }

    Answer json(String method, String path, String body, String... headers) {
        String[] all = Arrays.copyOf(headers, headers.length + 2);
        all[headers.length] = "Content-Type";
        all[headers.length + 1] = "application/json";
        return send(method, path, body.getBytes(StandardCharsets.UTF_8), all);
    }

    Answer post(String path, String body, String... headers) {
        return json("POST", path, body, headers);
    }

    Answer delete(String path, String... headers) {
        return send("DELETE", path, new byte[0], headers);
    }

    /** With the token that is always good. */
    Answer send(String method, String path, byte[] body, String... headers) {
        String[] all = Arrays.copyOf(headers, headers.length + 2);
        all[headers.length] = "Authorization";
        all[headers.length + 1] = "Bearer sandbox";
        return bare(method, path, body, all);
    }

    /** Without any token. */
    Answer bare(String method, String path, byte[] body, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url(path)))
                        .timeout(Duration.ofSeconds(30))
                        .method(
                                method,
                                body.length == 0
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofByteArray(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return answer(request.build());
    }

    private Answer answer(HttpRequest request) {
        try {
            return new Answer(http.send(request, BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    Answer bare(String path) {
        return bare("GET", path, new byte[0]);
    }

    /** An address that an earlier one with the same folder gave out, at this one. */
    String moved(String url) {
        return url.substring(url.indexOf('/', "http://".length()));
    }

    /** A body whose length the head does not tell. */
    Answer streamed(
            HttpClient.Version version, String url, InputStream content, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url(url)))
                        .version(version)
                        .timeout(Duration.ofSeconds(60))
                        .headers(headers)
                        .PUT(BodyPublishers.ofInputStream(() -> content));
        return answer(request.build());
    }

    /** A lever, with single quotes for double ones. */
    void set(String path, String json) {
        Answer answer = post("/sandbox/" + path, json.replace('\'', '"'));
        if (answer.status() >= 300) {
            throw new IllegalStateException(answer.text());
        }
    }

    /**
     * Puts zeros, but no more than the server reads of what it refuses; returns the whole answer.
     *
     * @param length that is told in the head
     */
    String putZeros(String url, long length, String... headers) throws IOException {
        URI uri = URI.create(url(url));
        StringBuilder head = new StringBuilder("PUT " + uri.getRawPath());
        head.append(uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
        head.append(" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n");
        head.append("Content-Length: ").append(length).append("\r\n");
        for (int i = 0; i < headers.length; i += 2) {
            head.append(headers[i]).append(": ").append(headers[i + 1]).append("\r\n");
        }
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.setSoTimeout(10_000);
            OutputStream out = socket.getOutputStream();
            out.write(head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
            byte[] part = new byte[1 << 20];
            for (int sent = 0; sent < Math.min(length, READ_ANYWAY); sent += part.length) {
                out.write(part);
            }
            out.flush();
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            // The connection may stay open for the body that never comes.
            while (!isWhole(answer.toString(StandardCharsets.UTF_8))) {
                int next = socket.getInputStream().read();
                if (next < 0) {
                    break;
                }
                answer.write(next);
            }
            return answer.toString(StandardCharsets.UTF_8);
        }
    }

    private static boolean isWhole(String answer) {
        int end = answer.indexOf("\r\n\r\n");
        Matcher length = LENGTH.matcher(answer);
        return end >= 0
                && length.find()
                && answer.length() >= end + 4 + Integer.parseInt(length.group(1));
    }

    /** The address of a new session. */
    String session(String path, String body) {
        return post(ROOT + ":" + path + ":/createUploadSession", body).at("/uploadUrl");
    }

    Answer fragment(String url, byte[] content, int from, int length) {
        String range = "bytes " + from + "-" + (from + length - 1) + "/" + content.length;
        byte[] part = Arrays.copyOfRange(content, from, from + length);
        return bare("PUT", url, part, "Content-Range", range);
    }

    /** Follows a feed to its end; returns the link to go on from later. */
    String delta(String from, List<JsonNode> into, String... headers) {
        String link = from;
        for (int page = 0; page < 1000; page++) {
            JsonNode answer = get(link, headers).json();
            answer.get("value").forEach(into::add);
            if (answer.has("@odata.deltaLink")) {
                return answer.get("@odata.deltaLink").asText();
            }
            link = answer.get("@odata.nextLink").asText();
        }
        throw new IllegalStateException("The feed does not end");
    }

    /** What changed since a link was given out. */
    List<JsonNode> changes(String link, String... headers) {
        List<JsonNode> found = new ArrayList<>();
        delta(link, found, headers);
        return found;
    }

    /** The link from which only later changes are told. */
    String latest() {
        return get(ROOT + "/delta?token=latest").at("/@odata.deltaLink");
    }

    static String item(JsonNode item) {
        return "/v1.0/me/drive/items/" + item.get("id").asText();
    }
}
