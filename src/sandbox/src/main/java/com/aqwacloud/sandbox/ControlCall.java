package com.aqwacloud.sandbox;

import com.aqwacloud.sandbox.http.Call;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/** How requests to {@code /sandbox/} are read. */
final class ControlCall {

    private static final int LIMIT_BYTES = 64 * 1024;
    private static final ObjectMapper JSON = new ObjectMapper();

    private ControlCall() {}

    /**
     * Whether a browser sends this for a page of another site, which must not be able to make
     * accounts or faults.
     */
    static boolean isFromElsewhere(Call call) {
        boolean otherOrigin =
                call.header("Origin").filter(origin -> !origin.equals(call.base())).isPresent();
        boolean otherSite =
                call.header("Sec-Fetch-Site")
                        .filter(site -> !Set.of("same-origin", "none").contains(site))
                        .isPresent();
        return otherOrigin || otherSite;
    }

    /** The request's JSON object; empty if it is none. */
    static Optional<JsonNode> object(Call call) throws IOException {
        try {
            byte[] body = call.bytes(LIMIT_BYTES).orElse(new byte[0]);
            return Optional.of(JSON.readTree(body)).filter(JsonNode::isObject);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
