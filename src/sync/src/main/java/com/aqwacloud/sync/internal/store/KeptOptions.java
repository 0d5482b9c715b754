package com.aqwacloud.sync.internal.store;

import com.aqwacloud.sync.api.InvalidValueException;
import com.aqwacloud.sync.api.SessionOptions;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** How the options of a session are kept: a line for each. */
public final class KeptOptions {
    /** What the column holds. */
    private static final int LONGEST = 32_000;

    private KeptOptions() {}

    /**
     * Refuses options that are too long together.
     *
     * @throws InvalidValueException naming the longest
     */
    public static void check(SessionOptions options) {
        int length = write(options).length();
        if (length > LONGEST) {
            throw new InvalidValueException(
                    longest(options.toMap()),
                    "is the longest of options that have "
                            + length
                            + " characters together, and a session keeps at most "
                            + LONGEST
                            + "; shorten it, or share the work out among several sessions");
        }
    }

    private static String longest(Map<String, String> values) {
        return values.entrySet().stream()
                .sorted(Comparator.comparingInt(value -> -value.getValue().length()))
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    static String write(SessionOptions options) {
        return options.toMap().entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining("\n"));
    }

    static SessionOptions read(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String line : text.split("\n")) {
            int equals = line.indexOf('=');
            values.put(line.substring(0, equals), line.substring(equals + 1));
        }
        return SessionOptions.kept(values);
    }
}
