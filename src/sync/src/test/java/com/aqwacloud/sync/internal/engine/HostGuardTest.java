package com.aqwacloud.sync.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostGuardTest {
    @TempDir Path folder;

    @Test
    void aForeignNameReachesNeitherPageNorEvents() throws Exception {
        try (var aqwa = new EngineFixture(folder)) {
            assertThat(statusLine(aqwa.port, "/", "evil.example", "")).contains(" 403 ");
            assertThat(
                            statusLine(
                                    aqwa.port,
                                    "/events",
                                    "evil.example",
                                    "Origin: http://evil.example\r\n"
                                            + "Upgrade: websocket\r\nConnection: Upgrade\r\n"
                                            + "Sec-WebSocket-Version: 13\r\n"
                                            + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"))
                    .contains(" 403 ");
            assertThat(statusLine(aqwa.port, "/api/health", "localhost", "")).contains(" 200 ");
        }
    }

    private static String statusLine(int port, String path, String host, String headers)
            throws IOException {
        try (var socket = new Socket("127.0.0.1", port)) {
            String request =
                    "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n" + headers + "\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            var line = new StringBuilder();
            for (int c = socket.getInputStream().read();
                    c >= 0 && c != '\r';
                    c = socket.getInputStream().read()) {
                line.append((char) c);
            }
            return line.toString();
        }
    }
}
