package com.aqwacloud.sandbox.graph;

import com.aqwacloud.sandbox.account.DriveKind;
import com.aqwacloud.sandbox.core.CloudFolder;
import com.aqwacloud.sandbox.core.Item;
import com.aqwacloud.sandbox.core.Meta;
import com.aqwacloud.sandbox.http.Call;
import com.aqwacloud.sandbox.http.Reply;
import java.io.IOException;

/** Deletion into the recycle bin, back out of it, and for ever. */
final class BinEndpoint {

    private final CloudFolder folder;
    private final Items items;
    private final ItemJson json;
    private final Parents parents;

    BinEndpoint(CloudFolder folder, Items items, ItemJson json, Parents parents) {
        this.parents = parents;
        this.folder = folder;
        this.items = items;
        this.json = json;
    }

    Reply delete(Call call, Address address) throws IOException {
        call.operation("delete");
        folder.remove(items.find(address).id(), true, Conditions.of(call));
        return Reply.empty(204);
    }

    Reply deleteForEver(Call call, Address address) throws IOException {
        call.operation("delete.permanent");
        folder.remove(items.find(address).id(), false, Conditions.of(call));
        return Reply.empty(204);
    }

    /** Only personal drives have this in v1.0. */
    Reply restore(Call call, Address address) throws IOException {
        call.operation("restore");
        if (json.kind() == DriveKind.BUSINESS) {
            throw GraphError.of(
                    400, "notSupported", "Items of this kind of drive can't be restored so.");
        }
        if (!address.path().isEmpty()) {
            throw GraphError.notFound();
        }
        Body body = Body.of(call);
        String name = body.text("name").orElse(null);
        String parentId = parents.of(body.at("parentReference")).map(Item::id).orElse(null);
        if (name != null) {
            Item parent = items.byId(parentId == null ? "root" : parentId);
            items.checkName(parent, name);
        }
        Item item = folder.restore(address.anchor(), Meta.named(parentId, name).by(call.client()));
        return Reply.ok(json.of(call, item)).with("ETag", ItemJson.eTag(item));
    }
}
