package com.aqwacloud.sync.api;

import java.util.Locale;

/**
 * So many bytes in each second.
 *
 * @param bytesPerSecond at least {@value #LEAST}
 */
public record ByteRate(long bytesPerSecond) {
    /** With less, requests would take so long that the clouds end them. */
    public static final long LEAST = 10_000;

    private static final long MOST = 1_000_000_000_000L;
    private static final String PER_SECOND = "/s";

    public ByteRate {
        if (bytesPerSecond < LEAST || bytesPerSecond > MOST) {
            throw new IllegalArgumentException("a rate is from 10KB/s to 1000GB/s");
        }
    }

    /**
     * Reads what people write: {@code 500KB/s} and {@code 2MB/s} in thousands, {@code 2MiB/s} in
     * multiples of 1024.
     *
     * @throws IllegalArgumentException if it is no such rate
     */
    static ByteRate parse(String text) {
        String rate = text.trim().toLowerCase(Locale.ROOT);
        if (!rate.endsWith("b" + PER_SECOND)) {
            throw new IllegalArgumentException("\"" + text + "\" is no rate such as 2MB/s");
        }
        String size = rate.substring(0, rate.length() - PER_SECOND.length());
        return new ByteRate(ByteSize.parse(size).bytes());
    }

    /** As written in configuration, such as {@code 2MB/s}. */
    @Override
    public String toString() {
        return new ByteSize(bytesPerSecond) + PER_SECOND;
    }
}
