package com.aqwacloud.camel.component.microsoft.onedrive;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;

/** Opens a file's content. Thread-safe. */
final class Downloads {

    /**
     * Content on its way.
     *
     * @param length its bytes, or -1 if that is not known
     * @param contentType or null
     */
    record Content(InputStream stream, long length, String contentType) {}

    /**
     * What part of the content is wanted.
     *
     * @param offset the first byte
     * @param length the number of bytes, or -1 for all that follow
     */
    record Range(long offset, long length) {

        static final Range ALL = new Range(0, -1);

        Range {
            if (offset < 0 || length == 0 || length < -1) {
                throw new IllegalArgumentException(
                        "A download needs an offset of 0 or more and a length of 1 or more");
            }
        }

        boolean isAll() {
            return offset == 0 && length == -1;
        }

        String header() {
            return "bytes=" + offset + "-" + (length == -1 ? "" : offset + length - 1);
        }
    }

    private final GraphTransport transport;
    private final Duration requestTimeout;
    private final Duration idleTimeout;

    Downloads(GraphTransport transport, Duration requestTimeout, Duration idleTimeout) {
        this.transport = transport;
        this.requestTimeout = requestTimeout;
        this.idleTimeout = idleTimeout;
    }

    Content open(URI contentUri, Range range) throws Exception {
        HttpAnswer answer = ask(contentUri, range);
        if (answer.stream() == null && isExpired(answer.status())) {
            // The address lives for minutes only: one more, fresh from the service.
            answer = ask(contentUri, range);
        }
        if (!answer.isSuccess()) {
            throw answer.failure(RequestKind.DOWNLOAD_CONTENT);
        }
        return content(answer, range);
    }

    private static boolean isExpired(int status) {
        return status == 401 || status == 403 || status == 404;
    }

    /**
     * Asks the service for the address, and that for the content; throws what the service itself
     * refuses.
     */
    private HttpAnswer ask(URI contentUri, Range range) throws Exception {
        RequestKind kind = RequestKind.DOWNLOAD;
        HttpAnswer answer =
                transport.authorizedStream(
                        HttpCall.of(kind, "GET", contentUri, requestTimeout), idleTimeout);
        if (answer.status() < 300 || answer.status() > 399) {
            return answer.orThrow(kind);
        }
        String location = answer.header("Location").orElseThrow(() -> answer.failure(kind));
        HttpCall call =
                HttpCall.of(
                        RequestKind.DOWNLOAD_CONTENT,
                        "GET",
                        Links.resolve(contentUri, location),
                        requestTimeout);
        return transport.anonymousStream(
                range.isAll() ? call : call.header("Range", range.header()), idleTimeout);
    }

    private static Content content(HttpAnswer answer, Range range) throws IOException {
        long length = answer.headers().firstValueAsLong("Content-Length").orElse(-1);
        String type = answer.header("Content-Type").orElse(null);
        InputStream stream = answer.stream();
        if (range.isAll()) {
            return new Content(stream, length, type);
        }
        if (answer.status() == 206) {
            String given = answer.header("Content-Range").orElse("");
            if (!given.startsWith("bytes " + range.offset() + "-")) {
                stream.close();
                throw new IOException(
                        "The service sent another part of the content than asked for");
            }
            return new Content(stream, length, type);
        }
        return cutOut(stream, length, type, range);
    }

    /** The service may ignore a range and send everything. */
    private static Content cutOut(InputStream stream, long length, String type, Range range)
            throws IOException {
        try {
            stream.skipNBytes(range.offset());
        } catch (EOFException e) {
            stream.close();
            throw new EOFException("The content ends before the offset asked for");
        } catch (IOException e) {
            stream.close();
            throw e;
        }
        long rest = length == -1 ? -1 : length - range.offset();
        if (range.length() == -1) {
            return new Content(stream, rest, type);
        }
        long wanted = rest == -1 ? -1 : Math.min(rest, range.length());
        return new Content(new Limited(stream, range.length()), wanted, type);
    }

    /** The first bytes of a stream. */
    private static final class Limited extends FilterInputStream {

        private long left;

        Limited(InputStream in, long left) {
            super(in);
            this.left = left;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) == -1 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int count) throws IOException {
            if (left == 0) {
                return -1;
            }
            int read = super.read(target, offset, (int) Math.min(count, left));
            left -= Math.max(read, 0);
            return read;
        }

        @Override
        public long skip(long count) throws IOException {
            long skipped = super.skip(Math.min(count, left));
            left -= skipped;
            return skipped;
        }

        @Override
        public int available() throws IOException {
            return (int) Math.min(super.available(), left);
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
