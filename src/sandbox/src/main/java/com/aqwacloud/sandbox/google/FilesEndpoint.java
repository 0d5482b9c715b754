package com.aqwacloud.sandbox.google;

import com.aqwacloud.sandbox.core.CloudFolder;
import com.aqwacloud.sandbox.core.Conflict;
import com.aqwacloud.sandbox.core.Guard;
import com.aqwacloud.sandbox.core.Item;
import com.aqwacloud.sandbox.core.Meta;
import com.aqwacloud.sandbox.core.Staged;
import com.aqwacloud.sandbox.http.ByteRange;
import com.aqwacloud.sandbox.http.Call;
import com.aqwacloud.sandbox.http.Reply;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Single files: {@code files.get}, {@code create}, {@code update}, {@code copy}, {@code delete}.
 */
final class FilesEndpoint {

    static final String DEFAULT_FIELDS = "kind,id,name,mimeType";

    private final CloudFolder folder;
    private final FileJson json;
    private final Supplier<String> ids;

    FilesEndpoint(CloudFolder folder, FileJson json, Supplier<String> ids) {
        this.folder = folder;
        this.json = json;
        this.ids = ids;
    }

    Reply get(Call call, String id) throws IOException {
        Item item = find(id);
        if (call.query("alt").orElse("json").equals("media")) {
            call.operation("files.media");
            return media(call, item);
        }
        call.operation("files.get");
        return masked(call, json.of(item));
    }

    Reply create(Call call) throws IOException {
        call.operation("files.create");
        Metadata metadata = body(call);
        return masked(call, json.of(create(metadata, null, null)));
    }

    Reply update(Call call, String id) throws IOException {
        call.operation("files.update");
        Item item = find(id);
        Metadata metadata = body(call);
        return masked(call, json.of(update(item, metadata, call.query(), null)));
    }

    Reply copy(Call call, String id) throws IOException {
        call.operation("files.copy");
        Item from = find(id);
        if (from.folder()) {
            throw GoogleError.of(403, "cannotCopyFile", "This file cannot be copied by the user.");
        }
        Metadata metadata = body(call);
        try (Staged staged = folder.stage();
                FileChannel content = folder.read(from)) {
            staged.fill(java.nio.channels.Channels.newInputStream(content));
            Meta meta =
                    new Meta(
                            metadata.id().orElse(null),
                            metadata.parent().map(this::parentId).orElse(from.parentId()),
                            metadata.name().orElse("Copy of " + from.name()),
                            metadata.modified().orElse(from.modified()),
                            metadata.created().orElse(null),
                            metadata.properties(from.properties()));
            Item made = folder.putFile(meta, Conflict.DUPLICATE, Guard.NONE, staged).item();
            return masked(call, json.of(made));
        }
    }

    Reply delete(Call call, String id) throws IOException {
        call.operation("files.delete");
        folder.remove(find(id).id(), false, Guard.NONE);
        return Reply.empty(204);
    }

    Reply emptyTrash(Call call) throws IOException {
        call.operation("files.emptyTrash");
        for (Item item : folder.trashed()) {
            // One within a folder that was in the trash, too, has gone with it.
            if (folder.find(item.id()).isPresent()) {
                folder.remove(item.id(), false, Guard.NONE);
            }
        }
        return Reply.empty(204);
    }

    Reply generateIds(Call call) {
        call.operation("files.generateIds");
        int count = Params.integer(call, "count", 10, 1, 1000);
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("kind", "drive#generatedIds");
        node.put("space", call.query("space").orElse("drive"));
        ArrayNode list = node.putArray("ids");
        for (int i = 0; i < count; i++) {
            list.add(ids.get());
        }
        return Reply.ok(node);
    }

    /**
     * @param content {@code null} for a folder, or a file without content
     * @param contentType of the content; {@code null} if unknown
     */
    Item create(Metadata metadata, Staged content, String contentType) throws IOException {
        Map<String, Object> properties = metadata.properties(Map.of());
        if (contentType != null && !properties.containsKey("mimeType")) {
            properties.put("mimeType", contentType);
        }
        Meta meta =
                new Meta(
                        metadata.id().orElse(null),
                        metadata.parent().map(this::parentId).orElse(folder.root().id()),
                        metadata.name().orElse("Untitled"),
                        metadata.modified().orElse(null),
                        metadata.created().orElse(null),
                        properties);
        if (content == null && metadata.mimeType().filter(FileJson.FOLDER::equals).isPresent()) {
            return folder.createFolder(meta, Conflict.DUPLICATE).item();
        }
        if (content != null) {
            return folder.putFile(meta, Conflict.DUPLICATE, Guard.NONE, content).item();
        }
        try (Staged empty = folder.stage()) {
            return folder.putFile(meta, Conflict.DUPLICATE, Guard.NONE, empty).item();
        }
    }

    /**
     * @param content {@code null} to leave it as it is
     */
    Item update(Item item, Metadata metadata, Map<String, String> query, Staged content)
            throws IOException {
        Optional<String> added = Optional.ofNullable(query.get("addParents"));
        Optional<String> removed = Optional.ofNullable(query.get("removeParents"));
        if (metadata.parent().isPresent()) {
            throw GoogleError.of(
                    403,
                    "fieldNotWritable",
                    "The parents field is not directly writable in update requests. Use the"
                            + " addParents and removeParents parameters instead.");
        }
        if (added.isEmpty() && removed.isPresent()) {
            throw GoogleError.of(
                    403, "cannotRemoveLastParent", "A file must have exactly one parent.");
        }
        Meta meta =
                new Meta(
                        null,
                        added.map(this::parentId).orElse(null),
                        metadata.name().orElse(null),
                        metadata.modified().orElse(null),
                        metadata.created().orElse(null),
                        metadata.properties(item.properties()));
        Item now = item;
        boolean trashOnly =
                metadata.trashed().isPresent() && metadata.json().matches("\\{\"trashed\":\\w+}");
        if (content != null) {
            now = folder.replaceFile(item.id(), meta, Guard.NONE, content);
        } else if (!trashOnly || added.isPresent()) {
            now = folder.update(item.id(), meta, Conflict.DUPLICATE, Guard.NONE);
        }
        if (metadata.trashed().isPresent()) {
            now =
                    metadata.trashed().get()
                            ? folder.trash(item.id(), Guard.NONE)
                            : folder.untrash(item.id(), Guard.NONE);
        }
        return now;
    }

    Item find(String id) {
        return id.equals("root")
                ? folder.root()
                : folder.find(id).orElseThrow(() -> GoogleError.notFound(id));
    }

    private String parentId(String given) {
        Item parent = find(given);
        if (!parent.folder()) {
            throw GoogleError.of(403, "parentNotAFolder", "The specified parent is not a folder.");
        }
        return parent.id();
    }

    static Reply masked(Call call, ObjectNode node) {
        return Reply.ok(Fields.parse(call.query("fields").orElse(DEFAULT_FIELDS)).apply(node));
    }

    private static Metadata body(Call call) throws IOException {
        return Metadata.parse(
                call.bytes(Metadata.LIMIT_BYTES)
                        .orElseThrow(() -> GoogleError.malformed("Request Too Large")));
    }

    private Reply media(Call call, Item item) throws IOException {
        if (item.folder()) {
            throw GoogleError.of(
                    403,
                    "global",
                    "fileNotDownloadable",
                    "Only files with binary content can be downloaded. Use Export with Docs"
                            + " Editors files.",
                    "alt",
                    "parameter");
        }
        FileChannel content = folder.read(item);
        long size = content.size();
        Optional<ByteRange> range = ByteRange.of(call.header("Range"), size);
        if (range.isEmpty()) {
            content.close();
            throw new com.aqwacloud.sandbox.http.ApiException(
                    GoogleError.of(
                                    416,
                                    "global",
                                    "requestedRangeNotSatisfiable",
                                    "Request range not satisfiable",
                                    "Range",
                                    "header")
                            .reply()
                            .with("Content-Range", "bytes */" + size));
        }
        ByteRange part = range.get();
        boolean partial = part.length() < size;
        Reply reply =
                new Reply(
                                partial ? 206 : 200,
                                Map.of(),
                                new Reply.Part(
                                        content,
                                        part.offset(),
                                        part.length(),
                                        FileJson.mimeType(item)))
                        .with("Accept-Ranges", "bytes");
        return partial
                ? reply.with(
                        "Content-Range",
                        "bytes "
                                + part.offset()
                                + "-"
                                + (part.offset() + part.length() - 1)
                                + "/"
                                + size)
                : reply;
    }
}
