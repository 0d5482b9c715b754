package com.aqwacloud.sandbox.quota;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * So much, in so long, for each account.
 *
 * @param most of what is counted in one window
 */
public record Limit(Counted counted, long most, Duration window) {

    private static final Pattern TEXT =
            Pattern.compile("(\\d{1,15}) ?(requests|units) ?(?:/|per) ?(\\d{1,9}) ?(s|m|h|d)");

    /**
     * @throws IllegalArgumentException if nothing would fit, or the window has no length
     */
    public Limit {
        if (most < 1) {
            throw new IllegalArgumentException("a limit is at least 1, and not " + most);
        }
        if (window.toSeconds() < 1) {
            throw new IllegalArgumentException("a window is at least a second long");
        }
    }

    /** The numbers that the cloud's own pages give for one user. */
    public static List<Limit> documented(String cloud) {
        return parse(
                cloud.equals("google")
                        ? "325000 units/1m"
                        : "1250 units/1m, 1200000 units/1d, 3000 requests/5m");
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return most + " " + counted.id() + "/" + window.toSeconds() + "s";
    }

    /**
     * Reads limits such as {@code 1000 requests/100s, 325000 units/1m}.
     *
     * @throws IllegalArgumentException naming what can't be read
     */
    public static List<Limit> parse(String text) {
        List<Limit> all = new ArrayList<>();
        for (String each : text.isBlank() ? new String[0] : text.split(",")) {
            Matcher match = TEXT.matcher(each.trim().toLowerCase(Locale.ROOT));
            if (!match.matches()) {
                throw new IllegalArgumentException(
                        "\"" + each.trim() + "\" is not as 1000 requests/100s or 1250 units/1m");
            }
            long count = Long.parseLong(match.group(3));
            Duration window =
                    switch (match.group(4)) {
                        case "s" -> Duration.ofSeconds(count);
                        case "m" -> Duration.ofMinutes(count);
                        case "h" -> Duration.ofHours(count);
                        default -> Duration.ofDays(count);
                    };
            all.add(
                    new Limit(
                            Counted.of(match.group(2)).orElseThrow(),
                            Long.parseLong(match.group(1)),
                            window));
        }
        return List.copyOf(all);
    }
}
