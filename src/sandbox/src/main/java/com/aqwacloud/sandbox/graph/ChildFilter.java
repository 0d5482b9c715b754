package com.aqwacloud.sandbox.graph;

import com.aqwacloud.sandbox.core.Item;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The small part of {@code $filter} that drives know. */
final class ChildFilter {

    private static final Pattern NAME = Pattern.compile("name eq '((?:[^']|'')*)'");
    private static final Pattern START =
            Pattern.compile("startswith\\(name,\\s*'((?:[^']|'')*)'\\)");
    private static final Pattern FACET = Pattern.compile("(file|folder) (ne|eq) null");

    private ChildFilter() {}

    /**
     * @param given conditions joined by {@code and}; empty for none
     * @throws com.aqwacloud.sandbox.http.ApiException if there is more to it
     */
    static Predicate<Item> of(String given) {
        Predicate<Item> all = item -> true;
        if (given.isBlank()) {
            return all;
        }
        for (String each : given.split(" and (?=(?:[^']*'[^']*')*[^']*$)")) {
            all = all.and(one(each.trim()));
        }
        return all;
    }

    private static Predicate<Item> one(String given) {
        Matcher name = NAME.matcher(given);
        if (name.matches()) {
            String wanted = text(name);
            return item -> lower(item.name()).equals(wanted);
        }
        Matcher start = START.matcher(given);
        if (start.matches()) {
            String wanted = text(start);
            return item -> lower(item.name()).startsWith(wanted);
        }
        Matcher facet = FACET.matcher(given);
        if (facet.matches()) {
            boolean folder = facet.group(1).equals("folder") == facet.group(2).equals("ne");
            return item -> item.folder() == folder;
        }
        throw GraphError.invalid("Invalid filter clause: '" + given + "'.");
    }

    private static String text(Matcher quoted) {
        return lower(quoted.group(1).replace("''", "'"));
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
