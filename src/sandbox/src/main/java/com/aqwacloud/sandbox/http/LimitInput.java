package com.aqwacloud.sandbox.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Content on its way in, as long as there is room for it. */
public final class LimitInput extends FilterInputStream {

    private final Runnable full;
    private long room;

    /**
     * @param full throws what tells the client
     */
    public LimitInput(InputStream content, long room, Runnable full) {
        super(content);
        this.room = room;
        this.full = full;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = super.read(buffer, offset, length);
        room -= Math.max(0, count);
        if (room < 0) {
            full.run();
        }
        return count;
    }
}
