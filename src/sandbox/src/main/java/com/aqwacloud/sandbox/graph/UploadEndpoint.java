package com.aqwacloud.sandbox.graph;

import com.aqwacloud.sandbox.core.CloudFolder;
import com.aqwacloud.sandbox.core.UploadSession;
import com.aqwacloud.sandbox.fault.FaultKind;
import com.aqwacloud.sandbox.http.ApiException;
import com.aqwacloud.sandbox.http.Call;
import com.aqwacloud.sandbox.http.ContentRange;
import com.aqwacloud.sandbox.http.LimitInput;
import com.aqwacloud.sandbox.http.Reply;
import com.aqwacloud.sandbox.http.WholeInput;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** Upload sessions at their own addresses: content in many requests. */
final class UploadEndpoint {

    static final String PATH = "/onedrive/upload/";

    private static final long UNIT_BYTES = 320 * 1024;
    private static final long FRAGMENT_LIMIT_BYTES = 60L << 20;
    private static final long LARGEST_BYTES = 250L << 30;

    private final CloudFolder folder;
    private final Settings settings;
    private final SessionCommit commit;

    UploadEndpoint(CloudFolder folder, Settings settings, SessionCommit commit) {
        this.folder = folder;
        this.settings = settings;
        this.commit = commit;
    }

    /** A request to a session's own address. */
    Reply handle(Call call, String id) throws IOException {
        // By the documentation it "may" be refused; clients that send one work with the real cloud.
        if (settings.now().strictUploadUrls() && call.header("Authorization").isPresent()) {
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
            case "GET", "HEAD" -> {
                call.operation("session.status");
                expire(call, session);
                return Reply.ok(progress(session));
            }
            case "DELETE" -> {
                call.operation("session.cancel");
                expire(call, session);
                if (!folder.sessions().cancel(session)) {
                    throw gone();
                }
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
                return commit.commit(call, session, new LinkedHashMap<>(session.attributes()));
            }
            default -> throw GraphError.notAllowed();
        }
    }

    /** Has the session die if a fault asks for that. */
    private void expire(Call call, UploadSession session) throws IOException {
        if (call.fault(FaultKind.EXPIRE_UPLOAD_SESSION).isPresent()) {
            folder.sessions().cancel(session);
            throw gone();
        }
    }

    static ApiException gone() {
        return GraphError.of(
                404, "itemNotFound", "uploadSessionNotFound", "The upload session was not found.");
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
            call.checkRoom(range.total());
        }
        if (!folder.sessions().setTotal(session, range.total())) {
            throw otherTotal();
        }
        InputStream content = call.stored(call.media(), range.first());
        folder.sessions().append(session, range.first(), exactly(content, range.length()), -1);
        // By what this request brought: others may have gone on by now.
        boolean whole = range.last() == range.total() - 1;
        if (whole && !session.attributes().containsKey(SessionCommit.DEFERRED)) {
            return commit.commit(call, session, new LinkedHashMap<>(session.attributes()));
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
            throw otherLength();
        }
        checkSize(range.total());
        if (session.total() >= 0 && session.total() != range.total()) {
            throw otherTotal();
        }
        if (range.length() >= FRAGMENT_LIMIT_BYTES) {
            throw GraphError.of(413, "invalidRequest", "The fragment is 60 MiB or more.");
        }
        if (range.first() < session.received()) {
            throw overlap();
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

    /**
     * @throws ApiException if a file can't be so big
     */
    static void checkSize(long bytes) {
        if (bytes > LARGEST_BYTES) {
            throw GraphError.of(
                    413, "invalidRequest", "maxFileSizeExceeded", "The file is too big.");
        }
    }

    /** Only this tells where the length is not said beforehand, or is that of a packed body. */
    private static InputStream exactly(InputStream content, long length) {
        return new LimitInput(
                new WholeInput(content, length, UploadEndpoint::otherLength),
                length,
                () -> {
                    throw otherLength();
                });
    }

    private static ApiException otherLength() {
        return GraphError.of(
                400,
                "invalidRequest",
                "fragmentLengthMismatch",
                "The length of the fragment and its Content-Range differ.");
    }

    private static ApiException otherTotal() {
        return GraphError.invalid("The total size differs from the one before.");
    }

    static ApiException overlap() {
        return GraphError.of(
                416,
                "invalidRange",
                "fragmentOverlap",
                "The fragment overlaps with bytes received before.");
    }

    static ObjectNode progress(UploadSession session) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("expirationDateTime", ItemJson.time(session.expires()));
        var ranges = node.putArray("nextExpectedRanges");
        if (session.total() < 0 || session.received() < session.total()) {
            ranges.add(session.received() + "-");
        }
        return node;
    }
}
