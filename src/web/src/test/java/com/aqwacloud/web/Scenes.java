package com.aqwacloud.web;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Installations as people meet them. */
final class Scenes {
    private Scenes() {}

    /** Much going on, with every kind of row, long and foreign names, and trouble. */
    static void busy(FakeServer server) {
        long mib = Sample.MIB;
        server.sessions.put("s1", Sample.session("s1", "Everything", "running"));
        var photos = Sample.session("s2", "Photos of the family, since 2009", "paused");
        photos.put(
                "message",
                "412 files would be deleted in OneDrive at once. Start the session again to allow"
                        + " it. What is to stay, bring back in Google Drive first, or cancel its"
                        + " transfer.");
        photos.withObject("/options").put("destination.folder", "/Pictures/Family");
        server.sessions.put("s2", photos);
        server.sessions.put("s3", Sample.session("s3", "Archive", "stopped"));

        int id = 100;
        put(
                server,
                Sample.progress(
                        id++,
                        "/Videos/Sommer 2026/Überfahrt nach Ærø.mp4",
                        300 * mib,
                        141 * mib,
                        9 * mib));
        put(
                server,
                Sample.progress(
                        id++,
                        "/写真/二〇二六年/" + "とても長い名前のファイル".repeat(8) + ".jpeg",
                        18 * mib,
                        16 * mib,
                        4 * mib));
        put(
                server,
                Sample.progress(
                        id++,
                        "/projects/aqwa/"
                                + "quarterly-results-with-a-name-that-never-ends-".repeat(4)
                                + "final-v7.xlsx",
                        44 * mib,
                        2 * mib,
                        3 * mib));
        put(server, Sample.transfer(id++, "/Notes/empty.txt", "pending", 0));
        put(
                server,
                Sample.transfer(id++, "/Notes/groceries.md", "pending", 1_204)
                        .put("action", "update"));
        put(
                server,
                Sample.transfer(id++, "/Notes/2026", "pending", 0).put("action", "create-folder"));
        put(
                server,
                Sample.transfer(id++, "/Notes/old name.md", "pending", 0).put("action", "rename"));
        put(
                server,
                Sample.transfer(id++, "/Taxes/2025/return.pdf", "failed", 2 * mib)
                        .put("attempts", 4)
                        .put(
                                "error",
                                "OneDrive has no space left: free some or raise the storage, then start the session again."));
        put(
                server,
                Sample.transfer(
                        id++, "/Music/Ólafur Arnalds/island songs.flac", "completed", 31 * mib));
        put(server, Sample.transfer(id++, "/Music/cover.png", "completed", 812_004));
        put(
                server,
                Sample.transfer(id++, "/Desk/plan.docx", "conflicted", 148_480)
                        .put("action", "update"));

        server.conflicts.put(
                4L, Sample.conflict(4, "simultaneous-edit", "/Desk/Plans/plan for the year.docx"));
        var deleted =
                Sample.conflict(
                        5,
                        "delete-edit",
                        "/Desk/" + "minutes-of-a-very-long-meeting-".repeat(5) + "draft.odt");
        deleted.withObject("/source")
                .put("exists", false)
                .put("size", 0)
                .putNull("modifiedAt")
                .putNull("modifiedBy");
        server.conflicts.put(5L, deleted);

        server.routes.add(
                Sample.route("watch", "watch.xml", "Polls the feeds of every running session"));
        server.routes.add(Sample.route("compare", "compare.xml", "Turns changes into actions"));
        server.routes.add(
                Sample.route(
                        "transfer", "transfer.xml", "Moves one file through throttle and breaker"));
        server.routes.add(
                Sample.route(
                                "progress",
                                "progress.xml",
                                "Sends every step to page, audit and metrics")
                        .put("exchangesFailed", 3));
        server.files.add(Sample.file("watch.xml", "loaded", null, 0, "watch"));
        server.files.add(Sample.file("compare.xml", "loaded", null, 0, "compare"));
        server.files.add(
                Sample.file(
                        "transfer.xml",
                        "refused",
                        "transfer.xml, line 27: the element \"throtle\" is not known; did you mean \"throttle\"?",
                        27,
                        "transfer"));
        server.files.add(Sample.file("progress.xml", "loaded", null, 0, "progress"));
        server.files.add(
                Sample.file(
                        "mail.xml",
                        "pending",
                        "mail.xml, line 8: waits for the component \"smtp\"",
                        8));

        server.stats = Sample.stats(1_412, 3, 28_604, 1, 2, 16 * mib);
        server.changeEvent("google", "/Desk/plan.docx", "modified", null);
        server.changeEvent("google", "/Music/cover.png", "created", null);
        server.changeEvent(
                "google", "/Forms/survey", "skipped", "A Google Form has no content to move.");
        server.changeEvent("google", "/Notes/old name.md", "renamed", null);
        server.changeEvent("onedrive", "/Desk/plan.docx", "modified", null);
        server.changeEvent(
                "google", "/写真/二〇二六年/" + "とても長い名前のファイル".repeat(8) + ".jpeg", "created", null);
        server.changeEvent("google", "/Old/leftovers.zip", "deleted", null);
        server.changeEvent("google", "/Videos/Sommer 2026/Überfahrt nach Ærø.mp4", "created", null);
    }

    private static void put(FakeServer server, ObjectNode transfer) {
        server.transfers.put(transfer.get("id").asLong(), transfer);
    }
}
