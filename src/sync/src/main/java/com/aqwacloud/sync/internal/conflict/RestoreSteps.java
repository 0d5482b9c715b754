package com.aqwacloud.sync.internal.conflict;

import com.aqwacloud.camel.component.microsoft.onedrive.BatchRequest;
import com.aqwacloud.camel.component.microsoft.onedrive.BatchResponse;
import com.aqwacloud.camel.component.microsoft.onedrive.Drive;
import com.aqwacloud.camel.component.microsoft.onedrive.PreconditionFailedException;
import com.aqwacloud.sync.api.WrongStateException;
import com.aqwacloud.sync.internal.route.AqwaHeaders;
import com.aqwacloud.sync.internal.route.ItemAddress;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
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
     * From the answer to it, puts the request for the earlier version of the wanted size into the
     * body. Where several have it, as when what replaced it came damaged at first, the time tells.
     *
     * @throws WrongStateException if there is none, or none is known to be the one
     */
    public void restoreVersion(Exchange exchange) {
        Message message = exchange.getMessage();
        String version = wanted(message, answer(exchange).path("value")).path("id").asText();
        ask(
                exchange,
                "POST",
                "/versions/" + version + "/restoreVersion",
                Map.of("If-Match", message.getHeader(AqwaHeaders.ETAG, String.class)));
    }

    /** The first version is the present one. */
    private static JsonNode wanted(Message message, JsonNode versions) {
        long size = message.getHeader(AqwaHeaders.SIZE, Long.class);
        List<JsonNode> ofSize =
                StreamSupport.stream(versions.spliterator(), false)
                        .skip(1)
                        .filter(version -> version.path("size").asLong() == size)
                        .toList();
        if (ofSize.isEmpty()) {
            throw new WrongStateException("OneDrive no longer holds that version.");
        }
        Instant modified = message.getHeader(AqwaHeaders.MODIFIED, Instant.class);
        List<JsonNode> ofTime =
                ofSize.size() == 1
                        ? ofSize
                        : ofSize.stream().filter(version -> isOf(version, modified)).toList();
        if (ofTime.size() != 1) {
            throw new WrongStateException(
                    "OneDrive holds several versions of that size, and none is known to be the one;"
                            + " look into the version history of "
                            + message.getHeader(AqwaHeaders.NAME, String.class)
                            + " there.");
        }
        return ofTime.get(0);
    }

    /** OneDrive keeps whole seconds of a file's time. */
    private static boolean isOf(JsonNode version, Instant modified) {
        String told = version.path("lastModifiedDateTime").asText("");
        return modified != null
                && !told.isEmpty()
                && Instant.parse(told).getEpochSecond() == modified.getEpochSecond();
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
