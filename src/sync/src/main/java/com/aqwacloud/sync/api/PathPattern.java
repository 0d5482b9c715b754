package com.aqwacloud.sync.api;

import java.text.Normalizer;
import java.util.regex.Pattern;

/**
 * Paths as people describe them: {@code *} and {@code ?} stand for characters of one name, {@code
 * **} for any number of folders, {@code [a-z]} for one character of those. A pattern with a "/"
 * that is not its last character counts from the root, any other holds at any depth. What matches a
 * folder matches all that is in it. Case counts for nothing, as in OneDrive, nor does how an accent
 * is composed. Immutable.
 */
final class PathPattern {
    private static final int LONGEST = 400;

    /** For any number of folders. */
    private static final String FOLDERS = "(?:.*/)?";

    /** For any part of a name. */
    private static final String NAME_PART = "[^/]*";

    private final Pattern pattern;

    private PathPattern(Pattern pattern) {
        this.pattern = pattern;
    }

    /**
     * The pattern of that text.
     *
     * @throws IllegalArgumentException if it is none; the message is the rest of a sentence that
     *     begins with the pattern
     */
    static PathPattern parse(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("must not be empty");
        }
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException("must have at most " + LONGEST + " characters");
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("must not hold control characters");
        }
        String body = normal(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
        boolean fromRoot = body.indexOf('/') >= 0 || text.equals("/");
        body = body.startsWith("/") ? body.substring(1) : body;
        if (body.contains("//")) {
            throw new IllegalArgumentException("must not hold //");
        }
        String names = text.equals("/") ? ".*" : regex(body);
        return new PathPattern(
                Pattern.compile(
                        (fromRoot ? "/" : "(?:/.*)?/") + names + "(?:/.*)?",
                        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL));
    }

    /** Whether a path beginning with "/" is meant. */
    boolean matches(String path) {
        return pattern.matcher(normal(path)).matches();
    }

    private static String normal(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    private static String regex(String glob) {
        var regex = new StringBuilder();
        int folders = -1;
        int star = -1;
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            if (c == '*' && glob.startsWith("**", i)) {
                settle(regex, folders, FOLDERS, "(?:.*?/)??");
                folders = regex.length();
                i = folders(glob, i, regex);
            } else if (c == '*') {
                settle(regex, star, NAME_PART, "[^/]*?");
                star = regex.length();
                regex.append(NAME_PART);
            } else if (c == '/') {
                star = -1;
                regex.append(c);
            } else if (c == '?') {
                regex.append("[^/]");
            } else if (c == '[') {
                i = characters(glob, i, regex);
            } else {
                regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return regex.toString();
    }

    /**
     * What stands between two stars is found where it comes first, and nowhere else: the second
     * star takes all that follows. So no path is gone through more than a few times.
     *
     * @param star where the first of the two begins, or -1 if there is none
     */
    private static void settle(StringBuilder regex, int star, String greedy, String reluctant) {
        if (star >= 0) {
            regex.replace(star, star + greedy.length(), "(?>" + reluctant);
            regex.append(')');
        }
    }

    /** Returns where the stars end; a slash after them may have no folder before it. */
    private static int folders(String glob, int stars, StringBuilder regex) {
        int next = stars + 2;
        boolean whole =
                (stars == 0 || glob.charAt(stars - 1) == '/')
                        && (next == glob.length() || glob.charAt(next) == '/');
        if (!whole) {
            throw new IllegalArgumentException("must have ** alone between two slashes");
        }
        if (next == glob.length()) {
            regex.append(".+");
            return stars + 1;
        }
        regex.append(FOLDERS);
        return next;
    }

    /** Returns where the bracket closes. */
    private static int characters(String glob, int open, StringBuilder regex) {
        int close = glob.indexOf(']', open + 2);
        if (close < 0) {
            throw new IllegalArgumentException("has a [ without its ]");
        }
        String inner = glob.substring(open + 1, close);
        boolean not = inner.startsWith("!");
        String set = (not ? inner.substring(1) : inner).replaceAll("[\\\\\\[\\]^&]", "\\\\$0");
        if (set.isEmpty() || set.contains("/")) {
            throw new IllegalArgumentException("has a [ ] that stands for no character of a name");
        }
        String one = "(?!/)[" + (not ? "^" : "") + set + "]";
        try {
            Pattern.compile(one);
        } catch (java.util.regex.PatternSyntaxException e) {
            throw new IllegalArgumentException("has a range in [ ] that runs backwards", e);
        }
        regex.append(one);
        return close;
    }
}
