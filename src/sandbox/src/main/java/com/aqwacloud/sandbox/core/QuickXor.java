package com.aqwacloud.sandbox.core;

/**
 * OneDrive's quickXorHash: byte number i is XORed into a 160-bit ring at bit 11·i mod 160, and at
 * the end the length is XORed into the last eight bytes. Not thread-safe; for one use.
 */
final class QuickXor {

    private static final int RING_BITS = 160;
    private static final int RING_BYTES = RING_BITS / 8;
    private static final int STEP_BITS = 11;

    /**
     * Bytes 160 apart fall on the same bits, so they are first XORed onto each other and spread
     * over the ring only once, at the end: the loop over the content is then a plain XOR.
     */
    private final byte[] folded = new byte[RING_BITS];

    private long length;

    void update(byte[] bytes, int offset, int count) {
        int at = (int) (length % RING_BITS);
        for (int i = offset; i < offset + count; i++) {
            folded[at] ^= bytes[i];
            if (++at == RING_BITS) {
                at = 0;
            }
        }
        length += count;
    }

    byte[] digest() {
        byte[] ring = new byte[RING_BYTES];
        for (int i = 0; i < RING_BITS; i++) {
            int bit = (i * STEP_BITS) % RING_BITS;
            int wide = (folded[i] & 0xFF) << (bit % 8);
            ring[bit / 8] ^= (byte) wide;
            ring[(bit / 8 + 1) % RING_BYTES] ^= (byte) (wide >>> 8);
        }
        for (int i = 0; i < Long.BYTES; i++) {
            ring[RING_BYTES - Long.BYTES + i] ^= (byte) (length >>> (8 * i));
        }
        return ring;
    }
}
