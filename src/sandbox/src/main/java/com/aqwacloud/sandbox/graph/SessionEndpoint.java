package com.aqwacloud.sandbox.graph;

import com.aqwacloud.sandbox.account.Owner;
import com.aqwacloud.sandbox.core.CloudFolder;
import com.aqwacloud.sandbox.core.Conflict;
import com.aqwacloud.sandbox.core.Guard;
import com.aqwacloud.sandbox.core.Item;
import com.aqwacloud.sandbox.core.Meta;
import com.aqwacloud.sandbox.core.Staged;
import com.aqwacloud.sandbox.core.Stored;
import com.aqwacloud.sandbox.core.UploadSession;
import com.aqwacloud.sandbox.fault.FaultKind;
import com.aqwacloud.sandbox.http.ApiException;
import com.aqwacloud.sandbox.http.Call;
import com.aqwacloud.sandbox.http.ContentRange;
import com.aqwacloud.sandbox.http.Reply;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Upload sessions: content in many requests, each to the session's own address. */
final class SessionEndpoint {

    private static final long UNIT_BYTES = 320 * 1024;
    private static final long FRAGMENT_LIMIT_BYTES = 60L << 20;
    private static final long LARGEST_BYTES = 250L << 30;
    private static final String PATH = "/onedrive/upload/";

    private final CloudFolder folder;
    private final Items items;
    private final ItemJson json;
    private final Owner owner;

    SessionEndpoint(CloudFolder folder, Items items, ItemJson json, Owner owner) {
        this.owner = owner;
        this.folder = folder;
        this.items = items;
        this.json = json;
    }

    Reply create(Call call, Address address) throws IOException {
        call.operation("session.create");
        Body body = Body.of(call);
        Body item = body.at("item");
        Conflict conflict = item.conflict(call, Conflict.FAIL);
        call.checkRoom(item.node().path("fileSize").asLong(0));
        Map<String, Object> attributes = new LinkedHashMap<>();
        Optional<Item> existing;
        if (address.path().isEmpty()) {
            existing = Optional.of(items.find(address));
            attributes.put("item", existing.get().id());
        } else {
            Items.Place place = items.place(address);
            existing = folder.child(place.parent().id(), place.name());
            attributes.put("parent", place.parent().id());
            attributes.put("name", place.name());
            if (item.text("name").filter(name -> !name.equals(place.name())).isPresent()) {
                throw GraphError.invalid("The name differs from the one in the address.");
            }
        }
        if (existing.filter(Item::folder).isPresent()) {
            throw GraphError.nameExists();
        }
        Conditions.of(call).check(existing);
        if (!address.path().isEmpty() && conflict == Conflict.FAIL && existing.isPresent()) {
            throw GraphError.nameExists();
        }
        attributes.put("conflict", conflict.name());
        call.header("If-Match").ifPresent(tag -> attributes.put("ifMatch", tag));
        call.header("If-None-Match").ifPresent(tag -> attributes.put("ifNoneMatch", tag));
        Body times = item.at("fileSystemInfo");
        put(attributes, "modified", times.time("lastModifiedDateTime"));
        put(attributes, "created", times.time("createdDateTime"));
        if (body.node().path("deferCommit").asBoolean(false)) {
            attributes.put("deferCommit", true);
        }
        UploadSession session = folder.sessions().open(attributes, -1, false);
        ObjectNode node = progress(session);
        node.put("@odata.context", call.base() + "/v1.0/$metadata#microsoft.graph.uploadSession");
        node.put("uploadUrl", owner.inscribe(call.base() + PATH + session.id()));
        return Reply.ok(node);
    }

    private static void put(Map<String, Object> attributes, String name, Instant time) {
        if (time != null) {
            attributes.put(name, time.toString());
        }
    }

    /** A request to a session's own address. */
    Reply handle(Call call, String id) throws IOException {
        if (call.header("Authorization").isPresent()) {
            call.operation("session.refused");
            throw GraphError.of(
                    401, "unauthenticated", "The upload address takes no Authorization header.");
        }
        UploadSession session =
                folder.sessions()
                        .find(id)
                        .filter(found -> found.itemId() == null)
                        .orElseThrow(
                                () -> {
                                    call.operation("session.gone");
                                    return gone();
                                });
        switch (call.method()) {
            case "GET" -> {
                call.operation("session.status");
                expire(call, session);
                return Reply.ok(progress(session));
            }
            case "DELETE" -> {
                call.operation("session.cancel");
                expire(call, session);
                folder.sessions().cancel(session);
                return Reply.empty(204);
            }
            case "PUT" -> {
                call.operation("session.fragment");
                expire(call, session);
                return fragment(call, session);
            }
            case "POST" -> {
                call.operation("session.commit");
                expire(call, session);
                if (session.total() < 0 || session.received() < session.total()) {
                    throw GraphError.of(
                            400, "invalidRequest", "uploadSessionIncomplete", "Bytes are missing.");
                }
                return commit(call, session, new LinkedHashMap<>(session.attributes()));
            }
            default ->
                    throw GraphError.of(405, "invalidRequest", "The method is not allowed here.");
        }
    }

    private static ApiException gone() {
        return GraphError.of(
                404, "itemNotFound", "uploadSessionNotFound", "The upload session was not found.");
    }

    /** Has the session die if a fault asks for that. */
    private void expire(Call call, UploadSession session) throws IOException {
        if (call.fault(FaultKind.EXPIRE_UPLOAD_SESSION).isPresent()) {
            folder.sessions().cancel(session);
            throw gone();
        }
    }

    private Reply fragment(Call call, UploadSession session) throws IOException {
        ContentRange range =
                call.header("Content-Range")
                        .flatMap(ContentRange::of)
                        .filter(found -> !found.isQuery() && found.total() >= 0)
                        .orElseThrow(
                                () ->
                                        GraphError.invalid(
                                                "A Content-Range of bytes first-last/total is"
                                                        + " required."));
        check(call, session, range);
        if (session.total() < 0) {
            folder.sessions().setTotal(session, range.total());
        }
        folder.sessions().append(session, call.stored(call.media(), range.first()), range.length());
        boolean whole = session.received() == session.total();
        if (whole && !session.attributes().containsKey("deferCommit")) {
            return commit(call, session, new LinkedHashMap<>(session.attributes()));
        }
        ObjectNode progress = progress(session);
        call.fault(FaultKind.SURPRISING_RANGES)
                .ifPresent(
                        fault -> {
                            ArrayNode ranges = progress.putArray("nextExpectedRanges");
                            fault.texts("ranges", List.of("0-")).forEach(ranges::add);
                        });
        return Reply.json(202, progress);
    }

    private static void check(Call call, UploadSession session, ContentRange range) {
        Optional<String> length = call.header("Content-Length");
        if (length.isPresent() && !length.get().equals(Long.toString(range.length()))) {
            throw GraphError.of(
                    400,
                    "invalidRequest",
                    "fragmentLengthMismatch",
                    "Content-Length and Content-Range differ.");
        }
        if (range.total() > LARGEST_BYTES) {
            throw GraphError.of(
                    413, "invalidRequest", "maxFileSizeExceeded", "The file is too big.");
        }
        if (session.total() >= 0 && session.total() != range.total()) {
            throw GraphError.invalid("The total size differs from the one before.");
        }
        if (range.length() >= FRAGMENT_LIMIT_BYTES) {
            throw GraphError.of(413, "invalidRequest", "The fragment is 60 MiB or more.");
        }
        if (range.first() < session.received()) {
            throw GraphError.of(
                    416,
                    "invalidRange",
                    "fragmentOverlap",
                    "The fragment overlaps with bytes received before.");
        }
        if (range.first() > session.received()) {
            throw GraphError.of(
                    416,
                    "invalidRange",
                    "fragmentOutOfOrder",
                    "Fragments must come one after the other.");
        }
        boolean last = range.last() == range.total() - 1;
        if (!last && range.length() % UNIT_BYTES != 0) {
            throw GraphError.invalid("A fragment must be a multiple of 320 KiB.");
        }
    }

    /** Finishes a session whose name was taken meanwhile, under another one. */
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
        if (session.total() < 0 || session.received() < session.total()) {
            throw GraphError.of(
                    400, "invalidRequest", "uploadSessionIncomplete", "Bytes are missing.");
        }
        Map<String, Object> attributes = new LinkedHashMap<>(session.attributes());
        if (address.path().isEmpty()) {
            attributes.put("item", items.find(address).id());
        } else {
            Items.Place place = items.place(address);
            attributes.remove("item");
            attributes.put("parent", place.parent().id());
            attributes.put("name", place.name());
        }
        body.text("name").ifPresent(name -> attributes.put("name", name));
        attributes.put("conflict", body.conflict(call, Conflict.FAIL).name());
        attributes.remove("ifMatch");
        attributes.remove("ifNoneMatch");
        call.header("If-Match").ifPresent(tag -> attributes.put("ifMatch", tag));
        return commit(call, session, attributes);
    }

    private Reply commit(Call call, UploadSession session, Map<String, Object> attributes)
            throws IOException {
        Guard guard =
                Conditions.of(
                        (String) attributes.get("ifMatch"), (String) attributes.get("ifNoneMatch"));
        Meta times =
                new Meta(
                        null,
                        (String) attributes.get("parent"),
                        (String) attributes.get("name"),
                        time(attributes.get("modified")),
                        time(attributes.get("created")),
                        null);
        Staged staged = folder.sessions().complete(session);
        Stored stored;
        if (attributes.get("item") instanceof String id) {
            Meta sameName = new Meta(null, null, null, times.modified(), times.created(), null);
            stored = new Stored(folder.replaceFile(id, sameName, guard, staged), false);
        } else {
            Conflict conflict = Conflict.valueOf((String) attributes.get("conflict"));
            stored = folder.putFile(times, conflict, guard, staged);
        }
        folder.sessions().finish(session, stored.item().id());
        return Reply.json(stored.created() ? 201 : 200, json.of(call, stored.item()))
                .with("ETag", ItemJson.eTag(stored.item()));
    }

    private static Instant time(Object text) {
        return text == null ? null : Instant.parse((String) text);
    }

    private static ObjectNode progress(UploadSession session) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("expirationDateTime", ItemJson.time(session.expires()));
        var ranges = node.putArray("nextExpectedRanges");
        if (session.total() < 0 || session.received() < session.total()) {
            ranges.add(session.received() + "-");
        }
        return node;
    }
}
