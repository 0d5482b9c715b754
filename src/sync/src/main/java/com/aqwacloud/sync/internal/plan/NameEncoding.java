package com.aqwacloud.sync.internal.plan;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes names that OneDrive refuses (Microsoft's list of restrictions) with characters that look
 * alike, and reads them back: each name has one encoding, and each encoding one name. What already
 * holds such a look-alike gets a mark before it. Characters and mark are those that rclone writes,
 * so that names which it made before are recognised. Half of a character of two halves has no
 * look-alike: its number stands behind the mark.
 */
final class NameEncoding {
    private static final String REFUSED = "\"*:<>?/\\|";
    private static final char MARK = '\u201B';
    private static final int FULL_WIDTH = 0xFEE0;
    private static final char CONTROL_PICTURES = '\u2400';
    private static final char SPACE_PICTURE = '\u2420';
    private static final char DELETE = '\u007F';
    private static final char DELETE_PICTURE = '\u2421';
    private static final Pattern SYSTEM_FOLDER = Pattern.compile("_(?=vti_)");
    private static final Pattern RESERVED =
            Pattern.compile("con|prn|aux|nul|com[0-9]|lpt[0-9]|\\.lock|desktop\\.ini");
    private static final Pattern LIBRARY_FOLDER =
            Pattern.compile("[f\uFF46\uFF26]orms", Pattern.CASE_INSENSITIVE);
    private static final Set<String> DOTS = Set.of(".", "..");

    /** No other character that stands behind a mark is one of these digits. */
    private static final Pattern HALF = Pattern.compile("D[89A-F][0-9A-F]{2}");

    private static final int HALF_DIGITS = 4;

    private NameEncoding() {}

    /**
     * The name as OneDrive takes it.
     *
     * @param top whether it is right below the root of the drive, where SharePoint keeps a folder
     *     of its own
     */
    static String encode(String name, boolean top) {
        String encoded = encode(name);
        if (!top || !LIBRARY_FOLDER.matcher(encoded).matches()) {
            return encoded;
        }
        char first = encoded.charAt(0);
        return isWide(first) ? MARK + encoded : wide(first) + encoded.substring(1);
    }

    /** The name as OneDrive takes it, anywhere but right below the root of the drive. */
    static String encode(String name) {
        var encoded = new StringBuilder(name.length() + 2);
        for (int i = 0; i < name.length(); i++) {
            encoded.append(encoded(name, i));
        }
        return SYSTEM_FOLDER.matcher(encoded).replaceAll(Character.toString(wide('_')));
    }

    private static String encoded(String name, int at) {
        char c = name.charAt(at);
        boolean first = at == 0;
        boolean last = at == name.length() - 1;
        if (isEncodedAt(name, at)) {
            return "" + MARK + c;
        }
        if (isHalf(name, at)) {
            return MARK + String.format(Locale.ROOT, "%04X", (int) c);
        }
        if (REFUSED.indexOf(c) >= 0
                || first && (c == '~' || isReserved(name))
                || c == '.' && (last || DOTS.contains(name))) {
            return Character.toString(wide(c));
        }
        if (c == ' ' && (first || last)) {
            return Character.toString(SPACE_PICTURE);
        }
        if (c < ' ') {
            return Character.toString((char) (CONTROL_PICTURES + c));
        }
        return Character.toString(c == DELETE ? DELETE_PICTURE : c);
    }

    /** Whether half of a character is there without the other half. */
    private static boolean isHalf(String name, int at) {
        char c = name.charAt(at);
        if (Character.isHighSurrogate(c)) {
            return at + 1 == name.length() || !Character.isLowSurrogate(name.charAt(at + 1));
        }
        return Character.isLowSurrogate(c)
                && (at == 0 || !Character.isHighSurrogate(name.charAt(at - 1)));
    }

    /** Whether that character would be read as the encoding of another. */
    private static boolean isEncodedAt(String name, int at) {
        char c = name.charAt(at);
        boolean edge = at == 0 || at == name.length() - 1;
        return c == MARK
                || c >= CONTROL_PICTURES && c < CONTROL_PICTURES + ' '
                || c == DELETE_PICTURE
                || c == SPACE_PICTURE && edge
                || isWide(c)
                        && (REFUSED.indexOf(narrow(c)) >= 0
                                || narrow(c) == '~' && at == 0
                                || narrow(c) == '.' && (edge || isDots(name))
                                || narrow(c) == '_' && isSystem(name, at + 1)
                                || at == 0 && isReserved(narrow(c) + name.substring(1)));
    }

    /** Whether it goes on there like a folder of SharePoint's own, encoded or not. */
    private static boolean isSystem(String name, int at) {
        return name.startsWith("vti_", at) || name.startsWith("vti" + wide('_'), at);
    }

    private static boolean isDots(String name) {
        return DOTS.contains(name.replace(wide('.'), '.'));
    }

    /** The name that was encoded, right below the root of the drive or elsewhere. */
    static String decode(String encoded, boolean top) {
        boolean folder = top && LIBRARY_FOLDER.matcher(encoded).matches();
        char first = folder ? encoded.charAt(0) : 0;
        return isWide(first) ? narrow(first) + encoded.substring(1) : decode(encoded);
    }

    /** The name that was encoded, anywhere but right below the root of the drive. */
    static String decode(String encoded) {
        var name = new StringBuilder(encoded.length());
        for (int i = 0; i < encoded.length(); i++) {
            char c = encoded.charAt(i);
            if (c == MARK && HALF.matcher(encoded).region(i + 1, encoded.length()).lookingAt()) {
                int end = i + HALF_DIGITS;
                name.append((char) Integer.parseInt(encoded.substring(i + 1, end + 1), 16));
                i = end;
            } else if (c == MARK && i + 1 < encoded.length()) {
                i++;
                name.append(encoded.charAt(i));
            } else if (isEncodedAt(encoded, i)) {
                name.append(decoded(c));
            } else {
                name.append(c);
            }
        }
        return name.toString();
    }

    private static char decoded(char c) {
        if (isWide(c)) {
            return narrow(c);
        }
        return switch (c) {
            case SPACE_PICTURE -> ' ';
            case DELETE_PICTURE -> DELETE;
            case MARK -> MARK;
            default -> (char) (c - CONTROL_PICTURES);
        };
    }

    private static boolean isReserved(String name) {
        Matcher matcher = RESERVED.matcher(name.toLowerCase(Locale.ROOT));
        return matcher.matches();
    }

    private static boolean isWide(char c) {
        return c > FULL_WIDTH + ' ' && c < FULL_WIDTH + DELETE;
    }

    private static char wide(char c) {
        return (char) (c + FULL_WIDTH);
    }

    private static char narrow(char c) {
        return (char) (c - FULL_WIDTH);
    }
}
