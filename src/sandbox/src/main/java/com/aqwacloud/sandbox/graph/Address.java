package com.aqwacloud.sandbox.graph;

import com.aqwacloud.sandbox.http.Call;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a request points: an item, by id or by a path below one, and what of it is wanted.
 *
 * @param anchor an item id, {@code root}, or a special folder such as {@code special/documents}
 * @param path decoded names below the anchor; empty for the anchor itself
 * @param action what follows, such as {@code children}; empty for the item itself
 * @param details decoded segments behind the action, such as a version's id
 * @param arguments of an action that is a function, such as {@code delta(token='x')}
 */
record Address(
        String anchor,
        List<String> path,
        String action,
        List<String> details,
        Map<String, String> arguments) {

    static final String SPECIAL = "special/";

    private static final Pattern ANCHOR =
            Pattern.compile("(items/|special/)((?:(?!%3[Aa])[^/:])+)");
    private static final Pattern FUNCTION =
            Pattern.compile("(?:microsoft\\.graph\\.)?([A-Za-z]+)(?:\\((.*)\\))?");
    private static final Pattern ARGUMENT = Pattern.compile("(\\w+)=(?:'((?:[^']|'')*)'|([^,]*))");

    /** A place below the root. */
    static Address below(List<String> path) {
        return new Address("root", path, "", List.of(), Map.of());
    }

    /**
     * Reads what follows the drive, still percent-encoded: {@code root:/a/b:/content}, {@code
     * items/ID/children}. Colons may be encoded, and behind an encoded colon the slashes, too: some
     * clients treat all of it as one segment.
     *
     * @return empty if it is no item's address
     * @throws com.aqwacloud.sandbox.http.ApiException if the path holds what no path can
     */
    static Optional<Address> parse(String rest) {
        String anchor;
        String tail;
        Matcher named = ANCHOR.matcher(rest);
        if (named.lookingAt()) {
            String id = Call.decode(named.group(2)).orElse("");
            anchor = named.group(1).equals(SPECIAL) ? SPECIAL + id : id;
            tail = rest.substring(named.end());
        } else if (rest.matches("root([:/].*|%3[Aa].*)?")) {
            anchor = "root";
            tail = rest.substring(4);
        } else {
            return Optional.empty();
        }
        if (tail.regionMatches(true, 0, "%3A", 0, 3)) {
            int end = tail.indexOf('/') < 0 ? tail.length() : tail.indexOf('/');
            tail =
                    tail.substring(0, end).replaceAll("(?i)%3A", ":").replaceAll("(?i)%2F", "/")
                            + tail.substring(end);
        }
        if (!tail.startsWith(":")) {
            return Optional.of(of(anchor, List.of(), tail));
        }
        Matcher close = Pattern.compile("(:|%3[Aa])(?=/|$)").matcher(tail);
        // A colon at the very start opens the path.
        boolean closed = close.find(1);
        String inner = closed ? tail.substring(1, close.start()) : tail.substring(1);
        String action = closed ? tail.substring(close.end()) : "";
        return Optional.of(of(anchor, names(inner), action));
    }

    private static Address of(String anchor, List<String> path, String rawAction) {
        List<String> segments =
                Arrays.stream(rawAction.split("/"))
                        .filter(segment -> !segment.isEmpty())
                        .map(segment -> Call.decode(segment).orElse(segment))
                        .toList();
        if (segments.isEmpty()) {
            return new Address(anchor, path, "", List.of(), Map.of());
        }
        List<String> details = segments.subList(1, segments.size());
        Matcher function = FUNCTION.matcher(segments.get(0));
        if (!function.matches()) {
            return new Address(anchor, path, segments.get(0), details, Map.of());
        }
        return new Address(anchor, path, function.group(1), details, arguments(function.group(2)));
    }

    private static Map<String, String> arguments(String list) {
        Map<String, String> found = new LinkedHashMap<>();
        Matcher each = ARGUMENT.matcher(list == null ? "" : list);
        while (each.find()) {
            String quoted = each.group(2);
            found.put(each.group(1), quoted == null ? each.group(3) : quoted.replace("''", "'"));
        }
        return found;
    }

    /** The names of a path such as {@code /a/b}, percent-encoded. */
    static List<String> names(String raw) {
        List<String> names = new ArrayList<>();
        for (String segment : raw.split("/")) {
            if (segment.isEmpty()) {
                continue;
            }
            String name =
                    Call.decode(segment)
                            .orElseThrow(() -> GraphError.invalidPath("The path is malformed."));
            if (name.equals(".")
                    || name.equals("..")
                    || name.indexOf('/') >= 0
                    || name.indexOf('\0') >= 0) {
                throw GraphError.invalidPath("The path is malformed.");
            }
            names.add(name);
        }
        return names;
    }
}
