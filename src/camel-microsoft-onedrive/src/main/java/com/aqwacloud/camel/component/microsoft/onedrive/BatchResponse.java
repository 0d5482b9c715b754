package com.aqwacloud.camel.component.microsoft.onedrive;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;

/**
 * The answer to one request of a batch.
 *
 * @param id the request's id
 * @param status its own HTTP status
 * @param headers its own headers
 * @param body its JSON body; a missing node, not null, if it has none
 * @param failure what went wrong, if the status says so
 */
public record BatchResponse(
        String id,
        int status,
        Map<String, String> headers,
        JsonNode body,
        Optional<OneDriveException> failure) {

    /** Copies the map. */
    public BatchResponse {
        headers = Map.copyOf(headers);
    }

    /** The body as an item; empty if it is none or the request failed. */
    public Optional<DriveItem> item() {
        return failure.isEmpty() && body.hasNonNull("id")
                ? Optional.of(GraphJson.driveItem(body))
                : Optional.empty();
    }
}
