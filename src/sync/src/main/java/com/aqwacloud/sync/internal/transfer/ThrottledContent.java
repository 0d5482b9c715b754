package com.aqwacloud.sync.internal.transfer;

import com.aqwacloud.sync.internal.bandwidth.Throttle;
import java.io.IOException;
import java.io.InputStream;

/** Content whose streams are read within bandwidth limits. Thread-safe. */
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
        return new ThrottledStream(source.open(offset), throttle);
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
}
