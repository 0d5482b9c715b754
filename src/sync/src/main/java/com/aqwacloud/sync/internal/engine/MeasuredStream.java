package com.aqwacloud.sync.internal.engine;

import com.aqwacloud.sync.internal.transfer.ReadThroughStream;
import com.aqwacloud.sync.internal.transfer.UnsteadyExportException;
import java.io.IOException;
import java.io.InputStream;

/** A stream that must have exactly as many bytes as were counted before. */
final class MeasuredStream extends ReadThroughStream {
    private long left;

    MeasuredStream(InputStream in, long left) {
        super(in);
        this.left = left;
    }

    @Override
    public int read(byte[] bytes, int offset, int count) throws IOException {
        if (left == 0) {
            return -1;
        }
        int read = in.read(bytes, offset, (int) Math.min(count, left));
        left -= Math.max(0, read);
        boolean longer = left == 0 && in.read() >= 0;
        if (read < 0 || longer) {
            throw UnsteadyExportException.ofOtherLength();
        }
        return read;
    }
}
