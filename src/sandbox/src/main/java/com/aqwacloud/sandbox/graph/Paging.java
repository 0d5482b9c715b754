package com.aqwacloud.sandbox.graph;

import com.aqwacloud.sandbox.http.Call;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** Links to further pages, which keep what the client asked for. */
final class Paging {

    private static final Set<String> TOKENS = Set.of("$skiptoken", "token", "$deltatoken");

    private Paging() {}

    static int top(Call call, int otherwise, int most) {
        String given = call.query("$top").orElse(Integer.toString(otherwise));
        if (!given.matches("\\d{1,9}") || Integer.parseInt(given) == 0) {
            throw GraphError.invalid("Invalid value for $top.");
        }
        return Math.min(most, Integer.parseInt(given));
    }

    /** The path asked for, without what stood for a place in a list. */
    static String path(Call call) {
        return call.rawPath().replaceFirst("(?i)/delta\\([^/]*\\)$", "/delta");
    }

    static String link(Call call, String name, String token) {
        StringBuilder link = new StringBuilder(call.base() + path(call) + "?");
        call.query()
                .forEach(
                        (key, value) -> {
                            if (!TOKENS.contains(key)) {
                                link.append(key)
                                        .append('=')
                                        .append(URLEncoder.encode(value, StandardCharsets.UTF_8))
                                        .append('&');
                            }
                        });
        return link.append(name).append('=').append(token).toString();
    }
}
