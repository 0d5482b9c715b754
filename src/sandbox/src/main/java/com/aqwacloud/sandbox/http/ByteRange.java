package com.aqwacloud.sandbox.http;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A stretch of a file.
 *
 * @param length may be 0 for the whole of an empty file
 * @param asked whether it is what a header named; else it is the whole, for want of one
 */
public record ByteRange(long offset, long length, boolean asked) {

    private static final Pattern ONE = Pattern.compile("bytes=(\\d*)-(\\d*)");

    /** One that no header named. */
    public ByteRange(long offset, long length) {
        this(offset, length, false);
    }

    /**
     * Reads a {@code Range} header. What is no single range of bytes is ignored, as RFC 9110 wants.
     *
     * @return the whole if there is none; empty if it can't be satisfied
     */
    public static Optional<ByteRange> of(Optional<String> header, long size) {
        ByteRange whole = new ByteRange(0, size);
        Matcher match = ONE.matcher(header.map(value -> value.replace(" ", "")).orElse(""));
        if (!match.matches() || match.group(1).isEmpty() && match.group(2).isEmpty()) {
            return Optional.of(whole);
        }
        long first = number(match.group(1));
        long last = number(match.group(2));
        if (first < 0) {
            long count = Math.min(last, size);
            return count == 0
                    ? Optional.empty()
                    : Optional.of(new ByteRange(size - count, count, true));
        }
        if (last >= 0 && last < first) {
            return Optional.of(whole);
        }
        if (first >= size) {
            return Optional.empty();
        }
        long end = last < 0 ? size - 1 : Math.min(last, size - 1);
        return Optional.of(new ByteRange(first, end - first + 1, true));
    }

    /** More digits than a long can hold mean more bytes than any file has. */
    private static long number(String digits) {
        if (digits.isEmpty()) {
            return -1;
        }
        return digits.length() > 18 ? Long.MAX_VALUE : Long.parseLong(digits);
    }
}
