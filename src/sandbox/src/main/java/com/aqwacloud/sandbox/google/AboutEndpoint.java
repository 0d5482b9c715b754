package com.aqwacloud.sandbox.google;

import com.aqwacloud.sandbox.core.CloudFolder;
import com.aqwacloud.sandbox.http.Call;
import com.aqwacloud.sandbox.http.Reply;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The account. */
final class AboutEndpoint {

    private static final long QUOTA_BYTES = 15L << 30;

    private final CloudFolder folder;
    private final FileJson json;

    AboutEndpoint(CloudFolder folder, FileJson json) {
        this.folder = folder;
        this.json = json;
    }

    Reply get(Call call) {
        call.operation("about.get");
        String mask =
                call.query("fields")
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
        long live = folder.sizeOf(folder.root());
        long trashed = folder.sizeOfTrash();
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("kind", "drive#about");
        node.set("user", json.user());
        ObjectNode quota = node.putObject("storageQuota");
        quota.put("limit", Long.toString(QUOTA_BYTES));
        quota.put("usage", Long.toString(live));
        quota.put("usageInDrive", Long.toString(live));
        quota.put("usageInDriveTrash", Long.toString(trashed));
        node.put("maxUploadSize", "5497558138880");
        node.put("appInstalled", true);
        node.put("canCreateDrives", false);
        node.putObject("importFormats");
        node.putObject("exportFormats");
        return Reply.ok(Fields.parse(mask).apply(node));
    }
}
