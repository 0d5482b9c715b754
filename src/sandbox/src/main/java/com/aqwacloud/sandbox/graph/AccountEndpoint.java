package com.aqwacloud.sandbox.graph;

import com.aqwacloud.sandbox.account.Owner;
import com.aqwacloud.sandbox.core.CloudFolder;
import com.aqwacloud.sandbox.http.Call;
import com.aqwacloud.sandbox.http.Reply;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The user and the drive. */
final class AccountEndpoint {

    private static final long QUOTA_BYTES = 1L << 40;

    private final CloudFolder folder;
    private final ItemJson json;
    private final Owner owner;

    AccountEndpoint(CloudFolder folder, ItemJson json, Owner owner) {
        this.folder = folder;
        this.json = json;
        this.owner = owner;
    }

    Reply me(Call call) {
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

    Reply drive(Call call) {
        call.operation("drive");
        return Reply.ok(Select.apply(call, driveJson(call)));
    }

    Reply drives(Call call) {
        call.operation("drives");
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.putArray("value").add(driveJson(call));
        return Reply.ok(node);
    }

    private ObjectNode driveJson(Call call) {
        long trashed = folder.sizeOfTrash();
        long used = folder.sizeOf(folder.root()) + trashed;
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("id", json.driveId());
        node.put("name", "OneDrive");
        node.put("driveType", json.kind().id());
        node.putObject("owner")
                .putObject("user")
                .put("id", owner.userId())
                .put("displayName", owner.displayName());
        ObjectNode quota = node.putObject("quota");
        long total = call.storageLimit().orElse(QUOTA_BYTES);
        quota.put("total", total);
        quota.put("used", used);
        quota.put("remaining", Math.max(0, total - used));
        quota.put("deleted", trashed);
        quota.put("state", state(used, total));
        return node;
    }

    /** In Graph's words, by how little is left. */
    private static String state(long used, long total) {
        if (used >= total) {
            return "exceeded";
        }
        double left = (double) (total - used) / total;
        return left < 0.01 ? "critical" : left < 0.1 ? "nearing" : "normal";
    }
}
