package com.aqwacloud.sync.internal.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.StreamCache;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Answers a request with the message that a route ended with. */
final class OutboundResponse {

    /** Headers that belong to the connection, or that the server writes itself. */
    private static final Set<String> NEVER =
            Set.of(
                    "connection",
                    "content-length",
                    "date",
                    "host",
                    "keep-alive",
                    "server",
                    "te",
                    "trailer",
                    "transfer-encoding",
                    "upgrade",
                    "breadcrumbid");

    private final String produces;
    private final Map<Object, Boolean> inbound = new IdentityHashMap<>();

    /**
     * @param produces the media types that the route declares, or null
     * @param given the headers that the exchange began with
     */
    OutboundResponse(String produces, Map<String, Object> given) {
        this.produces = produces;
        given.values().forEach(value -> inbound.put(value, true));
    }

    void write(Exchange exchange, Request request, Response response, Callback callback)
            throws IOException {
        Message message = exchange.getMessage();
        Object body = message.getBody();
        headers(message, response);
        Integer status = message.getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
        response.setStatus(status != null ? status : body == null ? 204 : 200);
        if (body == null) {
            callback.succeeded();
            return;
        }
        byte[] bytes = bytes(exchange, body);
        if (!response.getHeaders().contains(HttpHeader.CONTENT_TYPE)) {
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, contentType(body));
        }
        if (bytes != null) {
            response.write(true, ByteBuffer.wrap(bytes), callback);
            return;
        }
        InputStream stream =
                exchange.getContext()
                        .getTypeConverter()
                        .convertTo(InputStream.class, exchange, body);
        try (stream;
                var out = Content.Sink.asOutputStream(response)) {
            stream.transferTo(out);
        }
        callback.succeeded();
    }

    private void headers(Message message, Response response) {
        response.getHeaders().put("X-Content-Type-Options", "nosniff");
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        message.getHeaders()
                .forEach(
                        (name, value) -> {
                            if (value != null && !inbound.containsKey(value) && allowed(name)) {
                                put(response, name, value);
                            }
                        });
    }

    private static void put(Response response, String name, Object value) {
        Collection<?> values = value instanceof Collection<?> several ? several : List.of(value);
        List<String> texts =
                values.stream()
                        .filter(OutboundResponse::simple)
                        .map(String::valueOf)
                        .filter(text -> text.chars().noneMatch(c -> c < ' ' && c != '\t'))
                        .toList();
        if (!texts.isEmpty()) {
            response.getHeaders().put(name, texts);
        }
    }

    private static boolean simple(Object value) {
        return value instanceof CharSequence || value instanceof Number || value instanceof Boolean;
    }

    private static boolean allowed(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return !lower.startsWith("camel")
                && !lower.startsWith("aqwa")
                && !NEVER.contains(lower)
                && name.matches("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
    }

    /** The body if it is held in memory; null if it is a stream. */
    private static byte[] bytes(Exchange exchange, Object body) {
        if (body instanceof byte[] bytes) {
            return bytes;
        }
        if (simple(body)) {
            return body.toString().getBytes(StandardCharsets.UTF_8);
        }
        if (body instanceof InputStream
                || body instanceof StreamCache
                || body instanceof java.io.Reader
                || body instanceof java.io.File
                || body instanceof java.nio.file.Path
                || body instanceof ByteBuffer) {
            return null;
        }
        throw new IllegalStateException(
                "The route "
                        + exchange.getFromRouteId()
                        + " ended with a body of "
                        + body.getClass().getName()
                        + ", which must be marshalled to be an answer");
    }

    private String contentType(Object body) {
        if (produces != null && !produces.contains(",") && !produces.contains("*")) {
            return produces;
        }
        return simple(body) ? "text/plain;charset=utf-8" : "application/octet-stream";
    }
}
