package com.aqwacloud.sandbox.graph;

import com.aqwacloud.sandbox.account.Owner;
import com.aqwacloud.sandbox.core.CloudFolder;
import com.aqwacloud.sandbox.core.Conflict;
import com.aqwacloud.sandbox.core.Item;
import com.aqwacloud.sandbox.core.UploadSession;
import com.aqwacloud.sandbox.http.Call;
import com.aqwacloud.sandbox.http.Reply;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Upload sessions as far as they are about items: their beginning, and their end elsewhere. */
final class SessionEndpoint {

    private final CloudFolder folder;
    private final Items items;
    private final ItemJson json;
    private final Owner owner;
    private final SessionCommit commit;

    SessionEndpoint(
            CloudFolder folder, Items items, ItemJson json, Owner owner, SessionCommit commit) {
        this.folder = folder;
        this.items = items;
        this.json = json;
        this.owner = owner;
        this.commit = commit;
    }

    Reply create(Call call, Address address) throws IOException {
        call.operation("session.create");
        Body body = Body.of(call);
        Body item = body.at("item");
        Conflict conflict = item.conflict(call, Conflict.FAIL);
        Map<String, Object> attributes = new LinkedHashMap<>();
        Optional<Item> existing = target(call, address, item, attributes);
        if (existing.filter(Item::folder).isPresent()) {
            throw GraphError.nameExists();
        }
        Conditions.of(call).check(existing);
        if (!address.path().isEmpty() && conflict == Conflict.FAIL && existing.isPresent()) {
            throw GraphError.nameExists();
        }
        long size = item.number("fileSize").orElse(0L);
        UploadEndpoint.checkSize(size);
        call.checkRoom(size);
        attributes.put(SessionCommit.CONFLICT, conflict.name());
        attributes.put(SessionCommit.CLIENT, call.client());
        putConditions(attributes, call);
        item.text(Marks.DESCRIPTION).ifPresent(text -> attributes.put(Marks.DESCRIPTION, text));
        Body times = item.at("fileSystemInfo");
        put(attributes, SessionCommit.MODIFIED, times.time("lastModifiedDateTime"));
        put(attributes, SessionCommit.CREATED, times.time("createdDateTime"));
        if (body.isTrue("deferCommit")) {
            attributes.put(SessionCommit.DEFERRED, true);
        }
        UploadSession session = folder.sessions().open(attributes, -1, false);
        ObjectNode node = UploadEndpoint.progress(session);
        node.put("@odata.context", call.base() + "/v1.0/$metadata#microsoft.graph.uploadSession");
        node.put("uploadUrl", owner.inscribe(call.base() + UploadEndpoint.PATH + session.id()));
        return Reply.ok(node);
    }

    /** Notes where the file is to go; returns what is there now. */
    private Optional<Item> target(
            Call call, Address address, Body item, Map<String, Object> attributes)
            throws IOException {
        Optional<String> name = item.text("name");
        if (address.path().isEmpty()) {
            Item existing = items.find(address);
            requireSame(name, existing.name());
            attributes.put(SessionCommit.ITEM, existing.id());
            return Optional.of(existing);
        }
        Items.Place place = items.place(address, call.client());
        requireSame(name, place.name());
        attributes.put(SessionCommit.PARENT, place.parent().id());
        attributes.put(SessionCommit.NAME, place.name());
        return folder.child(place.parent().id(), place.name());
    }

    private static void requireSame(Optional<String> given, String name) {
        if (given.filter(other -> !other.equals(name)).isPresent()) {
            throw GraphError.invalid("The name differs from the one in the address.");
        }
    }

    private static void put(Map<String, Object> attributes, String name, Instant time) {
        if (time != null) {
            attributes.put(name, time.toString());
        }
    }

    private static void putConditions(Map<String, Object> attributes, Call call) {
        call.header("If-Match").ifPresent(tag -> attributes.put(SessionCommit.IF_MATCH, tag));
        call.header("If-None-Match")
                .ifPresent(tag -> attributes.put(SessionCommit.IF_NONE_MATCH, tag));
    }

    /** Finishes a session that waits for it, or whose name was taken meanwhile. */
    Reply commitTo(Call call, Address address) throws IOException {
        call.operation("session.commit");
        Body body = Body.of(call);
        String source =
                body.text("@microsoft.graph.sourceUrl")
                        .orElseThrow(() -> GraphError.invalid("A sourceUrl is required."));
        UploadSession session =
                folder.sessions()
                        .find(
                                source.substring(source.lastIndexOf('/') + 1)
                                        .replaceFirst("\\?.*", ""))
                        .filter(found -> found.itemId() == null)
                        .orElseThrow(GraphError::notFound);
        Map<String, Object> attributes = new LinkedHashMap<>(session.attributes());
        Optional<String> name = body.text("name");
        Optional<Item> there = items.lookUp(address);
        if (there.filter(Item::folder).isPresent() && name.isPresent()) {
            // The address is that of the folder to put it in.
            items.checkName(there.get(), name.get());
            attributes.remove(SessionCommit.ITEM);
            attributes.put(SessionCommit.PARENT, there.get().id());
            attributes.put(SessionCommit.NAME, name.get());
        } else if (address.path().isEmpty()) {
            attributes.put(SessionCommit.ITEM, items.find(address).id());
        } else {
            Items.Place place = items.place(address, call.client());
            name.ifPresent(other -> items.checkName(place.parent(), other));
            attributes.remove(SessionCommit.ITEM);
            attributes.put(SessionCommit.PARENT, place.parent().id());
            attributes.put(SessionCommit.NAME, name.orElse(place.name()));
        }
        attributes.put(SessionCommit.CONFLICT, body.conflict(call, Conflict.FAIL).name());
        attributes.put(SessionCommit.CLIENT, call.client());
        attributes.remove(SessionCommit.IF_MATCH);
        attributes.remove(SessionCommit.IF_NONE_MATCH);
        putConditions(attributes, call);
        return commit.commit(call, session, attributes);
    }
}
