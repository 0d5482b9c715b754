package com.aqwacloud.camel.component.microsoft.onedrive;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Optional;
import java.util.function.LongConsumer;

/** Content on its way into fragments. Used by one upload. */
abstract sealed class UploadContent implements Closeable
        permits ReopenableContent, BufferedContent {

    /** An {@link UploadListener} hears at least once for each MiB; this is four times as often. */
    private static final int REPORT_EVERY = 256 * 1024;

    private final long length;
    private final LongConsumer sent;

    /** Set by a thread of the HTTP client, read by the uploading one. */
    private volatile IOException failure;

    /** Bytes read so far, repetitions included. Set by the thread that reads, one at a time. */
    private volatile long moved;

    UploadContent(long length, LongConsumer sent) {
        this.length = length;
        this.sent = sent;
    }

    final long length() {
        return length;
    }

    /** The bytes from the offset on, as the body of a request that can be sent again. */
    final HttpCall.Body body(long offset, int count) {
        return new HttpCall.Body() {
            @Override
            public BodyPublisher publisher() throws IOException {
                return UploadContent.this.publisher(offset, count);
            }

            @Override
            public long moved() {
                return moved;
            }
        };
    }

    /** What went wrong while the last fragment was read from its source, if anything did. */
    final Optional<IOException> failure() {
        return Optional.ofNullable(failure);
    }

    private BodyPublisher publisher(long offset, int count) throws IOException {
        failure = null;
        prepare(offset, count);
        if (count == 0) {
            return BodyPublishers.noBody();
        }
        // The client may subscribe again on a new connection, so open anew each time.
        return BodyPublishers.fromPublisher(
                BodyPublishers.ofInputStream(() -> new Fragment(offset, count)), count);
    }

    /** Gets ready on the uploading thread. */
    abstract void prepare(long offset, int count) throws IOException;

    /** A stream at the offset; called on a thread of the HTTP client. */
    abstract InputStream open(long offset, int count) throws IOException;

    /** A fragment's stream has been read as far as the fragment goes. */
    abstract void finished(InputStream stream, long position);

    /** Exactly the bytes of one fragment; less is an error. */
    private final class Fragment extends InputStream {

        private final long offset;
        private final int count;
        private InputStream stream;
        private int read;
        private int reported;

        Fragment(long offset, int count) {
            this.offset = offset;
            this.count = count;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) == -1 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int from, int most) throws IOException {
            if (read == count) {
                return -1;
            }
            try {
                if (stream == null) {
                    stream = UploadContent.this.open(offset, count);
                }
                int more = stream.read(target, from, Math.min(most, count - read));
                if (more < 0) {
                    throw new EOFException(
                            "The content ended after "
                                    + (offset + read)
                                    + " bytes, "
                                    + length
                                    + " were announced");
                }
                advance(more);
                return more;
            } catch (IOException e) {
                failure = e;
                throw e;
            }
        }

        private void advance(int more) {
            read += more;
            moved += more;
            if (read == count) {
                finished(stream, offset + count);
            }
            if (read == count || read - reported >= REPORT_EVERY) {
                reported = read;
                sent.accept(offset + read);
            }
        }
    }
}
