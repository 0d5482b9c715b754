package com.aqwacloud.sandbox.graph;

import com.aqwacloud.sandbox.fault.FaultKind;
import com.aqwacloud.sandbox.http.Call;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;

/** Links to further pages, which keep what the client asked for. */
final class Paging {

    private static final Set<String> TOKENS = Set.of("$skiptoken", "token", "$deltatoken");

    private Paging() {}

    static int top(Call call, int otherwise, int most) {
        String given = call.query("$top").orElse(Integer.toString(otherwise));
        if (!given.matches("\\d{1,9}") || Integer.parseInt(given) == 0) {
            throw GraphError.invalid("Invalid value for $top.");
        }
        int top = Math.min(most, Integer.parseInt(given));
        return call.fault(FaultKind.SHORT_PAGE)
                .map(fault -> (int) Math.min(top, fault.number("items", 1)))
                .orElse(top);
    }

    /** The address of this very page: after an empty one it goes on where it has been. */
    static String self(Call call) {
        String query =
                call.query().entrySet().stream()
                        .map(
                                each ->
                                        each.getKey()
                                                + '='
                                                + URLEncoder.encode(
                                                        each.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"));
        return call.base() + call.rawPath() + (query.isEmpty() ? "" : "?" + query);
    }

    static String link(Call call, String name, String token) {
        StringBuilder link = new StringBuilder(call.base() + call.rawPath() + "?");
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
