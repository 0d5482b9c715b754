package com.aqwacloud.sync.internal.conflict;

import com.aqwacloud.camel.component.microsoft.onedrive.BatchRequest;
import com.aqwacloud.camel.component.microsoft.onedrive.BatchResponse;
import com.aqwacloud.camel.component.microsoft.onedrive.Drive;
import com.aqwacloud.camel.component.microsoft.onedrive.PreconditionFailedException;
import com.aqwacloud.sync.api.WrongStateException;
import com.aqwacloud.sync.internal.route.AqwaHeaders;
import com.aqwacloud.sync.internal.route.ItemAddress;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** What the route that restores asks OneDrive. Thread-safe. */
public final class RestoreSteps {
    private static final String PERSONAL = "personal";

    /** Puts the question for the versions of the item into the body. */
    public void versions(Exchange exchange) {
        ask(exchange, "GET", "/versions", Map.of());
    }

    /**
     * From the answer to it, puts the request for the newest earlier version of the wanted size
     * into the body.
     *
     * @throws WrongStateException if there is none
     */
    public void restoreVersion(Exchange exchange) {
        Message message = exchange.getMessage();
        long size = message.getHeader(AqwaHeaders.SIZE, Long.class);
        JsonNode versions = answer(exchange).path("value");
        for (int i = 1; i < versions.size(); i++) {
            JsonNode version = versions.get(i);
            if (version.path("size").asLong() == size) {
                ask(
                        exchange,
                        "POST",
                        "/versions/" + version.path("id").asText() + "/restoreVersion",
                        Map.of("If-Match", message.getHeader(AqwaHeaders.ETAG, String.class)));
                return;
            }
        }
        throw new WrongStateException("OneDrive no longer holds that version.");
    }

    /** Sees to it that the request was done. */
    public void restored(Exchange exchange) {
        answer(exchange);
    }

    /**
     * Sees to it that the drive in the body lets a program reach its recycle bin.
     *
     * @throws WrongStateException if it does not; it says what a person can do
     */
    public void reachBin(Exchange exchange) {
        Message message = exchange.getMessage();
        if (!PERSONAL.equals(message.getBody(Drive.class).type())) {
            throw new WrongStateException(
                    "only a personal OneDrive lets AqwaCloud reach its recycle bin, and this is one"
                            + " for work or school; take "
                            + message.getHeader(AqwaHeaders.NAME, String.class)
                            + " out of the recycle bin in OneDrive by hand.");
        }
    }

    private static void ask(
            Exchange exchange, String method, String what, Map<String, String> headers) {
        Message message = exchange.getMessage();
        String item = message.getHeader(AqwaHeaders.DESTINATION_ID, String.class);
        message.setBody(
                List.of(
                        new BatchRequest(
                                "1",
                                method,
                                ItemAddress.of(exchange, item) + what,
                                headers,
                                null,
                                List.of())));
    }

    private static JsonNode answer(Exchange exchange) {
        var response = (BatchResponse) exchange.getMessage().getBody(List.class).get(0);
        response.failure()
                .ifPresent(
                        refused -> {
                            throw new WrongStateException(
                                    refused instanceof PreconditionFailedException
                                            ? "OneDrive's file was changed since; nothing changed."
                                            : refused.getMessage());
                        });
        return response.body();
    }
}
