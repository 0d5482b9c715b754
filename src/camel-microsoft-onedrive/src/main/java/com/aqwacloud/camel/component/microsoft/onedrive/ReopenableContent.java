package com.aqwacloud.camel.component.microsoft.onedrive;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/** Content that is read straight from its source, without memory of what was sent. */
final class ReopenableContent extends UploadContent {

    private final ContentSource source;

    // Guarded by this.
    private InputStream current;
    private long position;
    private boolean inUse;

    ReopenableContent(ContentSource source, LongConsumer sent) {
        super(source.length(), sent);
        this.source = source;
    }

    @Override
    void prepare(long offset, int count) {
        // Opened when the fragment is read.
    }

    /** Goes on with the stream of the fragment before if that was read to its end, else reopens. */
    @Override
    synchronized InputStream open(long offset, int count) throws IOException {
        if (current == null || inUse || position != offset) {
            close();
            current = source.open(offset);
        }
        inUse = true;
        return current;
    }

    @Override
    synchronized void finished(InputStream stream, long reached) {
        if (stream == current) {
            position = reached;
            inUse = false;
        }
    }

    @Override
    public synchronized void close() throws IOException {
        InputStream old = current;
        current = null;
        inUse = false;
        if (old != null) {
            old.close();
        }
    }
}
