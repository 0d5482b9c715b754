package com.aqwacloud.sandbox.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a multipart body part by part, none of them held in memory. For one thread. */
public final class Multipart {

    private static final Pattern BOUNDARY =
            Pattern.compile("(?i)boundary=(?:\"([^\"]{1,200})\"|([^;\\s]{1,200}))");
    private static final int BUFFER_BYTES = 16 * 1024;
    private static final int LINE_LIMIT_BYTES = 16 * 1024;

    private final PushbackInputStream in;
    private final String boundary;

    /** Some clients end their lines without a carriage return; the first line tells. */
    private byte[] delimiter;

    private boolean begun;
    private boolean ended;

    /** Whether the latest line ended without a carriage return. */
    private boolean bareLines;

    /** The body is not made of parts as it should be. */
    public static final class MalformedException extends IOException {

        private static final long serialVersionUID = 1L;

        MalformedException(String message) {
            super(message);
        }
    }

    /** One part: its headers, by lower-case name, and its bytes. */
    public record Part(Map<String, String> headers, InputStream body) {}

    private Multipart(InputStream in, String boundary) {
        this.boundary = boundary;
        this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
        this.in = new PushbackInputStream(in, BUFFER_BYTES + delimiter.length);
    }

    /** Empty if the content type has no boundary. */
    public static Optional<Multipart> of(InputStream body, Optional<String> contentType) {
        Matcher match = BOUNDARY.matcher(contentType.orElse(""));
        if (!match.find()) {
            return Optional.empty();
        }
        return Optional.of(
                new Multipart(body, match.group(1) == null ? match.group(2) : match.group(1)));
    }

    /**
     * The next part; the one before has to be read to its end first.
     *
     * @return empty after the last
     * @throws IOException if the body is cut or malformed
     */
    public Optional<Part> next() throws IOException {
        if (!begun) {
            begun = true;
            // The first delimiter may stand without the line end that belongs to every other.
            in.unread(new byte[] {'\r', '\n'});
            new Body().transferTo(java.io.OutputStream.nullOutputStream());
            if (bareLines) {
                delimiter = ("\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
            }
        }
        if (ended) {
            return Optional.empty();
        }
        Map<String, String> headers = new TreeMap<>();
        String line;
        while (!(line = line()).isEmpty()) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(
                        line.substring(0, colon).trim().toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).trim());
            }
        }
        return Optional.of(new Part(headers, new Body()));
    }

    private String line() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int b;
        while ((b = in.read()) != '\n') {
            if (b < 0 && bytes.toString(StandardCharsets.UTF_8).startsWith("--")) {
                break;
            }
            if (b < 0 || bytes.size() > LINE_LIMIT_BYTES) {
                throw new MalformedException("The multipart body is malformed");
            }
            bytes.write(b);
        }
        String line = bytes.toString(StandardCharsets.UTF_8);
        bareLines = !line.endsWith("\r");
        return line.stripTrailing();
    }

    /** Ends at the delimiter, and has then read the line that it stands on. */
    private final class Body extends InputStream {

        private boolean done;

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] to, int offset, int length) throws IOException {
            if (done) {
                return -1;
            }
            if (length == 0) {
                return 0;
            }
            byte[] seen = new byte[Math.min(length, BUFFER_BYTES) + delimiter.length - 1];
            int count = in.readNBytes(seen, 0, seen.length);
            int at = find(seen, count);
            if (at == 0) {
                in.unread(seen, delimiter.length, count - delimiter.length);
                done = true;
                ended = line().startsWith("--");
                return -1;
            }
            int usable = at > 0 ? at : count - delimiter.length + 1;
            if (usable <= 0) {
                throw new MalformedException("The multipart body ends without its boundary");
            }
            int taken = Math.min(usable, length);
            System.arraycopy(seen, 0, to, offset, taken);
            in.unread(seen, taken, count - taken);
            return taken;
        }

        private int find(byte[] in, int count) {
            for (int i = 0; i <= count - delimiter.length; i++) {
                if (in[i] == delimiter[0]
                        && Arrays.equals(
                                in, i, i + delimiter.length, delimiter, 0, delimiter.length)) {
                    return i;
                }
            }
            return -1;
        }
    }
}
