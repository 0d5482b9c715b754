package com.aqwacloud.sandbox.graph;

import com.aqwacloud.sandbox.account.Owner;
import com.aqwacloud.sandbox.http.Call;
import com.aqwacloud.sandbox.http.Reply;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The user and the drive. */
final class AccountEndpoint {

    private final Quota quota;
    private final ItemJson json;
    private final Owner owner;

    AccountEndpoint(Quota quota, ItemJson json, Owner owner) {
        this.quota = quota;
        this.json = json;
        this.owner = owner;
    }

    Reply me(Call call) {
        GraphError.requireGet(call);
        call.operation("me");
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("@odata.context", call.base() + "/v1.0/$metadata#users/$entity");
        node.put("id", owner.userId());
        node.put("displayName", owner.displayName());
        node.put("givenName", owner.displayName());
        node.putNull("surname");
        node.put("mail", owner.mail());
        node.put("userPrincipalName", owner.mail());
        return Reply.ok(Select.apply(call, node));
    }

    Reply get(Call call) {
        GraphError.requireGet(call);
        call.operation("drive");
        ObjectNode node = json(call);
        node.put("webUrl", call.base() + "/" + ItemJson.sitePath(owner));
        return Reply.ok(Select.apply(call, node));
    }

    Reply drives(Call call) {
        GraphError.requireGet(call);
        call.operation("drives");
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.putArray("value").add(json(call));
        return Reply.ok(node);
    }

    /** Whether an id is that of the one drive there is. */
    boolean isDrive(String id) {
        return id.equals(json.driveId()) || id.equals("me");
    }

    /** Whether a user's id or name in an address means the owner. */
    boolean isOwner(String user) {
        return user.equals("me")
                || user.equalsIgnoreCase(owner.userId())
                || user.equalsIgnoreCase(owner.mail());
    }

    /** Whether an address leads to this drive. */
    boolean isHere(DriveAddress address) {
        return address.driveId() != null ? isDrive(address.driveId()) : isOwner(address.user());
    }

    /** Nothing of other drives is ever shared with the owner. */
    Reply sharedWithMe(Call call) {
        GraphError.requireGet(call);
        call.operation("sharedWithMe");
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.putArray("value");
        return Reply.ok(node);
    }

    private ObjectNode json(Call call) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("id", json.driveId());
        node.put("name", "OneDrive");
        node.put("driveType", json.kind().id());
        node.putObject("owner")
                .putObject("user")
                .put("id", owner.userId())
                .put("displayName", owner.displayName());
        node.set("quota", quota.json(call));
        return node;
    }
}
