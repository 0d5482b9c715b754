package com.aqwacloud.sync.internal.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.aqwacloud.sync.internal.transfer.SourceContent;
import java.io.ByteArrayInputStream;
import java.io.InputStream;

/** A file whose text is our own. */
final class WrittenFile implements SourceContent {
    private final byte[] bytes;

    WrittenFile(String text) {
        bytes = text.getBytes(UTF_8);
    }

    @Override
    public long length() {
        return bytes.length;
    }

    @Override
    public InputStream open(long offset) {
        int start = (int) offset;
        return new ByteArrayInputStream(bytes, start, bytes.length - start);
    }

    @Override
    public String md5() {
        return null;
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
