package com.aqwacloud.sandbox.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Instant;

/**
 * Someone who wants to be told that there are changes.
 *
 * @param resource as it was asked for
 * @param itemId the folder it is about
 * @param target where to tell it
 * @param lifecycle where to tell what becomes of it; {@code null} if no one wants to know
 * @param state a secret of the client's, sent along; {@code null} if there is none
 * @param told the place in the feed up to which changes were told
 */
record Subscription(
        String id,
        String resource,
        String itemId,
        URI target,
        URI lifecycle,
        String state,
        Instant expires,
        long told) {

    Subscription expiring(Instant time) {
        return new Subscription(id, resource, itemId, target, lifecycle, state, time, told);
    }

    Subscription told(long seq) {
        return new Subscription(id, resource, itemId, target, lifecycle, state, expires, seq);
    }

    /** As it is kept across restarts. */
    ObjectNode record() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", id)
                .put("resource", resource)
                .put("itemId", itemId)
                .put("target", target.toString())
                .put("lifecycle", lifecycle == null ? null : lifecycle.toString())
                .put("state", state)
                .put("expires", expires.toString())
                .put("told", told);
    }

    static Subscription of(JsonNode record) {
        String lifecycle = record.required("lifecycle").textValue();
        return new Subscription(
                record.required("id").textValue(),
                record.required("resource").textValue(),
                record.required("itemId").textValue(),
                URI.create(record.required("target").textValue()),
                lifecycle == null ? null : URI.create(lifecycle),
                record.required("state").textValue(),
                Instant.parse(record.required("expires").textValue()),
                record.required("told").longValue());
    }

    ObjectNode json(String userId) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("id", id);
        node.put("resource", resource);
        node.put("applicationId", "00000000-0000-0000-0000-0000000000aa");
        node.put("changeType", "updated");
        node.put("clientState", state);
        node.put("notificationUrl", target.toString());
        node.put("lifecycleNotificationUrl", lifecycle == null ? null : lifecycle.toString());
        node.put("expirationDateTime", ItemJson.time(expires));
        node.put("creatorId", userId);
        return node;
    }

    /** One entry of a message; what has changed is for delta to tell. */
    ObjectNode message() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("subscriptionId", id);
        node.put("subscriptionExpirationDateTime", ItemJson.time(expires));
        node.put("clientState", state);
        node.put("changeType", "updated");
        node.put("resource", resource.replaceFirst("^/", ""));
        node.put("tenantId", "");
        return node;
    }
}
