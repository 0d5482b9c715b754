package com.aqwacloud.camel.component.microsoft.onedrive;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One request of a batch.
 *
 * @param id names the request in its batch; unique in it
 * @param method the HTTP method
 * @param url the address below the service's version, such as {@code /me/drive/items/ID}, escaped
 * @param headers never null
 * @param body anything that Jackson can write as JSON, or null; a content type is added to it
 * @param dependsOn ids of requests of the batch that must have succeeded first; never null
 */
public record BatchRequest(
        String id,
        String method,
        String url,
        Map<String, String> headers,
        Object body,
        List<String> dependsOn) {

    /** Copies map and list. */
    public BatchRequest {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(url, "url");
        headers = Map.copyOf(headers);
        dependsOn = List.copyOf(dependsOn);
    }

    /** A request without headers, body and dependencies. */
    public BatchRequest(String id, String method, String url) {
        this(id, method, url, Map.of(), null, List.of());
    }
}
