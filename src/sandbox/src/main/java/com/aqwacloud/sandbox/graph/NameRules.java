package com.aqwacloud.sandbox.graph;

import java.util.Locale;
import java.util.regex.Pattern;

/** Which names OneDrive takes. */
final class NameRules {

    private static final int LONGEST_NAME = 255;
    private static final int LONGEST_PATH = 400;
    private static final String FORBIDDEN = "\"*:<>?/\\|";
    private static final Pattern RESERVED =
            Pattern.compile("\\.lock|con|prn|aux|nul|com[0-9]|lpt[0-9]|desktop\\.ini");

    private NameRules() {}

    /**
     * @throws com.aqwacloud.sandbox.http.ApiException if the name is none that OneDrive takes
     */
    static void check(String name, boolean inRoot) {
        String lower = name.toLowerCase(Locale.ROOT);
        boolean refused =
                name.isEmpty()
                        || name.length() > LONGEST_NAME
                        || name.startsWith(" ")
                        || name.endsWith(" ")
                        || name.endsWith(".")
                        || name.startsWith("~")
                        || RESERVED.matcher(lower).matches()
                        || lower.contains("_vti_")
                        || inRoot && lower.equals("forms")
                        || name.chars().anyMatch(c -> c < 0x20 || FORBIDDEN.indexOf(c) >= 0)
                        || loneSurrogate(name);
        if (refused) {
            throw GraphError.invalidPath("The provided name cannot contain or be what it is.");
        }
    }

    /**
     * @param length of the decoded path, from below the root
     */
    static void checkPath(int length) {
        if (length > LONGEST_PATH) {
            throw GraphError.of(
                    400, "invalidRequest", "pathIsTooLong", "The path is longer than 400.");
        }
    }

    private static boolean loneSurrogate(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (Character.isHighSurrogate(name.charAt(i))
                    && i + 1 < name.length()
                    && Character.isLowSurrogate(name.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(name.charAt(i))) {
                return true;
            }
        }
        return false;
    }
}
