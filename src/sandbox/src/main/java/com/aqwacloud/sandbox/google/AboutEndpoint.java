package com.aqwacloud.sandbox.google;

import com.aqwacloud.sandbox.core.CloudFolder;
import com.aqwacloud.sandbox.google.doc.Format;
import com.aqwacloud.sandbox.google.doc.NativeType;
import com.aqwacloud.sandbox.http.Call;
import com.aqwacloud.sandbox.http.Reply;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The account. */
final class AboutEndpoint {

    private static final long QUOTA_BYTES = 15L << 30;

    private final Library library;
    private final FileJson json;

    AboutEndpoint(Library library, FileJson json) {
        this.library = library;
        this.json = json;
    }

    Reply get(Call call) {
        call.operation("about.get");
        String mask =
                Fields.asked(call)
                        .filter(given -> !given.isBlank())
                        .orElseThrow(
                                () ->
                                        GoogleError.of(
                                                400,
                                                "global",
                                                "required",
                                                "The 'fields' parameter is required for this"
                                                        + " method.",
                                                "fields",
                                                "parameter"));
        Fields fields = Fields.parse(mask, "About");
        CloudFolder folder = library.mine().folder();
        // What is in the trash is still below the root, and takes room all the same.
        long used = folder.sizeOf(folder.root());
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("kind", "drive#about");
        node.set("user", json.user());
        ObjectNode quota = node.putObject("storageQuota");
        quota.put("limit", Long.toString(call.storageLimit().orElse(QUOTA_BYTES)));
        quota.put("usage", Long.toString(used));
        quota.put("usageInDrive", Long.toString(used));
        quota.put("usageInDriveTrash", Long.toString(folder.sizeOfTrash()));
        node.put("maxUploadSize", "5497558138880");
        node.put("appInstalled", true);
        node.put("canCreateDrives", library.sharedDrives().isPresent());
        ObjectNode imports = node.putObject("importFormats");
        for (String from : NativeType.IMPORTABLE) {
            NativeType.importsOf(from)
                    .forEach(
                            to ->
                                    imports.withArray("/" + from.replace("/", "~1"))
                                            .add(to.mimeType()));
        }
        ObjectNode exports = node.putObject("exportFormats");
        for (NativeType type : NativeType.values()) {
            for (Format format : type.exports()) {
                exports.withArray("/" + type.mimeType().replace("/", "~1")).add(format.mimeType());
            }
        }
        return Reply.ok(fields.apply(node));
    }
}
