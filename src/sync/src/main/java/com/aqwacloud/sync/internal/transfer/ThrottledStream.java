package com.aqwacloud.sync.internal.transfer;

import com.aqwacloud.sync.internal.bandwidth.Throttle;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;

/** Bytes of a cloud that are read within bandwidth limits, until the throttle's end. */
public final class ThrottledStream extends ReadThroughStream {
    private final Throttle throttle;

    /**
     * @param throttle of one transfer
     */
    public ThrottledStream(InputStream in, Throttle throttle) {
        super(in);
        this.throttle = throttle;
    }

    @Override
    public int read(byte[] bytes, int offset, int count) throws IOException {
        if (throttle.hasEnded()) {
            throw new StoppedException();
        }
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
