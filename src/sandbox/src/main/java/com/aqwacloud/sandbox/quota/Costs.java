package com.aqwacloud.sandbox.quota;

import java.util.Set;

/** What each operation costs, as the clouds tell it. */
final class Costs {

    /** Envelopes and sign-in: what is within a batch is counted, and not the batch. */
    private static final Set<String> FREE =
            Set.of(
                    "batch",
                    "other",
                    "authorize",
                    "token",
                    "revoke",
                    "tokeninfo",
                    "userinfo",
                    "keys",
                    "openid-configuration",
                    "discovery.instance");

    private static final Set<String> GOOGLE_DOWNLOADS =
            Set.of("files.media", "files.export", "files.download", "exportLink");
    private static final Set<String> GOOGLE_EDITS =
            Set.of(
                    "files.create",
                    "files.update",
                    "files.copy",
                    "files.delete",
                    "files.emptyTrash",
                    "drives.create",
                    "drives.update",
                    "drives.delete",
                    "upload.media",
                    "upload.multipart",
                    "upload.session");

    /** Addresses that stand for themselves and are no part of Graph. */
    private static final Set<String> GRAPH_FREE =
            Set.of(
                    "download",
                    "monitor",
                    "session.fragment",
                    "session.status",
                    "session.cancel",
                    "session.gone",
                    "session.refused");

    private static final Set<String> GRAPH_SINGLE =
            Set.of(
                    "get",
                    "content",
                    "me",
                    "drive",
                    "drives",
                    "version",
                    "version.content",
                    "subscription.get");

    private static final Set<String> GRAPH_PERMISSIONS = Set.of("permissions", "createLink");

    private Costs() {}

    static boolean isFree(String operation) {
        return FREE.contains(operation);
    }

    /**
     * @param detail {@code token} for a delta with one, {@code permissions} where they are asked
     *     for
     */
    static long units(String cloud, String operation, String detail) {
        if (isFree(operation)) {
            return 0;
        }
        return cloud.equals("google") ? google(operation) : graph(operation, detail);
    }

    private static long google(String operation) {
        if (operation.endsWith(".list")) {
            return 100;
        }
        if (GOOGLE_DOWNLOADS.contains(operation)) {
            return 200;
        }
        if (operation.equals("upload.chunk")) {
            return 0;
        }
        return GOOGLE_EDITS.contains(operation) ? 50 : 5;
    }

    private static long graph(String operation, String detail) {
        if (GRAPH_FREE.contains(operation)) {
            return 0;
        }
        if (detail.equals("permissions") || GRAPH_PERMISSIONS.contains(operation)) {
            return 5;
        }
        boolean single =
                GRAPH_SINGLE.contains(operation)
                        || operation.equals("delta") && detail.equals("token");
        return single ? 1 : 2;
    }
}
