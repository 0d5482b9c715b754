package com.aqwacloud.sync.internal.rest;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;

/** Texts as one stream of UTF-8, each made when it is read. For one thread. */
final class TextStream extends InputStream {
    private final Iterator<String> texts;
    private byte[] present = {};
    private int at;

    TextStream(Iterator<String> texts) {
        this.texts = texts;
    }

    @Override
    public int read() {
        return fill() ? present[at++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int count) {
        if (count == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int copied = Math.min(count, present.length - at);
        System.arraycopy(present, at, bytes, offset, copied);
        at += copied;
        return copied;
    }

    private boolean fill() {
        while (at == present.length) {
            if (!texts.hasNext()) {
                return false;
            }
            present = texts.next().getBytes(StandardCharsets.UTF_8);
            at = 0;
        }
        return true;
    }
}
