package com.aqwacloud.sandbox.http;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A {@code Content-Range} header of a request.
 *
 * @param first -1 in a query for the position
 * @param last -1 in a query for the position
 * @param total -1 while unknown
 */
public record ContentRange(long first, long last, long total) {

    private static final Pattern SHAPE =
            Pattern.compile("(?:bytes[ =]?)?(?:\\*|(\\d{1,18})-(\\d{1,18}))/(\\*|\\d{1,18})");

    /** Empty if it makes no sense. */
    public static Optional<ContentRange> of(String header) {
        Matcher match = SHAPE.matcher(header.trim());
        if (!match.matches()) {
            return Optional.empty();
        }
        long total = match.group(3).equals("*") ? -1 : Long.parseLong(match.group(3));
        if (match.group(1) == null) {
            return Optional.of(new ContentRange(-1, -1, total));
        }
        long first = Long.parseLong(match.group(1));
        long last = Long.parseLong(match.group(2));
        boolean possible = first <= last && (total < 0 || last < total);
        return possible ? Optional.of(new ContentRange(first, last, total)) : Optional.empty();
    }

    /** Whether it carries no bytes. */
    public boolean isQuery() {
        return first < 0;
    }

    public long length() {
        return isQuery() ? 0 : last - first + 1;
    }
}
