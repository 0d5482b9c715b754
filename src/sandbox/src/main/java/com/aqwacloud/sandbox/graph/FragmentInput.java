package com.aqwacloud.sandbox.graph;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * The bytes of a fragment: as many as its {@code Content-Range} names, or it is refused. Only this
 * tells where the length is not said beforehand, or is that of a packed body.
 */
final class FragmentInput extends FilterInputStream {

    private long left;

    FragmentInput(InputStream content, long length) {
        super(content);
        left = length;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = super.read(buffer, offset, length);
        if (count < 0 && left > 0 || count > left) {
            throw UploadEndpoint.otherLength();
        }
        left -= Math.max(0, count);
        return count;
    }
}
