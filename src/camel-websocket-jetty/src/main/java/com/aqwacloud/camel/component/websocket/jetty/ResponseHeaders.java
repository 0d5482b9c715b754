package com.aqwacloud.camel.component.websocket.jetty;

import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jetty.http.HttpFields;

/** Headers that every static resource is sent with. */
record ResponseHeaders(Map<String, String> fields) {

    ResponseHeaders {
        fields = Map.copyOf(fields);
    }

    static ResponseHeaders of(WebSocketJettyConfiguration configuration) {
        var fields = new LinkedHashMap<String, String>();
        if (configuration.isSecurityHeaders()) {
            fields.put("X-Content-Type-Options", "nosniff");
            fields.put("Referrer-Policy", "same-origin");
            fields.put("X-Frame-Options", "SAMEORIGIN");
            String policy = configuration.getContentSecurityPolicy();
            if (policy != null && !policy.isBlank()) {
                fields.put("Content-Security-Policy", policy);
            }
        }
        return new ResponseHeaders(fields);
    }

    void addTo(HttpFields.Mutable headers) {
        fields.forEach(headers::put);
    }
}
