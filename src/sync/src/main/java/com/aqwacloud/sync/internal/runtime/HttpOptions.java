package com.aqwacloud.sync.internal.runtime;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntSupplier;

/**
 * How REST is served.
 *
 * @param host the host that is listened on; requests may name it in {@code Host}
 * @param port the port that is listened on, asked for once it is known
 * @param publicHost the host in the OpenAPI document
 * @param contextPath what all REST paths begin with, such as {@code /api}
 * @param openApiPath where the OpenAPI document lies below that
 * @param openApiProperties {@code api.title}, {@code api.version} and the like
 * @param maxBodyBytes the largest request body
 * @param allowedHosts further names, without port, that requests may give in {@code Host}
 * @param requestHeaders names of the request headers that routes get to see
 */
public record HttpOptions(
        String host,
        IntSupplier port,
        String publicHost,
        String contextPath,
        String openApiPath,
        Map<String, String> openApiProperties,
        int maxBodyBytes,
        Set<String> allowedHosts,
        Set<String> requestHeaders) {

    /** The largest request body unless said otherwise: 1 MiB. */
    public static final int DEFAULT_MAX_BODY_BYTES = 1 << 20;

    private static final Set<String> DEFAULT_REQUEST_HEADERS =
            Set.of(
                    "Accept",
                    "Accept-Language",
                    "Content-Type",
                    "If-Match",
                    "If-None-Match",
                    "User-Agent");

    public HttpOptions {
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(port, "port");
        Objects.requireNonNull(publicHost, "publicHost");
        Objects.requireNonNull(contextPath, "contextPath");
        Objects.requireNonNull(openApiPath, "openApiPath");
        if (maxBodyBytes < 0) {
            throw new IllegalArgumentException(
                    "maxBodyBytes must not be negative but is " + maxBodyBytes);
        }
        openApiProperties = Map.copyOf(openApiProperties);
        allowedHosts = Set.copyOf(allowedHosts);
        requestHeaders = Set.copyOf(requestHeaders);
    }

    /** REST under {@code /api} with its document at {@code /api/openapi.json}. */
    public static HttpOptions of(String host, IntSupplier port) {
        return new HttpOptions(
                host,
                port,
                "localhost",
                "/api",
                "/openapi.json",
                Map.of("api.title", "AqwaCloud", "api.version", "0.1.0"),
                DEFAULT_MAX_BODY_BYTES,
                Set.of(),
                DEFAULT_REQUEST_HEADERS);
    }

    /** The same with another limit for request bodies. */
    public HttpOptions withMaxBodyBytes(int other) {
        return new HttpOptions(
                host,
                port,
                publicHost,
                contextPath,
                openApiPath,
                openApiProperties,
                other,
                allowedHosts,
                requestHeaders);
    }

    /** The same with other names that requests may give in {@code Host}. */
    public HttpOptions withAllowedHosts(Set<String> other) {
        return new HttpOptions(
                host,
                port,
                publicHost,
                contextPath,
                openApiPath,
                openApiProperties,
                maxBodyBytes,
                other,
                requestHeaders);
    }
}
