package com.aqwacloud.sandbox.google;

import com.aqwacloud.sandbox.google.doc.Format;
import com.aqwacloud.sandbox.google.doc.NativeType;
import com.aqwacloud.sandbox.google.doc.Rendering;
import com.aqwacloud.sandbox.http.ByteRange;
import com.aqwacloud.sandbox.http.Call;
import com.aqwacloud.sandbox.http.Reply;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/** Documents of Google's editors as files of other formats. Thread-safe. */
final class ExportEndpoint {

    /** Where {@code exportLinks} lead; an id follows. */
    static final String LINKS = "/drive/v3/export/";

    private static final long LIMIT_BYTES = 10L << 20;

    private final Library library;
    private final Operations operations;

    ExportEndpoint(Library library, Operations operations) {
        this.library = library;
        this.operations = operations;
    }

    /** {@code files.export}. */
    Reply export(Call call, String id) throws IOException {
        call.operation("files.export");
        Seen seen = library.find(id, true);
        NativeType type = exportable(seen);
        Format format = wanted(call, type);
        byte[] bytes = rendered(seen, type, format);
        if (bytes.length > LIMIT_BYTES) {
            throw GoogleError.of(
                    403, "exportSizeLimitExceeded", "This file is too large to be exported.");
        }
        return bytes(call, bytes, format);
    }

    /** Where an export link leads: any size. */
    Reply link(Call call, String id) throws IOException {
        call.operation("exportLink");
        Seen seen = library.find(id, true);
        NativeType type = seen.nativeType().orElseThrow(() -> GoogleError.notFound(id));
        MediaEndpoint.checkAllowed(seen);
        String mimeType =
                call.query("mimeType").orElseThrow(() -> GoogleError.required("mimeType"));
        Format format =
                Format.of(mimeType)
                        .filter(type.downloads()::contains)
                        .orElseThrow(ExportEndpoint::unsupported);
        return bytes(call, rendered(seen, type, format), format);
    }

    /** {@code files.download}: a long-running operation, which here is done when asked for. */
    Reply download(Call call, String id) {
        call.operation("files.download");
        Fields mask = mask(call);
        Seen seen = library.find(id, true);
        if (seen.folder() || seen.shortcut()) {
            throw notExportable();
        }
        MediaEndpoint.checkAllowed(seen);
        String mimeType = seen.mimeType();
        if (seen.nativeType().isPresent()) {
            NativeType type = seen.nativeType().get();
            if (type.downloads().isEmpty()) {
                throw notExportable();
            }
            mimeType = call.query("mimeType").orElse(type.downloads().get(0).mimeType());
            Format.of(mimeType)
                    .filter(type.downloads()::contains)
                    .orElseThrow(ExportEndpoint::unsupported);
        }
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("name", operations.begin(seen.id(), mimeType));
        metadata(node);
        return Reply.ok(mask.apply(node));
    }

    /** {@code operations.get}. */
    Reply operation(Call call, String name) {
        call.operation("operations.get");
        Fields mask = mask(call);
        Operations.Operation found =
                operations
                        .find(name)
                        .filter(each -> library.find(each.fileId()).isPresent())
                        .orElseThrow(
                                () ->
                                        GoogleError.of(
                                                404, "notFound", "Operation not found: " + name));
        boolean blob = library.find(found.fileId()).filter(Seen::blob).isPresent();
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("name", name);
        node.put("done", true);
        metadata(node);
        ObjectNode response = node.putObject("response");
        response.put("@type", "type.googleapis.com/google.apps.drive.v3.DownloadFileResponse");
        response.put(
                "downloadUri",
                call.base()
                        + (blob
                                ? "/drive/v3/files/" + found.fileId() + "?alt=media"
                                : LINKS + found.fileId() + "?mimeType=" + encoded(found)));
        response.put("partialDownloadAllowed", blob);
        return Reply.ok(mask.apply(node));
    }

    /** What is wanted back of an operation: all of it, unless told otherwise. */
    private static Fields mask(Call call) {
        return Fields.parse(Fields.asked(call).orElse("*"), "Operation");
    }

    private static String encoded(Operations.Operation operation) {
        return java.net.URLEncoder.encode(operation.mimeType(), StandardCharsets.UTF_8);
    }

    private static void metadata(ObjectNode node) {
        node.putObject("metadata")
                .put("@type", "type.googleapis.com/google.apps.drive.v3.DownloadFileMetadata");
    }

    private static NativeType exportable(Seen seen) {
        NativeType type =
                seen.nativeType()
                        .orElseThrow(
                                () ->
                                        GoogleError.of(
                                                403,
                                                "fileNotExportable",
                                                "Export only supports Docs Editors files."));
        MediaEndpoint.checkAllowed(seen);
        if (type.exports().isEmpty()) {
            throw notExportable();
        }
        return type;
    }

    private static RuntimeException notExportable() {
        return GoogleError.of(403, "fileNotExportable", "Export is not supported for this file.");
    }

    private static Format wanted(Call call, NativeType type) {
        String mimeType =
                call.query("mimeType").orElseThrow(() -> GoogleError.required("mimeType"));
        return Format.of(mimeType)
                .filter(type.exports()::contains)
                .orElseThrow(ExportEndpoint::unsupported);
    }

    private static RuntimeException unsupported() {
        return GoogleError.of(
                400,
                "global",
                "badRequest",
                "The requested conversion is not supported.",
                "convertTo",
                "parameter");
    }

    private static byte[] rendered(Seen seen, NativeType type, Format format) throws IOException {
        String text;
        try (FileChannel channel = seen.volume().folder().read(seen.item())) {
            text =
                    new String(
                            Channels.newInputStream(channel).readAllBytes(),
                            StandardCharsets.UTF_8);
        }
        return new Rendering(type, seen.name(), text).in(format, seen.facts().exportBytes());
    }

    private static Reply bytes(Call call, byte[] bytes, Format format) {
        ByteRange range =
                ByteRange.of(call.header("Range"), bytes.length)
                        .orElseThrow(() -> MediaEndpoint.unsatisfiable(bytes.length));
        if (!range.asked()) {
            return new Reply(200, Map.of(), new Reply.Bytes(bytes, format.mimeType()));
        }
        int from = (int) range.offset();
        int end = from + (int) range.length();
        return new Reply(
                        206,
                        Map.of(),
                        new Reply.Bytes(Arrays.copyOfRange(bytes, from, end), format.mimeType()))
                .with("Content-Range", "bytes " + from + "-" + (end - 1) + "/" + bytes.length);
    }
}
