package com.aqwacloud.sandbox.fault;

import java.util.regex.Pattern;

/**
 * Which requests a rule is for. What is {@code null} may be anything.
 *
 * @param path the whole path has to match
 */
public record Match(String cloud, String account, String method, Pattern path, String operation) {

    public static final Match ANY = new Match(null, null, null, null, null);

    public boolean accepts(Asked asked) {
        return (cloud == null || cloud.equals(asked.cloud()))
                && (account == null || account.equals(asked.account()))
                && (method == null || method.equalsIgnoreCase(asked.method()))
                && (operation == null || operation.equals(asked.operation()))
                && (path == null || path.matcher(asked.path()).matches());
    }

    /** {@code *} is any run without a slash, {@code **} any run, {@code ?} one character. */
    public static Pattern glob(String text) {
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
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }
}
