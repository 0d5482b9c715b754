package com.aqwacloud.camel.component.websocket.jetty;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A socket that says exactly what a test wants and reads only when told to. */
final class RawClient implements AutoCloseable {

    private final Socket socket = new Socket();
    private final InputStream in;

    RawClient(int port) throws IOException {
        // A small window, so that a client that does not read stalls the server early.
        socket.setReceiveBufferSize(4096);
        socket.setSoTimeout(15_000);
        socket.connect(new InetSocketAddress("127.0.0.1", port));
        in = new BufferedInputStream(socket.getInputStream(), 64 * 1024);
    }

    /** Sends a request and reads the response's head. */
    String exchange(String requestLine, String... headers) throws IOException {
        var request = new StringBuilder(requestLine).append(" HTTP/1.1\r\n");
        for (String header : headers) {
            request.append(header).append("\r\n");
        }
        write(request.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        return readHead();
    }

    /** Asks for an upgrade and returns the response's head. */
    String upgrade(String target, String host, String... headers) throws IOException {
        String[] all = new String[headers.length + 5];
        all[0] = "Host: " + host;
        all[1] = "Upgrade: websocket";
        all[2] = "Connection: Upgrade";
        all[3] = "Sec-WebSocket-Version: 13";
        all[4] = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==";
        System.arraycopy(headers, 0, all, 5, headers.length);
        return exchange("GET " + target, all);
    }

    void write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    /** A masked frame with a mask of zeros. */
    void frame(int opCode, byte[] payload) throws IOException {
        var frame = new ByteArrayOutputStream();
        frame.write(0x80 | opCode);
        if (payload.length > 125) {
            throw new IllegalArgumentException("Only small frames");
        }
        frame.write(0x80 | payload.length);
        frame.write(new byte[4]);
        frame.write(payload);
        write(frame.toByteArray());
    }

    private String readHead() throws IOException {
        var head = new StringBuilder();
        for (int c = in.read(); c >= 0; c = in.read()) {
            head.append((char) c);
            if (head.toString().endsWith("\r\n\r\n")) {
                break;
            }
        }
        return head.toString();
    }

    /** Reads up to the end and returns the number of bytes. */
    long drain() throws IOException {
        long count = 0;
        byte[] buffer = new byte[8192];
        for (int n = read(buffer); n >= 0; n = read(buffer)) {
            count += n;
        }
        return count;
    }

    private int read(byte[] buffer) throws IOException {
        try {
            return in.read(buffer);
        } catch (java.net.SocketException e) {
            // A reset is an end, too.
            return -1;
        }
    }

    int read() throws IOException {
        return in.read();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
