package com.aqwacloud.sandbox.google;

import com.aqwacloud.sandbox.core.Staged;
import com.aqwacloud.sandbox.core.UploadSession;
import com.aqwacloud.sandbox.core.UploadSessions;
import com.aqwacloud.sandbox.fault.FaultKind;
import com.aqwacloud.sandbox.http.Base64Input;
import com.aqwacloud.sandbox.http.Call;
import com.aqwacloud.sandbox.http.ContentRange;
import com.aqwacloud.sandbox.http.MediaTypes;
import com.aqwacloud.sandbox.http.Multipart;
import com.aqwacloud.sandbox.http.Reply;
import com.aqwacloud.sandbox.http.WholeInput;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Content on its way in: simple, multipart and resumable. */
final class UploadEndpoint {

    private static final long CHUNK_BYTES = 256 * 1024;
    private static final long LARGEST_BYTES = 5_497_558_138_880L;

    private final Library library;
    private final Edits edits;
    private final FileJson json;

    UploadEndpoint(Library library, Edits edits, FileJson json) {
        this.library = library;
        this.edits = edits;
        this.json = json;
    }

    /**
     * @param id the file to give new content; empty for a new file
     */
    Reply upload(Call call, Optional<String> id) throws IOException {
        Optional<Seen> item = id.map(given -> library.find(call, given));
        if (item.filter(seen -> seen.folder() || seen.shortcut()).isPresent()) {
            throw GoogleError.of(403, "fieldNotWritable", "A folder can't be given media content.");
        }
        return switch (call.query("uploadType").orElse("")) {
            case "media" -> simple(call, item);
            case "multipart" -> multipart(call, item);
            case "resumable" -> start(call, item);
            default -> throw GoogleError.invalid("uploadType");
        };
    }

    private Reply simple(Call call, Optional<Seen> item) throws IOException {
        call.operation("upload.media");
        try (Staged staged = library.mine().folder().stage()) {
            staged.fill(call.stored(call.media(), 0));
            Metadata none = Metadata.parse(new byte[0]);
            return store(call, item, none, type(call.header("Content-Type")), staged);
        }
    }

    private Reply multipart(Call call, Optional<Seen> item) throws IOException {
        call.operation("upload.multipart");
        // Widely used clients say mixed or form-data where the documentation says related.
        Optional<String> whole = call.header("Content-Type").filter(MediaTypes::isMultipart);
        Multipart parts =
                Multipart.of(call.media(), whole)
                        .orElseThrow(
                                () ->
                                        GoogleError.of(
                                                400, "badContent", "Media type is not supported."));
        try (Staged staged = library.mine().folder().stage()) {
            Multipart.Part first = parts.next().orElseThrow(UploadEndpoint::malformed);
            byte[] text = first.body().readNBytes(Metadata.LIMIT_BYTES);
            if (first.body().read() >= 0) {
                throw malformed();
            }
            Metadata.requireJson(Optional.ofNullable(first.headers().get("content-type")));
            Metadata metadata = Metadata.parse(text);
            Multipart.Part second = parts.next().orElseThrow(UploadEndpoint::malformed);
            String encoding = second.headers().getOrDefault("content-transfer-encoding", "binary");
            InputStream content =
                    encoding.equalsIgnoreCase("base64")
                            ? new Base64Input(second.body(), UploadEndpoint::malformed)
                            : second.body();
            staged.fill(call.stored(content, 0));
            String type = type(Optional.ofNullable(second.headers().get("content-type")));
            return store(call, item, metadata, type, staged);
        }
    }

    private static RuntimeException malformed() {
        return GoogleError.of(400, "badContent", "Malformed multipart body.");
    }

    private Reply store(
            Call call, Optional<Seen> item, Metadata metadata, String type, Staged staged)
            throws IOException {
        Seen stored =
                item.isPresent()
                        ? edits.update(item.get(), metadata, call.query(), staged, type)
                        : edits.create(metadata, call.query(), staged, type);
        return FilesEndpoint.masked(call, json.of(stored, call.base()));
    }

    private Reply start(Call call, Optional<Seen> item) throws IOException {
        call.operation("upload.session");
        Metadata metadata = Metadata.of(call);
        String type = type(call.header("X-Upload-Content-Type"));
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("metadata", metadata.json());
        attributes.put("query", call.query());
        library.app().keepIn(attributes);
        if (item.isPresent()) {
            attributes.put("file", item.get().id());
            new Limits(library).checkRights(item.get(), metadata, true);
            Edits.checkType(item.get(), metadata, type);
        } else {
            edits.check(metadata, call.query(), type);
        }
        Fields.parse(Fields.asked(call).orElse(FilesEndpoint.DEFAULT_FIELDS), "File");
        if (type != null) {
            attributes.put("type", type);
        }
        String length = call.header("X-Upload-Content-Length").orElse("-1");
        if (!length.matches("-1|\\d{1,18}") || Long.parseLong(length) > LARGEST_BYTES) {
            throw GoogleError.invalid("X-Upload-Content-Length");
        }
        UploadSession session =
                library.mine().folder().sessions().open(attributes, Long.parseLong(length), true);
        return Reply.empty(200)
                .with(
                        "Location",
                        library.user()
                                .inscribe(
                                        call.base()
                                                + call.rawPath()
                                                + "?uploadType=resumable&upload_id="
                                                + session.id()))
                .with("X-GUploader-UploadID", session.id());
    }

    /** A request to a session's own address: on behalf of the application that opened it. */
    Reply resume(Call call, String uploadId) throws IOException {
        call.operation("upload.chunk");
        UploadSession session =
                library.mine()
                        .folder()
                        .sessions()
                        .find(uploadId)
                        .orElseThrow(
                                () -> GoogleError.of(404, "notFound", "Upload session not found"));
        if (call.fault(FaultKind.EXPIRE_UPLOAD_SESSION).isPresent()) {
            library.mine().folder().sessions().cancel(session);
            throw GoogleError.of(404, "notFound", "Upload session not found");
        }
        if (call.method().equals("DELETE")) {
            library.mine().folder().sessions().cancel(session);
            return Reply.empty(499);
        }
        Library theirs = library.with(App.of(session.attributes()));
        return new UploadEndpoint(theirs, new Edits(theirs), new FileJson(theirs))
                .goOn(call, session);
    }

    private Reply goOn(Call call, UploadSession session) throws IOException {
        if (session.itemId() != null) {
            return answer(call, session, library.find(session.itemId(), true));
        }
        if (isPackedWhole(call)) {
            return unpack(call, session);
        }
        ContentRange range = range(call);
        if (range.total() > LARGEST_BYTES || range.last() >= LARGEST_BYTES) {
            throw GoogleError.invalid("Content-Range");
        }
        long total = range.total() >= 0 ? range.total() : session.total();
        if (range.total() >= 0) {
            if (session.total() >= 0 && session.total() != range.total()) {
                throw GoogleError.invalid("Content-Range");
            }
            if (session.total() < 0) {
                library.mine().folder().sessions().setTotal(session, range.total());
            }
        }
        if (!range.isQuery()) {
            if (call.fault(FaultKind.NO_RANGE).isPresent()) {
                return Reply.empty(308);
            }
            append(call, session, range, total);
        }
        total = session.total();
        if (total >= 0 && session.received() == total) {
            return library.mine().folder().sessions().end(session, () -> complete(call, session));
        }
        Reply incomplete = Reply.empty(308);
        return session.received() == 0
                ? incomplete
                : incomplete.with("Range", "bytes=0-" + (session.received() - 1));
    }

    /** Whether it is the whole file at once, and packed: how long it is shows only in the end. */
    private static boolean isPackedWhole(Call call) {
        return call.header("Content-Range").isEmpty()
                && call.header("Content-Length").isEmpty()
                && call.header("Content-Encoding")
                        .filter(encoding -> !encoding.equalsIgnoreCase("identity"))
                        .isPresent();
    }

    private Reply unpack(Call call, UploadSession session) throws IOException {
        UploadSessions sessions = library.mine().folder().sessions();
        long received = session.received();
        InputStream content = call.media();
        try {
            content.skipNBytes(received);
        } catch (EOFException e) {
            throw GoogleError.invalid("Content-Range");
        }
        sessions.append(session, received, call.stored(content, received), -1);
        if (!sessions.setTotal(session, session.received())) {
            sessions.cancel(session);
            throw GoogleError.invalid("Content-Range");
        }
        return sessions.end(session, () -> complete(call, session));
    }

    private static ContentRange range(Call call) {
        Optional<String> header = call.header("Content-Range");
        if (header.isPresent()) {
            return ContentRange.of(header.get())
                    .orElseThrow(() -> GoogleError.invalid("Content-Range"));
        }
        long length =
                call.header("Content-Length")
                        .filter(value -> value.matches("\\d{1,18}"))
                        .map(Long::parseLong)
                        .orElseThrow(
                                () ->
                                        GoogleError.of(
                                                411, "lengthRequired", "Content-Length required"));
        return length == 0 ? new ContentRange(-1, -1, 0) : new ContentRange(0, length - 1, length);
    }

    private void append(Call call, UploadSession session, ContentRange range, long total)
            throws IOException {
        long received = session.received();
        boolean lastChunk = total >= 0 && range.last() == total - 1;
        if (range.first() > received
                || total >= 0 && range.last() >= total
                || !lastChunk && range.length() % CHUNK_BYTES != 0) {
            throw GoogleError.invalid("Content-Range");
        }
        InputStream content =
                new WholeInput(
                        call.media(), range.length(), () -> GoogleError.invalid("Content-Range"));
        long known = Math.min(received - range.first(), range.length());
        content.skipNBytes(known);
        long dropped =
                call.fault(FaultKind.LESS_RECEIVED)
                        .map(fault -> fault.number("bytes", CHUNK_BYTES))
                        .orElse(0L);
        long kept = range.length() - known - dropped;
        if (kept > 0) {
            library.mine()
                    .folder()
                    .sessions()
                    .append(session, received, call.stored(content, received), kept);
        }
    }

    private Reply complete(Call call, UploadSession session) throws IOException {
        if (session.itemId() != null) {
            return answer(call, session, library.find(session.itemId(), true));
        }
        Metadata metadata =
                Metadata.parse(
                        ((String) session.attributes().get("metadata"))
                                .getBytes(StandardCharsets.UTF_8));
        Seen stored;
        String type = (String) session.attributes().get("type");
        try (Staged staged = library.mine().folder().sessions().complete(session)) {
            if (session.attributes().get("file") instanceof String id) {
                stored =
                        edits.update(
                                library.find(id, true), metadata, query(session), staged, type);
            } else {
                stored = edits.create(metadata, query(session), staged, type);
            }
        } catch (RuntimeException e) {
            // A refusal at the end is final: the client has to begin with a new session.
            library.mine().folder().sessions().cancel(session);
            throw e;
        }
        library.mine().folder().sessions().finish(session, stored.id());
        return answer(call, session, stored);
    }

    private Reply answer(Call call, UploadSession session, Seen item) {
        String asked = query(session).getOrDefault("fields", "");
        String fields = asked.isEmpty() ? FilesEndpoint.DEFAULT_FIELDS : asked;
        return Reply.ok(Fields.parse(fields, "File").apply(json.of(item, call.base())));
    }

    private static Map<String, String> query(UploadSession session) {
        Map<String, String> found = new LinkedHashMap<>();
        if (session.attributes().get("query") instanceof Map<?, ?> query) {
            query.forEach((name, value) -> found.put((String) name, (String) value));
        }
        return found;
    }

    /** What says nothing about the content is as good as none. */
    private static String type(Optional<String> header) {
        String type = header.map(value -> value.split(";", 2)[0].trim()).orElse("");
        if (type.isEmpty() || type.equals("application/octet-stream")) {
            return null;
        }
        if (!Kinds.isType(type)) {
            throw GoogleError.of(400, "badContent", "Media type is not supported.");
        }
        return type;
    }
}
