package com.aqwacloud.sandbox;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Sends what no client library would. */
final class RawHttp {

    private RawHttp() {}

    /** The whole answer, head and body. */
    static String get(String url, String authorization) throws IOException {
        int slash = url.indexOf('/', 8);
        String[] host = url.substring(7, slash).split(":");
        try (Socket socket = new Socket(host[0], Integer.parseInt(host[1]))) {
            socket.setSoTimeout(10_000);
            OutputStream out = socket.getOutputStream();
            String head =
                    "GET "
                            + url.substring(slash)
                            + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: "
                            + authorization
                            + "\r\n\r\n";
            out.write(head.getBytes(StandardCharsets.US_ASCII));
            out.flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
