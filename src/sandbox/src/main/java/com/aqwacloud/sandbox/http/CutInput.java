package com.aqwacloud.sandbox.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A body that breaks off after so many bytes, or at its end if that comes first. */
final class CutInput extends FilterInputStream {

    private long left;

    CutInput(InputStream body, long afterBytes) {
        super(body);
        left = afterBytes;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        read(one, 0, 1);
        return one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = left == 0 ? -1 : super.read(buffer, offset, (int) Math.min(left, length));
        if (count < 0) {
            throw new CutException();
        }
        left -= count;
        return count;
    }
}
