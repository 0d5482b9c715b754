package com.aqwacloud.camel.component.microsoft.onedrive;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/** Content that can be read once only: one fragment is kept so that it can be sent again. */
final class BufferedContent extends UploadContent {

    /** The service asks for bytes that are no longer there. */
    static final class NotRewindableException extends IOException {
        private static final long serialVersionUID = 1L;

        NotRewindableException() {
            super("The service asks again for bytes that a plain stream can't give twice");
        }
    }

    private final InputStream stream;
    private final byte[] buffer;

    /** The content's byte that is first in the buffer. */
    private long start;

    private int filled;

    /**
     * @param fragmentSize the most that is ever asked for at once
     */
    BufferedContent(InputStream stream, long length, int fragmentSize, LongConsumer sent) {
        super(length, sent);
        this.stream = stream;
        this.buffer = new byte[(int) Math.min(fragmentSize, length)];
    }

    @Override
    void prepare(long offset, int count) throws IOException {
        if (offset < start) {
            throw new NotRewindableException();
        }
        if (offset + count <= start + filled) {
            return;
        }
        int kept = (int) Math.max(0, start + filled - offset);
        if (kept > 0) {
            System.arraycopy(buffer, filled - kept, buffer, 0, kept);
        } else {
            skip(offset - (start + filled));
        }
        start = offset;
        filled = kept + stream.readNBytes(buffer, kept, count - kept);
        if (filled < count) {
            throw shortOf(start + filled);
        }
    }

    private void skip(long count) throws IOException {
        try {
            stream.skipNBytes(count);
        } catch (EOFException e) {
            throw shortOf(start + filled);
        }
    }

    private EOFException shortOf(long reached) {
        return new EOFException(
                "The content ended after " + reached + " bytes, " + length() + " were announced");
    }

    @Override
    InputStream open(long offset, int count) {
        return new ByteArrayInputStream(buffer, (int) (offset - start), count);
    }

    @Override
    void finished(InputStream done, long position) {
        // The buffer stays as it is until the next fragment.
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
