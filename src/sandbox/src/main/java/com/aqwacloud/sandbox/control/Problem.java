package com.aqwacloud.sandbox.control;

import com.aqwacloud.sandbox.http.ApiException;
import com.aqwacloud.sandbox.http.Reply;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is wrong with a request to the sandbox itself, as {@code application/problem+json}. */
public final class Problem {

    private static final Map<Integer, String> TITLES =
            Map.of(
                    400, "Bad Request",
                    403, "Forbidden",
                    404, "Not Found",
                    405, "Method Not Allowed",
                    409, "Conflict",
                    413, "Content Too Large",
                    415, "Unsupported Media Type",
                    421, "Misdirected Request");

    private static final Pattern FIELD = Pattern.compile("([A-Za-z.]+): ");

    private Problem() {}

    public static Reply reply(int status, String detail) {
        return reply(status, detail, null);
    }

    /** To throw where the answer can't be returned. */
    public static ApiException of(int status, String detail) {
        return new ApiException(reply(status, detail, null));
    }

    /** One field of the body, or one parameter, is not as it has to be. */
    public static ApiException field(String name, String detail) {
        return new ApiException(reply(400, name + ": " + detail, name));
    }

    /** The same as an answer, of an exception whose message begins with the field, if it is one. */
    public static Reply reply(IllegalArgumentException wrong) {
        Matcher named = FIELD.matcher(wrong.getMessage());
        return reply(400, wrong.getMessage(), named.lookingAt() ? named.group(1) : null);
    }

    /** The method is none of those that are told. */
    public static Reply notAllowed(String allowed) {
        return reply(405, "Here can be done: " + allowed).with("Allow", allowed);
    }

    private static Reply reply(int status, String detail, String field) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("type", "about:blank");
        node.put("title", TITLES.getOrDefault(status, "Error"));
        node.put("status", status);
        node.put("detail", detail);
        if (field != null) {
            node.put("field", field);
        }
        return new Reply(
                status,
                Map.of(),
                new Reply.Bytes(
                        node.toString().getBytes(StandardCharsets.UTF_8),
                        "application/problem+json"));
    }
}
