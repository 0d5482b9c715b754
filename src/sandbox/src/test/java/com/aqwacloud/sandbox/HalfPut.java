package com.aqwacloud.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A PUT of which the server has begun to read the body, and does not have all of it yet. */
final class HalfPut implements AutoCloseable {

    private final Socket socket;

    HalfPut(String url, int length, byte[] half, String... headers) throws IOException {
        URI uri = URI.create(url);
        socket = new Socket(uri.getHost(), uri.getPort());
        socket.setSoTimeout(10_000);
        String head =
                "PUT "
                        + uri.getRawPath()
                        + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: "
                        + length
                        // The server says when it begins to read.
                        + "\r\nExpect: 100-continue\r\n"
                        + String.join("\r\n", headers)
                        + "\r\n\r\n";
        OutputStream out = socket.getOutputStream();
        out.write(head.getBytes(StandardCharsets.US_ASCII));
        out.flush();
        byte[] begun = socket.getInputStream().readNBytes("HTTP/1.1 100 Continue\r\n\r\n".length());
        assertThat(new String(begun, StandardCharsets.US_ASCII)).contains(" 100 ");
        out.write(half);
        out.flush();
    }

    /** Sends what is missing; returns the whole answer. */
    String finish(byte[] rest) throws IOException {
        socket.getOutputStream().write(rest);
        socket.getOutputStream().flush();
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
