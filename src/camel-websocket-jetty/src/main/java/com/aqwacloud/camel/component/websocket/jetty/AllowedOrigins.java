package com.aqwacloud.camel.component.websocket.jetty;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Tells pages that may connect from pages that may not. Browsers send cookies along to any host, so
 * without this check any page on the web could talk in the name of whoever visits it.
 */
final class AllowedOrigins {

    private final List<Pattern> patterns;

    private AllowedOrigins(List<Pattern> patterns) {
        this.patterns = patterns;
    }

    /**
     * Reads a comma separated list of origins such as {@code https://app.example.com}; {@code *}
     * stands for any number of characters but no slash, and alone for every origin.
     *
     * @param list may be null or blank for none besides the own host
     */
    static AllowedOrigins parse(String list) {
        if (list == null || list.isBlank()) {
            return new AllowedOrigins(List.of());
        }
        return new AllowedOrigins(
                Arrays.stream(list.split(","))
                        .map(String::strip)
                        .filter(origin -> !origin.isEmpty())
                        .map(AllowedOrigins::pattern)
                        .toList());
    }

    private static Pattern pattern(String origin) {
        if (origin.equals("*")) {
            return Pattern.compile(".*");
        }
        String regex =
                Arrays.stream(origin.split("\\*", -1))
                        .map(Pattern::quote)
                        .collect(Collectors.joining("[^/]*"));
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
    }

    /**
     * Whether a page of the origin may connect.
     *
     * @param origin the Origin header; null, as programs other than browsers send none, is allowed
     * @param host the Host header of the same request
     */
    boolean allow(String origin, String host) {
        if (origin == null) {
            return true;
        }
        if (host != null && authority(origin).equals(withoutDefaultPort(host))) {
            return true;
        }
        return patterns.stream().anyMatch(pattern -> pattern.matcher(origin).matches());
    }

    private static String authority(String origin) {
        int scheme = origin.indexOf("://");
        // "null", which sandboxed pages send, is no authority and equals no host.
        return scheme < 0 ? "" : withoutDefaultPort(origin.substring(scheme + 3));
    }

    private static String withoutDefaultPort(String authority) {
        return authority.toLowerCase(Locale.ROOT).replaceFirst(":(80|443)$", "");
    }
}
