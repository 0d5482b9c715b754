package com.aqwacloud.sandbox.graph;

import com.aqwacloud.sandbox.core.CloudFolder;
import com.aqwacloud.sandbox.core.Conflict;
import com.aqwacloud.sandbox.core.Item;
import com.aqwacloud.sandbox.core.Meta;
import com.aqwacloud.sandbox.core.Staged;
import com.aqwacloud.sandbox.core.Stored;
import com.aqwacloud.sandbox.http.ApiException;
import com.aqwacloud.sandbox.http.ByteRange;
import com.aqwacloud.sandbox.http.Call;
import com.aqwacloud.sandbox.http.LimitInput;
import com.aqwacloud.sandbox.http.MediaTypes;
import com.aqwacloud.sandbox.http.Reply;
import com.aqwacloud.sandbox.oauth.Tokens;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.util.Map;
import java.util.Optional;

/** Content in one request: download and small upload. */
final class ContentEndpoint {

    private static final long LARGEST_PUT_BYTES = 250_000_000;
    private static final Meta NOTHING_ELSE = new Meta(null, null, null, null, null, null);

    private final CloudFolder folder;
    private final Items items;
    private final ItemJson json;
    private final Tokens tokens;
    private final OfficeRewriter rewriter;

    ContentEndpoint(
            CloudFolder folder,
            Items items,
            ItemJson json,
            Tokens tokens,
            OfficeRewriter rewriter) {
        this.rewriter = rewriter;
        this.folder = folder;
        this.items = items;
        this.json = json;
        this.tokens = tokens;
    }

    Reply get(Call call, Address address) throws IOException {
        call.operation("content");
        Item item = items.find(address);
        Marks.refuseContent(item);
        Conditions.requireMatch(call, item);
        Optional<String> known = call.header("If-None-Match");
        if (known.isPresent() && Conditions.matches(known.get(), Optional.of(item))) {
            return Reply.empty(304);
        }
        return Reply.empty(302).with("Location", json.downloadUrl(call, item));
    }

    /** The pre-authenticated address that {@code content} points to. */
    Reply download(Call call, String id) throws IOException {
        call.operation("download");
        String token = call.query("tempauth").orElse("");
        String what =
                tokens.open("download", token)
                        .filter(granted -> granted.equals(id) || granted.startsWith(id + "@"))
                        .orElseThrow(
                                () ->
                                        GraphError.of(
                                                401,
                                                "unauthenticated",
                                                "The download address has expired."));
        Item item = items.byId(id);
        Marks.refuseContent(item);
        Conditions.requireMatch(call, item);
        FileChannel content = open(item, what.substring(id.length()));
        long size = content.size();
        // Who has a part of what is no more needs the whole anew.
        Optional<String> asked =
                call.header("If-Range")
                                .filter(tag -> !Conditions.matches(tag, Optional.of(item)))
                                .isPresent()
                        ? Optional.empty()
                        : call.header("Range");
        Optional<ByteRange> range = ByteRange.of(asked, size);
        if (range.isEmpty()) {
            content.close();
            throw new ApiException(
                    GraphError.of(416, "invalidRange", "The requested range is not there.")
                            .reply()
                            .with("Content-Range", "bytes */" + size));
        }
        ByteRange part = range.get();
        Reply reply =
                new Reply(
                                part.asked() ? 206 : 200,
                                Map.of(),
                                new Reply.Part(
                                        content,
                                        part.offset(),
                                        part.length(),
                                        MediaTypes.of(item.name())))
                        .with("Accept-Ranges", "bytes")
                        .with("ETag", ItemJson.eTag(item));
        return part.asked()
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

    /**
     * @param version behind an at sign; empty for the current one
     */
    private FileChannel open(Item item, String version) throws IOException {
        if (version.isEmpty()) {
            return folder.read(item);
        }
        long number = Long.parseLong(version.substring(1));
        return folder.versions()
                .read(
                        item.id(),
                        folder.versions()
                                .find(item.id(), number)
                                .orElseThrow(GraphError::notFound));
    }

    Reply put(Call call, Address address) throws IOException {
        call.operation("upload.put");
        Conflict conflict = Body.conflictOf(call, Conflict.REPLACE);
        long length =
                call.header("Content-Length")
                        .filter(l -> l.matches("\\d{1,18}"))
                        .map(Long::parseLong)
                        .orElse(-1L);
        if (length > LARGEST_PUT_BYTES) {
            throw tooLong();
        }
        call.checkRoom(Math.max(0, length));
        if (address.path().isEmpty()) {
            return replace(call, items.find(address));
        }
        Items.Place place = items.place(address, call.client());
        try (Staged staged = folder.stage()) {
            staged.fill(content(call));
            Stored stored =
                    folder.putFile(
                            Meta.named(place.parent().id(), place.name()).by(call.client()),
                            conflict,
                            Conditions.of(call),
                            staged);
            Item now = rewriter.uploaded(stored.item());
            return Reply.json(stored.created() ? 201 : 200, json.of(call, now))
                    .with("ETag", ItemJson.eTag(now));
        }
    }

    /** Within the limit also where the length was not said beforehand. */
    private static InputStream content(Call call) {
        return new LimitInput(
                call.stored(call.media(), 0),
                LARGEST_PUT_BYTES,
                () -> {
                    throw tooLong();
                });
    }

    private static ApiException tooLong() {
        return GraphError.of(
                413, "invalidRequest", "maxFileSizeExceeded", "Use an upload session.");
    }

    private Reply replace(Call call, Item item) throws IOException {
        if (item.folder()) {
            throw GraphError.invalid("A folder has no content.");
        }
        try (Staged staged = folder.stage()) {
            staged.fill(content(call));
            Meta meta = NOTHING_ELSE.by(call.client());
            Item stored = folder.replaceFile(item.id(), meta, Conditions.of(call), staged);
            Item now = rewriter.uploaded(stored);
            return Reply.ok(json.of(call, now)).with("ETag", ItemJson.eTag(now));
        }
    }
}
