package com.aqwacloud.sandbox.graph;

import com.aqwacloud.sandbox.fault.FaultKind;
import com.aqwacloud.sandbox.http.Call;
import com.aqwacloud.sandbox.http.Reply;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Links to further pages, which keep what the client asked for. */
final class Paging {

    private static final Set<String> TOKENS = Set.of("$skiptoken", "token", "$deltatoken");

    private Paging() {}

    /** How many entries a page is to have. */
    static int top(Map<String, String> query, int otherwise, int most) {
        String given = query.getOrDefault("$top", Integer.toString(otherwise));
        if (!given.matches("\\d{1,9}") || Integer.parseInt(given) == 0) {
            throw GraphError.invalid("Invalid value for $top.");
        }
        return Math.min(most, Integer.parseInt(given));
    }

    /** The same for a request; a fault may ask for a short page. */
    static int top(Call call, int otherwise, int most) {
        return shortened(call, top(call.query(), otherwise, most));
    }

    static int shortened(Call call, int top) {
        return call.fault(FaultKind.SHORT_PAGE)
                .map(fault -> (int) Math.min(top, fault.number("items", 1)))
                .orElse(top);
    }

    /** A page without items, after which it goes on where it has been. */
    static Reply empty(Call call) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("@odata.context", call.base() + "/v1.0/$metadata#Collection(driveItem)");
        node.put("@odata.nextLink", self(call));
        node.putArray("value");
        return Reply.ok(node);
    }

    /** The address of this very page: after an empty one it goes on where it has been. */
    private static String self(Call call) {
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

    /** The path asked for, without what stood for a place in a list. */
    static String path(Call call) {
        return call.rawPath().replaceFirst("(?i)/delta\\([^/]*\\)$", "/delta");
    }

    static String link(Call call, String name, String token) {
        return link(call.base() + path(call), call.query(), name, token);
    }

    /**
     * @param address without a query
     * @param query what was asked for, with the place in the list or without
     */
    static String link(String address, Map<String, String> query, String name, String token) {
        StringBuilder link = new StringBuilder(address + "?");
        query.forEach(
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
