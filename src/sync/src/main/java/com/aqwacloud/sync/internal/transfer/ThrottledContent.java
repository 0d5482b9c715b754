package com.aqwacloud.sync.internal.transfer;

import com.aqwacloud.sync.internal.bandwidth.Throttle;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;

/** Content that is read within bandwidth limits. Thread-safe. */
public final class ThrottledContent implements SourceContent {
    private final SourceContent source;
    private final Throttle throttle;

    /**
     * @param throttle of one transfer; a stop ends it
     */
    public ThrottledContent(SourceContent source, Throttle throttle) {
        this.source = source;
        this.throttle = throttle;
    }

    @Override
    public long length() throws IOException {
        return source.length();
    }

    @Override
    public InputStream open(long offset) throws IOException {
        return new ThrottledStream(source.open(offset));
    }

    @Override
    public String md5() throws IOException {
        return source.md5();
    }

    @Override
    public void stop() {
        throttle.end();
        source.stop();
    }

    @Override
    public void close() throws IOException {
        source.close();
    }

    private final class ThrottledStream extends FilterInputStream {
        ThrottledStream(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int count) throws IOException {
            if (count == 0) {
                return 0;
            }
            int read = in.read(bytes, offset, throttle.portion(count));
            if (read > 0) {
                pass(read);
            }
            return read;
        }

        private void pass(int bytes) throws InterruptedIOException {
            try {
                throttle.pass(bytes);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw (InterruptedIOException)
                        new InterruptedIOException("Interrupted while waiting for the bandwidth")
                                .initCause(e);
            }
        }
    }
}
