package com.aqwacloud.camel.component.microsoft.onedrive;

import java.net.URI;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * One HTTP request before it is sent; it can be sent more than once.
 *
 * @param timeout for everything up to the end of the answer, or up to its headers if it is
 *     streamed; it begins anew as long as the body moves
 */
record HttpCall(
        GraphRequest request,
        String method,
        URI uri,
        Map<String, String> headers,
        Body body,
        Duration timeout) {

    /** Makes the body anew for each time that the request is sent. */
    @FunctionalInterface
    interface Body {
        BodyPublisher publisher() throws Exception;

        /** A number that changes whenever bytes of the body are read. */
        default long moved() {
            return 0;
        }
    }

    HttpCall {
        headers = Map.copyOf(headers);
    }

    static HttpCall of(RequestKind kind, String method, URI uri, Duration timeout) {
        return new HttpCall(
                GraphRequest.of(kind), method, uri, Map.of(), BodyPublishers::noBody, timeout);
    }

    RequestKind kind() {
        return request.kind();
    }

    HttpCall at(URI other) {
        return new HttpCall(request, method, other, headers, body, timeout);
    }

    /** As a request that the service counts as so many, and that costs so many units. */
    HttpCall counted(int parts, int cost) {
        return new HttpCall(
                new GraphRequest(request.kind(), parts, cost, request.caller()),
                method,
                uri,
                headers,
                body,
                timeout);
    }

    /** With a header, unless its value is null. */
    HttpCall header(String name, String value) {
        if (value == null) {
            return this;
        }
        Map<String, String> more = new TreeMap<>(headers);
        more.put(name, value);
        return new HttpCall(request, method, uri, more, body, timeout);
    }

    HttpCall body(String contentType, Body content) {
        return new HttpCall(request, method, uri, headers, content, timeout)
                .header("Content-Type", contentType);
    }

    HttpCall json(byte[] json) {
        return body("application/json", () -> BodyPublishers.ofByteArray(json));
    }
}
