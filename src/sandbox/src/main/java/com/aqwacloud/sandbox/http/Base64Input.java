package com.aqwacloud.sandbox.http;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.function.Supplier;

/** Content that travels as base64, in lines of any length, as it was before. For one thread. */
public final class Base64Input extends InputStream {

    /** Of base64 at a time; whole groups of four. */
    private static final int CODED_BYTES = 16 * 1024;

    private final InputStream coded;
    private final Supplier<? extends RuntimeException> broken;
    private byte[] plain = new byte[0];
    private int at;

    /** Whether nothing may follow. */
    private boolean padded;

    /**
     * @param broken thrown where it is no base64
     */
    public Base64Input(InputStream coded, Supplier<? extends RuntimeException> broken) {
        this.coded = new BufferedInputStream(coded);
        this.broken = broken;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (at == plain.length && !decodeMore()) {
            return -1;
        }
        int count = Math.min(length, plain.length - at);
        System.arraycopy(plain, at, buffer, offset, count);
        at += count;
        return count;
    }

    /** Returns whether there was more. */
    private boolean decodeMore() throws IOException {
        byte[] some = new byte[CODED_BYTES];
        int count = 0;
        int next;
        while (count < some.length && (next = coded.read()) >= 0) {
            if (" \t\r\n".indexOf(next) < 0) {
                some[count++] = (byte) next;
            }
        }
        if (count == 0) {
            return false;
        }
        if (padded) {
            throw broken.get();
        }
        padded = some[count - 1] == '=';
        try {
            plain = Base64.getDecoder().decode(Arrays.copyOf(some, count));
        } catch (IllegalArgumentException e) {
            throw broken.get();
        }
        at = 0;
        return true;
    }
}
