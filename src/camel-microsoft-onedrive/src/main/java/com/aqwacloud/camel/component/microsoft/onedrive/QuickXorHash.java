package com.aqwacloud.camel.component.microsoft.onedrive;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.Objects;

/**
 * The hash that OneDrive shows as {@code quickXorHash}, computed while bytes stream by. Its state
 * can be taken out and restored, so that one hash can span the restart of a process. Not
 * cryptographic. Not safe for use by several threads.
 *
 * <p>Definition: byte number i is XORed into a register of 160 bits at bit (11 * i) mod 160,
 * wrapping around; at the end the length is XORed into its last 8 bytes. Bytes 160 apart thus land
 * on the same bits, so whole words are XORed into a window of 160 bytes first, and only that is
 * spread out.
 */
public final class QuickXorHash {

    /** The length of a digest in bytes. */
    public static final int DIGEST_LENGTH = 20;

    private static final int WINDOW = 160;
    private static final int SHIFT = 11;
    private static final int STATE_LENGTH = DIGEST_LENGTH + Long.BYTES;
    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** What was hashed before the state was restored. */
    private final byte[] register;

    /** What was hashed since; the byte at index i stands for all bytes with number i mod 160. */
    private final byte[] window = new byte[WINDOW];

    private long length;

    /** The hash of nothing yet. */
    public QuickXorHash() {
        this(new byte[DIGEST_LENGTH], 0);
    }

    private QuickXorHash(byte[] register, long length) {
        this.register = register;
        this.length = length;
    }

    /**
     * Goes on from a {@link #state()}.
     *
     * @throws IllegalArgumentException if this is no such state
     */
    public static QuickXorHash restore(String state) {
        byte[] bytes = Base64.getDecoder().decode(state);
        if (bytes.length != STATE_LENGTH) {
            throw new IllegalArgumentException("Not the state of a QuickXorHash");
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        byte[] register = new byte[DIGEST_LENGTH];
        buffer.get(register);
        long length = buffer.getLong();
        if (length < 0) {
            throw new IllegalArgumentException("Not the state of a QuickXorHash");
        }
        return new QuickXorHash(register, length);
    }

    /** Adds one byte. */
    public void update(int b) {
        window[(int) (length % WINDOW)] ^= (byte) b;
        length++;
    }

    /** Adds bytes. */
    public void update(byte[] bytes) {
        update(bytes, 0, bytes.length);
    }

    /** Adds bytes of an array. */
    public void update(byte[] bytes, int offset, int count) {
        Objects.checkFromIndexSize(offset, count, bytes.length);
        int at = (int) (length % WINDOW);
        int i = offset;
        int end = offset + count;
        // A word may not reach over the window's end, so start on a word's border.
        while (i < end && at % Long.BYTES != 0) {
            window[at++] ^= bytes[i++];
        }
        at %= WINDOW;
        while (end - i >= Long.BYTES) {
            int stop = Math.min(WINDOW, at + ((end - i) & -Long.BYTES));
            for (; at < stop; at += Long.BYTES, i += Long.BYTES) {
                LONGS.set(window, at, (long) LONGS.get(window, at) ^ (long) LONGS.get(bytes, i));
            }
            at %= WINDOW;
        }
        while (i < end) {
            window[at++] ^= bytes[i++];
        }
        length += count;
    }

    /** The number of bytes added so far, those before a restored state included. */
    public long length() {
        return length;
    }

    /** The hash of all bytes so far, 20 bytes; more may be added afterwards. */
    public byte[] digest() {
        byte[] digest = spread();
        for (int i = 0; i < Long.BYTES; i++) {
            digest[DIGEST_LENGTH - Long.BYTES + i] ^= (byte) (length >>> (8 * i));
        }
        return digest;
    }

    /** The hash as Microsoft Graph shows it. */
    public String digestBase64() {
        return Base64.getEncoder().encodeToString(digest());
    }

    /** All that is needed to go on later, as a short text of printable characters. */
    public String state() {
        ByteBuffer buffer = ByteBuffer.allocate(STATE_LENGTH).order(ByteOrder.LITTLE_ENDIAN);
        buffer.put(spread()).putLong(length);
        return Base64.getEncoder().encodeToString(buffer.array());
    }

    private byte[] spread() {
        byte[] bits = register.clone();
        for (int i = 0; i < WINDOW; i++) {
            int position = SHIFT * i % WINDOW;
            int index = position / 8;
            int shift = position % 8;
            int value = (window[i] & 0xFF) << shift;
            bits[index] ^= (byte) value;
            bits[(index + 1) % DIGEST_LENGTH] ^= (byte) (value >>> 8);
        }
        return bits;
    }
}
