package com.aqwacloud.sandbox.fault;

import java.util.regex.Pattern;

/**
 * Which paths a rule is for; a path has to match from beginning to end.
 *
 * @param text as it was given
 * @param isGlob or else a regular expression
 * @param pattern what to match with
 */
public record PathPattern(String text, boolean isGlob, Pattern pattern) {

    /** {@code *} is any run without a slash, {@code **} any run, {@code ?} one character. */
    public static PathPattern glob(String text) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '*' && i + 1 < text.length() && text.charAt(i + 1) == '*') {
                regex.append(".*");
                i++;
            } else if (c == '*') {
                regex.append("[^/]*");
            } else if (c == '?') {
                regex.append("[^/]");
            } else {
                regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return new PathPattern(text, true, Pattern.compile(regex.toString(), Pattern.DOTALL));
    }

    /**
     * @throws java.util.regex.PatternSyntaxException if it is none
     */
    public static PathPattern regex(String text) {
        return new PathPattern(text, false, Pattern.compile(text));
    }

    boolean matches(String path) {
        return pattern.matcher(path).matches();
    }
}
