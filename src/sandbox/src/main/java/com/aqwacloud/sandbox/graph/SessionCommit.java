package com.aqwacloud.sandbox.graph;

import com.aqwacloud.sandbox.core.CloudFolder;
import com.aqwacloud.sandbox.core.Conflict;
import com.aqwacloud.sandbox.core.Guard;
import com.aqwacloud.sandbox.core.Item;
import com.aqwacloud.sandbox.core.Meta;
import com.aqwacloud.sandbox.core.Staged;
import com.aqwacloud.sandbox.core.Stored;
import com.aqwacloud.sandbox.core.UploadSession;
import com.aqwacloud.sandbox.http.Call;
import com.aqwacloud.sandbox.http.Reply;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes a file of what an upload session has received. */
final class SessionCommit {

    static final String ITEM = "item";
    static final String PARENT = "parent";
    static final String NAME = "name";
    static final String CONFLICT = "conflict";
    static final String IF_MATCH = "ifMatch";
    static final String IF_NONE_MATCH = "ifNoneMatch";
    static final String MODIFIED = "modified";
    static final String CREATED = "created";
    static final String DEFERRED = "deferCommit";

    /** The application that made the session: at its address no token tells. */
    static final String CLIENT = "client";

    private final CloudFolder folder;
    private final ItemJson json;
    private final OfficeRewriter rewriter;

    SessionCommit(CloudFolder folder, ItemJson json, OfficeRewriter rewriter) {
        this.folder = folder;
        this.json = json;
        this.rewriter = rewriter;
    }

    /**
     * @throws com.aqwacloud.sandbox.http.ApiException if bytes are missing, or the session's
     *     conditions do not hold; it then stays as it is
     * @throws com.aqwacloud.sandbox.core.FolderException if another request ended it meanwhile
     */
    Reply commit(Call call, UploadSession session, Map<String, Object> attributes)
            throws IOException {
        if (session.total() < 0 || session.received() < session.total()) {
            throw GraphError.of(
                    400, "invalidRequest", "uploadSessionIncomplete", "Bytes are missing.");
        }
        return folder.sessions().end(session, () -> store(call, session, attributes));
    }

    private Reply store(Call call, UploadSession session, Map<String, Object> attributes)
            throws IOException {
        Guard guard =
                Conditions.of(
                        (String) attributes.get(IF_MATCH), (String) attributes.get(IF_NONE_MATCH));
        Instant modified = time(attributes.get(MODIFIED));
        Instant created = time(attributes.get(CREATED));
        String client = (String) attributes.get(CLIENT);
        Map<String, Object> properties = null;
        if (attributes.get(Marks.DESCRIPTION) instanceof String description) {
            properties = new LinkedHashMap<>(known(attributes));
            properties.put(Marks.DESCRIPTION, description);
        }
        Staged staged = folder.sessions().complete(session);
        Stored stored;
        if (attributes.get(ITEM) instanceof String id) {
            Meta sameName = new Meta(null, null, null, modified, created, properties, client);
            stored = new Stored(folder.replaceFile(id, sameName, guard, staged), false);
        } else {
            Meta meta =
                    new Meta(
                            null,
                            (String) attributes.get(PARENT),
                            (String) attributes.get(NAME),
                            modified,
                            created,
                            properties,
                            client);
            Conflict conflict = Conflict.valueOf((String) attributes.get(CONFLICT));
            stored = folder.putFile(meta, conflict, guard, staged);
        }
        folder.sessions().finish(session, stored.item().id());
        Item now = rewriter.uploaded(stored.item());
        return Reply.json(stored.created() ? 201 : 200, json.of(call, now))
                .with("ETag", ItemJson.eTag(now));
    }

    private Map<String, Object> known(Map<String, Object> attributes) {
        return attributes.get(ITEM) instanceof String id
                ? folder.find(id).map(Item::properties).orElse(Map.of())
                : Map.of();
    }

    private static Instant time(Object text) {
        return text == null ? null : Instant.parse((String) text);
    }
}
