package com.aqwacloud.sandbox.google;

import com.aqwacloud.sandbox.core.CloudFolder;
import com.aqwacloud.sandbox.core.Guard;
import com.aqwacloud.sandbox.core.Item;
import com.aqwacloud.sandbox.http.Call;
import com.aqwacloud.sandbox.http.Reply;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.function.Supplier;

/**
 * Single files: {@code files.get}, {@code create}, {@code update}, {@code copy}, {@code delete}.
 */
final class FilesEndpoint {

    static final String DEFAULT_FIELDS = "kind,id,name,mimeType,resourceKey";

    private final Library library;
    private final Edits edits;
    private final FileJson json;
    private final MediaEndpoint media;
    private final Supplier<String> ids;

    FilesEndpoint(Library library, Edits edits, FileJson json, Supplier<String> ids) {
        this.library = library;
        this.edits = edits;
        this.json = json;
        this.media = new MediaEndpoint();
        this.ids = ids;
    }

    Reply get(Call call, String id) throws IOException {
        if (call.query("alt").orElse("json").equals("media")) {
            call.operation("files.media");
            return media.get(call, library.find(call, id));
        }
        call.operation("files.get");
        return masked(call, json.of(library.find(call, id), call.base()));
    }

    Reply create(Call call) throws IOException {
        call.operation("files.create");
        Fields mask = mask(call);
        Metadata metadata = Metadata.of(call);
        Seen made = edits.create(metadata, call.query(), null, null);
        return Reply.ok(mask.apply(json.of(made, call.base())));
    }

    Reply update(Call call, String id) throws IOException {
        call.operation("files.update");
        Fields mask = mask(call);
        Seen seen = library.find(call, id);
        Metadata metadata = Metadata.of(call);
        Seen now = edits.update(seen, metadata, call.query(), null, null);
        return Reply.ok(mask.apply(json.of(now, call.base())));
    }

    Reply copy(Call call, String id) throws IOException {
        call.operation("files.copy");
        Fields mask = mask(call);
        Seen from = library.find(call, id);
        Metadata metadata = Metadata.of(call);
        return Reply.ok(mask.apply(json.of(edits.copy(from, metadata, call), call.base())));
    }

    Reply delete(Call call, String id) throws IOException {
        call.operation("files.delete");
        Seen seen = library.find(call, id);
        new Limits(library).checkDelete(seen);
        seen.volume().folder().remove(seen.id(), false, Guard.NONE);
        return Reply.empty(204);
    }

    Reply emptyTrash(Call call) throws IOException {
        call.operation("files.emptyTrash");
        CloudFolder folder =
                call.query("driveId").map(library::drive).orElse(library.mine()).folder();
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
        String space = call.query("space").orElse("drive");
        if (!space.equals("drive") && !space.equals("appDataFolder")) {
            throw GoogleError.invalid("space");
        }
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("kind", "drive#generatedIds");
        node.put("space", space);
        ArrayNode list = node.putArray("ids");
        for (int i = 0; i < count; i++) {
            list.add(ids.get());
        }
        String mask = Fields.asked(call).orElse("*");
        return Reply.ok(Fields.parse(mask, "GeneratedIds").apply(node));
    }

    static Reply masked(Call call, ObjectNode node) {
        return Reply.ok(mask(call).apply(node));
    }

    /**
     * What is wanted back of a file; to be asked before anything is done, since it may be wrong.
     */
    private static Fields mask(Call call) {
        return Fields.parse(Fields.asked(call).orElse(DEFAULT_FIELDS), "File");
    }
}
