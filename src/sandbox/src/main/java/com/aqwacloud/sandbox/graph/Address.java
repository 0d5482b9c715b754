package com.aqwacloud.sandbox.graph;

import com.aqwacloud.sandbox.http.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where a request points: an item, by id or by a path below one, and what of it is wanted.
 *
 * @param anchor an item id, or {@code root}
 * @param path decoded names below the anchor; empty for the anchor itself
 * @param action what follows, such as {@code children}; empty for the item itself
 */
record Address(String anchor, List<String> path, String action) {

    /**
     * Reads what follows the drive, still percent-encoded: {@code root:/a/b:/content}, {@code
     * items/ID/children}.
     *
     * @return empty if it is no item's address
     * @throws com.aqwacloud.sandbox.http.ApiException if the path holds what no path can
     */
    static Optional<Address> parse(String rest) {
        String anchor;
        String tail;
        if (rest.equals("root") || rest.startsWith("root:") || rest.startsWith("root/")) {
            anchor = "root";
            tail = rest.substring(4);
        } else if (rest.startsWith("items/")) {
            int end = 6;
            while (end < rest.length() && "/:".indexOf(rest.charAt(end)) < 0) {
                end++;
            }
            anchor = Call.decode(rest.substring(6, end)).orElse("");
            tail = rest.substring(end);
        } else {
            return Optional.empty();
        }
        if (anchor.isEmpty()) {
            return Optional.empty();
        }
        if (!tail.startsWith(":")) {
            return Optional.of(new Address(anchor, List.of(), trim(tail)));
        }
        int close = tail.indexOf(':', 1);
        String inner = close < 0 ? tail.substring(1) : tail.substring(1, close);
        String action = close < 0 ? "" : tail.substring(close + 1);
        return Optional.of(new Address(anchor, names(inner), trim(action)));
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

    private static String trim(String action) {
        return action.startsWith("/") ? action.substring(1) : action;
    }
}
