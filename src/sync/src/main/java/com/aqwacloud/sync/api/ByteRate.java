package com.aqwacloud.sync.api;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * So many bytes in each second.
 *
 * @param bytesPerSecond at least {@value #LEAST}
 */
public record ByteRate(long bytesPerSecond) {
    /** With less, requests would take so long that the clouds end them. */
    public static final long LEAST = 10_000;

    private static final long MOST = 1_000_000_000_000L;
    private static final Pattern FORM =
            Pattern.compile("(\\d{1,12}(?:\\.\\d{1,6})?)\\s*([kmg]?)(i?)b/s");

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
        var matcher = FORM.matcher(text.trim().toLowerCase(Locale.ROOT));
        if (!matcher.matches() || matcher.group(2).isEmpty() && !matcher.group(3).isEmpty()) {
            throw new IllegalArgumentException("\"" + text + "\" is no rate such as 2MB/s");
        }
        int step = matcher.group(3).isEmpty() ? 1000 : 1024;
        long unit = 1;
        for (int i = 0; i <= "kmg".indexOf(matcher.group(2)) && !matcher.group(2).isEmpty(); i++) {
            unit *= step;
        }
        return new ByteRate(
                new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(unit)).longValue());
    }

    /** As written in configuration, such as {@code 2MB/s}. */
    @Override
    public String toString() {
        String decimal = text(1000, "");
        String binary = text(1024, "i");
        return binary.length() < decimal.length() ? binary : decimal;
    }

    private String text(int step, String mark) {
        long amount = bytesPerSecond;
        int power = 0;
        while (power < 3 && amount % step == 0) {
            amount /= step;
            power++;
        }
        return amount + (power == 0 ? "" : "KMG".charAt(power - 1) + mark) + "B/s";
    }
}
