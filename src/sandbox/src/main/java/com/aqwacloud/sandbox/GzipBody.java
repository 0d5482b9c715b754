package com.aqwacloud.sandbox;

import com.aqwacloud.sandbox.http.ApiException;
import com.aqwacloud.sandbox.http.Reply;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.eclipse.jetty.io.EofException;

/** A body that came packed. What can't be unpacked is refused as soon as it shows. */
final class GzipBody extends FilterInputStream {

    private final Reply refusal;

    /** Opened at the first read: a body without any bytes is an empty one. */
    private boolean opened;

    GzipBody(InputStream packed, Reply refusal) {
        super(packed);
        this.refusal = refusal;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        try {
            open();
            return super.read(buffer, offset, length);
        } catch (EofException e) {
            throw e;
        } catch (ZipException | EOFException e) {
            throw new ApiException(refusal);
        }
    }

    @Override
    public long skip(long count) throws IOException {
        byte[] skipped = new byte[(int) Math.min(8192, count)];
        return count <= 0 ? 0 : Math.max(0, read(skipped, 0, skipped.length));
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void open() throws IOException {
        if (opened) {
            return;
        }
        opened = true;
        int first = in.read();
        in =
                first < 0
                        ? InputStream.nullInputStream()
                        : new GZIPInputStream(new Rejoined(first, in), 8192);
    }

    /** One byte that was read already, and the rest. */
    private static final class Rejoined extends FilterInputStream {

        private int first;

        Rejoined(int first, InputStream rest) {
            super(rest);
            this.first = first;
        }

        @Override
        public int read() throws IOException {
            if (first < 0) {
                return super.read();
            }
            int result = first;
            first = -1;
            return result;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (first < 0 || length == 0) {
                return super.read(buffer, offset, length);
            }
            buffer[offset] = (byte) read();
            return 1;
        }

        /** As GZIPInputStream asks to learn whether another member follows. */
        @Override
        public int available() throws IOException {
            return first < 0 ? super.available() : 1;
        }
    }
}
