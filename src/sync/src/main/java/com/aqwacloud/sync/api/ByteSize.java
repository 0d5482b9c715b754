package com.aqwacloud.sync.api;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An amount of bytes.
 *
 * @param bytes at least 1
 */
public record ByteSize(long bytes) {
    private static final String UNITS = "kmgt";
    private static final Pattern FORM =
            Pattern.compile("(\\d{1,19}(?:\\.\\d{1,6})?)\\s*(?:([" + UNITS + "])(i?))?b?");
    private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);

    public ByteSize {
        if (bytes < 1) {
            throw new IllegalArgumentException("a size is at least one byte");
        }
    }

    /**
     * Reads what people write: {@code 500KB} and {@code 2GB} in thousands, {@code 2GiB} in
     * multiples of 1024, {@code 100} in bytes.
     *
     * @throws IllegalArgumentException if it is no such size
     */
    static ByteSize parse(String text) {
        var matcher = FORM.matcher(text.trim().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new IllegalArgumentException("\"" + text + "\" is no size such as 2GB");
        }
        int power = matcher.group(2) == null ? 0 : UNITS.indexOf(matcher.group(2)) + 1;
        long step = matcher.group(3) == null || matcher.group(3).isEmpty() ? 1000 : 1024;
        var bytes = new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(step).pow(power));
        return new ByteSize(bytes.min(MOST).longValue());
    }

    /** As written in configuration, such as {@code 2GB}; equal sizes are written alike. */
    @Override
    public String toString() {
        String decimal = text(1000, "");
        String binary = text(1024, "i");
        return binary.length() < decimal.length() ? binary : decimal;
    }

    private String text(int step, String mark) {
        long amount = bytes;
        int power = 0;
        while (power < UNITS.length() && amount % step == 0) {
            amount /= step;
            power++;
        }
        String unit =
                power == 0 ? "" : UNITS.substring(power - 1, power).toUpperCase(Locale.ROOT) + mark;
        return amount + unit + "B";
    }
}
