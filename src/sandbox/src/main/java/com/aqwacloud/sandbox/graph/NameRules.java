package com.aqwacloud.sandbox.graph;

import com.aqwacloud.sandbox.account.DriveKind;
import java.util.Locale;
import java.util.regex.Pattern;

/** Which names OneDrive takes. */
final class NameRules {

    private static final int LONGEST_NAME = 255;
    private static final int LONGEST_PATH = 400;
    private static final String FORBIDDEN = "\"*:<>?/\\|";
    private static final Pattern RESERVED =
            Pattern.compile("\\.lock|con|prn|aux|nul|com[0-9]|lpt[0-9]|desktop\\.ini");

    private final DriveKind kind;
    private final int lengthOfSitePath;

    /**
     * @param sitePath where the library is on its server: counts towards the limit on business
     */
    NameRules(DriveKind kind, String sitePath) {
        this.kind = kind;
        this.lengthOfSitePath = kind == DriveKind.BUSINESS ? sitePath.length() + 1 : 0;
    }

    /**
     * @throws com.aqwacloud.sandbox.http.ApiException if the name is none that OneDrive takes
     */
    void check(String name, boolean inRoot) {
        String lower = name.toLowerCase(Locale.ROOT);
        boolean refused =
                name.isEmpty()
                        || name.length() > LONGEST_NAME
                        || name.startsWith(" ")
                        || name.endsWith(" ")
                        || name.endsWith(".")
                        || name.startsWith(kind == DriveKind.BUSINESS ? "~" : "~$")
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
    void checkPath(int length) {
        if (lengthOfSitePath + length > LONGEST_PATH) {
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
