package com.aqwacloud.sandbox.graph;

import com.aqwacloud.sandbox.core.CloudFolder;
import com.aqwacloud.sandbox.core.Conflict;
import com.aqwacloud.sandbox.core.Guard;
import com.aqwacloud.sandbox.core.Item;
import com.aqwacloud.sandbox.core.Meta;
import com.aqwacloud.sandbox.http.Call;
import com.aqwacloud.sandbox.http.Reply;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Who may see an item: the owner, and whoever has a link that was made for it. */
final class SharingEndpoint {

    private static final String LINK = "link";
    private static final String OWNER = "owner";

    private final CloudFolder folder;
    private final Items items;
    private final ItemJson json;

    SharingEndpoint(CloudFolder folder, Items items, ItemJson json) {
        this.folder = folder;
        this.items = items;
        this.json = json;
    }

    Reply permissions(Call call, Address address) throws IOException {
        call.operation("permissions");
        Item item = items.find(address);
        ArrayNode all = all(call, item);
        if (address.details().isEmpty()) {
            ObjectNode node = JsonNodeFactory.instance.objectNode();
            node.put("@odata.context", call.base() + "/v1.0/$metadata#Collection(permission)");
            node.set("value", all);
            return Reply.ok(node);
        }
        for (var each : all) {
            if (each.path("id").asText().equals(address.details().get(0))) {
                return Reply.ok(each);
            }
        }
        throw GraphError.notFound();
    }

    Reply createLink(Call call, Address address) throws IOException {
        call.operation("createLink");
        Item item = items.find(address);
        Body body = Body.of(call);
        String type = body.text("type").orElse("view");
        String scope = body.text("scope").orElse("anonymous");
        if (!Set.of("view", "edit", "embed").contains(type)
                || !Set.of("anonymous", "organization", "users").contains(scope)) {
            throw GraphError.invalid("There is no link of this type and scope.");
        }
        boolean there = (type + " " + scope).equals(item.properties().get(LINK));
        Map<String, Object> properties = new LinkedHashMap<>(item.properties());
        properties.put(LINK, type + " " + scope);
        properties.put(Marks.SHARED, scope);
        Item now =
                there
                        ? item
                        : folder.update(
                                item.id(),
                                new Meta(null, null, null, null, null, properties, call.client()),
                                Conflict.FAIL,
                                Guard.NONE);
        return Reply.json(there ? 200 : 201, link(call, now, type, scope));
    }

    private ArrayNode all(Call call, Item item) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        ObjectNode owner = all.addObject();
        owner.put("id", OWNER);
        owner.putArray("roles").add(OWNER);
        owner.set("grantedTo", json.user());
        owner.set("grantedToV2", json.user());
        if (item.properties().get(LINK) instanceof String link) {
            String[] words = link.split(" ");
            all.add(link(call, item, words[0], words[1]));
        }
        return all;
    }

    private static ObjectNode link(Call call, Item item, String type, String scope) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("id", "link-" + type + "-" + scope);
        node.putArray("roles").add(type.equals("edit") ? "write" : "read");
        ObjectNode link = node.putObject(LINK);
        link.put("type", type);
        link.put("scope", scope);
        link.put("webUrl", call.base() + "/s/" + item.id());
        return node;
    }

    /** No picture is ever made. */
    Reply thumbnails(Call call, Address address) throws IOException {
        call.operation("thumbnails");
        items.find(address);
        if (!address.details().isEmpty()) {
            throw GraphError.notFound();
        }
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.putArray("value");
        return Reply.ok(node);
    }
}
