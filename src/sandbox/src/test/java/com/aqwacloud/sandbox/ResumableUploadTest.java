package com.aqwacloud.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Drive's resumable protocol on the wire, where the official client never looks. */
class ResumableUploadTest {

    private static final int CHUNK = 256 * 1024;

    @TempDir Path home;
    private Clouds clouds;

    @BeforeEach
    void start() throws IOException {
        clouds = new Clouds(home);
    }

    @AfterEach
    void stop() throws IOException {
        clouds.close();
    }

    @Test
    void aCutChunkGoesOnFromWhatWasKept() throws IOException {
        byte[] content = Clouds.bytes(4 * CHUNK + 7);
        String session = session("big.bin");
        assertThat(status(session, "bytes */" + content.length))
                .startsWith("308")
                .doesNotContain("Range");

        send(
                session,
                range(0, content.length, content.length),
                content.length,
                content,
                2 * CHUNK + 5,
                false);
        Clouds.soon()
                .untilAsserted(
                        () ->
                                assertThat(status(session, "*/*"))
                                        .contains("Range: bytes=0-" + (2 * CHUNK - 1)));
        assertThat(clouds.google).isEmptyDirectory();

        byte[] rest = Arrays.copyOfRange(content, 2 * CHUNK, content.length);
        String done =
                send(
                        session,
                        range(2 * CHUNK, rest.length, content.length),
                        rest.length,
                        rest,
                        rest.length,
                        true);
        assertThat(done).startsWith("200").contains("\"name\":\"big.bin\"");
        assertThat(Files.readAllBytes(clouds.google.resolve("big.bin"))).isEqualTo(content);
        assertThat(status(session, "bytes */" + content.length))
                .as("a lost answer can be asked for again")
                .startsWith("200")
                .contains("\"name\":\"big.bin\"");
    }

    @Test
    void anEmptyFileIsCompleteAtOnce() throws IOException {
        assertThat(status(session("empty"), "bytes */0")).startsWith("200");
        assertThat(clouds.google.resolve("empty")).isEmptyFile();
    }

    @Test
    void chunksThatBreakTheRulesAreRefused() throws IOException {
        byte[] content = Clouds.bytes(2 * CHUNK);
        String session = session("rules.bin");
        assertThat(send(session, range(0, 100, content.length), 100, content, 100, true))
                .as("no multiple of 256 KiB")
                .startsWith("400");
        assertThat(send(session, range(CHUNK, CHUNK, content.length), CHUNK, content, CHUNK, true))
                .as("a gap")
                .startsWith("400");
        assertThat(send(session, "bytes 9-1/x", 0, content, 0, true)).startsWith("400");
        assertThat(status(session + "x", "*/*")).startsWith("404");
    }

    private String session(String name) {
        return clouds.post(
                        "/upload/drive/v3/files?uploadType=resumable",
                        "{\"name\":\"" + name + "\"}")
                .headers()
                .firstValue("Location")
                .orElseThrow();
    }

    private static String range(int from, int length, int total) {
        return "bytes " + from + "-" + (from + length - 1) + "/" + total;
    }

    private static String status(String session, String range) throws IOException {
        return send(session, range, 0, new byte[0], 0, true);
    }

    /** Returns status, headers and body; nothing if it hangs up on its own request. */
    private static String send(
            String session, String range, int announced, byte[] body, int sent, boolean listen)
            throws IOException {
        URI uri = URI.create(session);
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.setSoTimeout(10_000);
            String head =
                    "PUT "
                            + uri.getRawPath()
                            + "?"
                            + uri.getRawQuery()
                            + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: "
                            + announced
                            + "\r\nContent-Range: "
                            + range
                            + "\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().write(body, 0, sent);
            socket.getOutputStream().flush();
            if (!listen) {
                return "";
            }
            byte[] answer = socket.getInputStream().readAllBytes();
            return new String(answer, StandardCharsets.UTF_8).substring("HTTP/1.1 ".length());
        }
    }
}
