package com.aqwacloud.sync.internal.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.util.CaseInsensitiveMap;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Fields;

/**
 * What of a request reaches a route. Nothing that a client sends can become a header that Camel or
 * this product acts upon.
 */
final class InboundRequest {

    private final HttpOptions options;

    InboundRequest(HttpOptions options) {
        this.options = options;
    }

    /** The whole body, or null if it is too long. */
    byte[] body(Request request) throws IOException {
        int limit = options.maxBodyBytes();
        if (request.getLength() > limit) {
            return null;
        }
        try (InputStream in = Content.Source.asInputStream(request)) {
            byte[] body = in.readNBytes(limit + 1);
            return body.length > limit ? null : body;
        }
    }

    /**
     * The headers of the exchange: query parameters, over them some request headers, over them path
     * parameters, and Camel's own about the request.
     *
     * @param template the path of the route, with parameters in braces
     */
    Map<String, Object> headers(Request request, String template) {
        Map<String, Object> headers = new CaseInsensitiveMap();
        for (Fields.Field field : Request.extractQueryParameters(request)) {
            if (!reserved(field.getName())
                    && !options.requestHeaders().stream()
                            .anyMatch(field.getName()::equalsIgnoreCase)) {
                headers.put(field.getName(), own(field.getValues()));
            }
        }
        for (String name : options.requestHeaders()) {
            List<String> values = request.getHeaders().getValuesList(name);
            if (!values.isEmpty()) {
                headers.put(name, own(values));
            }
        }
        pathParameters(template, request.getHttpURI().getPath(), headers);
        headers.put(Exchange.HTTP_METHOD, request.getMethod());
        headers.put(Exchange.HTTP_PATH, Request.getPathInContext(request));
        headers.put(Exchange.HTTP_URI, request.getHttpURI().getPath());
        if (request.getHttpURI().getQuery() != null) {
            headers.put(Exchange.HTTP_QUERY, request.getHttpURI().getQuery());
        }
        return headers;
    }

    private static void pathParameters(String template, String path, Map<String, Object> headers) {
        String[] names = template.split("/");
        String[] values = path.split("/");
        for (int i = 0; i < Math.min(names.length, values.length); i++) {
            String name = names[i];
            if (name.startsWith("{") && name.endsWith("}")) {
                String parameter = name.substring(1, name.length() - 1);
                if (!reserved(parameter)) {
                    headers.put(parameter, decoded(values[i]));
                }
            }
        }
    }

    private static String decoded(String segment) {
        try {
            return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return segment;
        }
    }

    private static boolean reserved(String name) {
        String lower = name.strip().toLowerCase(Locale.ROOT);
        return lower.startsWith("camel")
                || lower.startsWith("aqwa")
                || lower.startsWith("x-forwarded")
                || lower.startsWith("org.apache.camel");
    }

    /** An object of its own, so that the answer can tell it from an equal value set by a route. */
    private static Object own(List<String> values) {
        return values.size() == 1
                ? new String(values.get(0).toCharArray())
                : new ArrayList<>(values);
    }
}
