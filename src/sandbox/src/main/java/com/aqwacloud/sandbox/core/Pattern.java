package com.aqwacloud.sandbox.core;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Content that is made when it is asked for: the same bytes each time, other ones for each seed.
 *
 * @param kind the checksums to give
 */
record Pattern(HashKind kind, long seed) {

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    /** From here on a hash is dear enough to be remembered. */
    private static final long DEAR_BYTES = 64 * 1024;

    private static final int REMEMBERED = 4096;

    private record Sized(Pattern pattern, long size) {}

    /** Guarded by itself. */
    private static final Map<Sized, Hashes> DEAR =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Sized, Hashes> eldest) {
                    return size() > REMEMBERED;
                }
            };

    /** Puts the bytes that come at a position of the content into an array. */
    void fill(byte[] to, int offset, int count, long position) {
        for (int i = 0; i < count; ) {
            long at = position + i;
            long word = mixed(seed + (at >>> 3) * GOLDEN);
            for (int b = (int) (at & 7); b < 8 && i < count; b++, i++) {
                to[offset + i] = (byte) (word >>> (8 * b));
            }
        }
    }

    private static long mixed(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** The checksums of the first so many bytes. */
    Hashes hashes(long size) {
        if (size < DEAR_BYTES) {
            return compute(size);
        }
        Sized key = new Sized(this, size);
        synchronized (DEAR) {
            Hashes known = DEAR.get(key);
            if (known != null) {
                return known;
            }
        }
        Hashes computed = compute(size);
        synchronized (DEAR) {
            DEAR.put(key, computed);
        }
        return computed;
    }

    private Hashes compute(long size) {
        try (PatternChannel content = new PatternChannel(this, size)) {
            return kind.of(content);
        } catch (IOException e) {
            throw new UncheckedIOException("Bytes made in memory can always be read", e);
        }
    }
}
