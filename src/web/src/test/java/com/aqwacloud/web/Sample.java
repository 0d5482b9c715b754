package com.aqwacloud.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Records as the engine's API gives them. */
final class Sample {
    static final long MIB = 1024L * 1024;

    private Sample() {}

    static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    static ObjectNode stats() {
        return stats(0, 0, 0, 0, 0, 0);
    }

    static ObjectNode stats(
            long pending,
            long transferring,
            long completed,
            long failed,
            long openConflicts,
            long bytesPerSecond) {
        var stats = FakeServer.JSON.createObjectNode();
        stats.putObject("jobs")
                .put("pending", pending)
                .put("transferring", transferring)
                .put("completed", completed)
                .put("failed", failed)
                .put("conflicted", 0)
                .put("cancelled", 0);
        return stats.put("openConflicts", openConflicts)
                .put("sessionsRunning", 1)
                .put("bytesPerSecond", bytesPerSecond)
                .put("bytesTransferred", completed * 3 * MIB)
                .put("googleRequests", 1203)
                .put("oneDriveRequests", 642)
                .put("uptimeSeconds", 4210);
    }

    static ObjectNode session(String id, String name, String state) {
        var session = FakeServer.JSON.createObjectNode();
        session.put("id", id).put("name", name).put("source", "google");
        session.put("destination", "onedrive").put("state", state).putNull("message");
        session.putObject("options")
                .put("selection", "")
                .put("destination.folder", "/")
                .put("select.exclude", "")
                .put("select.include", "")
                .put("select.types", "")
                .put("select.min-size", "off")
                .put("select.max-size", "off")
                .put("select.min-age", "off")
                .put("select.max-age", "off")
                .put("export.documents", "docx")
                .put("export.spreadsheets", "xlsx")
                .put("export.presentations", "pptx")
                .put("export.drawings", "png")
                .put("shortcuts", "skip")
                .put("realtime.enabled", "true")
                .put("monitor.enabled", "true")
                .put("monitor.interval", "30s")
                .put("transfers.max-concurrent", "3")
                .put("conflicts.auto-resolve", "true")
                .put("conflicts.strategy", "auto")
                .put("conflicts.prefer", "newer")
                .put("conflicts.rules", "")
                .put("conflicts.prompt.deadline", "24h")
                .put("conflicts.prompt.default", "")
                .put("deletes.max-files", "50")
                .put("deletes.max-percent", "25")
                .put("retry.max", "3")
                .put("retry.delay", "5s")
                .put("quota.google", "1000/100s")
                .put("quota.onedrive", "10000/10m")
                .put("quota.google.units", "off")
                .put("quota.onedrive.units", "off")
                .put("bandwidth.limit", "off")
                .put("bandwidth.timetable", "");
        session.put("createdAt", now().minusSeconds(86_400 + id.length()).toString());
        session.put("lastPollAt", now().minusSeconds(12).toString());
        return session.put("recycleBinByHand", false);
    }

    static ObjectNode report() {
        var report = FakeServer.JSON.createObjectNode();
        report.put("coversFrom", now().toString()).put("waiting", 2);
        report.putObject("inSync").put("count", 1240).put("bytes", 3 * MIB);
        var totals = report.putObject("totals");
        for (String kind :
                "failed conflict skipped renamed adopted transferred arranged".split(" ")) {
            totals.putObject(kind).put("count", 0).put("bytes", 0);
        }
        totals.putObject("transferred").put("count", 1200).put("bytes", 2 * MIB);
        totals.putObject("skipped").put("count", 7).put("bytes", 0);
        return report;
    }

    static ObjectNode entry(String kind, String path) {
        var entry = FakeServer.JSON.createObjectNode().put("kind", kind).put("path", path);
        entry.putNull("action").putNull("destinationName").put("size", 0).putNull("at");
        return entry.putNull("outcome").putNull("detail").putNull("remedy");
    }

    static ObjectNode step(String action, String path, long size) {
        var step = FakeServer.JSON.createObjectNode().put("action", action);
        return step.putNull("conflict").putNull("reason").put("path", path).put("size", size);
    }

    static ObjectNode plan(String state) {
        var plan = FakeServer.JSON.createObjectNode();
        plan.put("session", "s1").put("state", state).put("startedAt", now().toString());
        plan.putNull("finishedAt").put("sourceListed", 1200).put("destinationListed", 9);
        plan.putObject("actions");
        plan.putObject("conflicts");
        plan.put("skipped", 0).put("deletesHeld", 0).putNull("estimate").putNull("message");
        plan.putArray("steps");
        return plan;
    }

    static ObjectNode verification(String state) {
        var verification = FakeServer.JSON.createObjectNode();
        verification.put("session", "s1").put("state", state).put("startedAt", now().toString());
        verification.putNull("finishedAt").put("sourceListed", 1200).put("destinationListed", 900);
        verification.put("bytesRead", 0).putNull("message");
        var counts = verification.putObject("counts");
        for (String outcome :
                ("equal differing missing-at-destination missing-at-source only-at-destination"
                                + " not-comparable")
                        .split(" ")) {
            counts.put(outcome, 0);
        }
        verification.putArray("findings");
        return verification;
    }

    static ObjectNode transfer(long id, String path, String state, long size) {
        var transfer = FakeServer.JSON.createObjectNode();
        transfer.put("id", id).put("session", "s1").put("item", path).put("action", "create");
        transfer.put("state", state).put("retriable", state.equals("failed"));
        transfer.put("path", path).put("size", size).put("bytesDone", 0).put("bytesPerSecond", 0);
        transfer.put("attempts", 1).putNull("error").put("queuedAt", now().toString());
        transfer.putNull("startedAt").putNull("finishedAt");
        if (!state.equals("pending")) {
            transfer.put("startedAt", now().minusSeconds(20).toString());
        }
        if (!state.equals("pending") && !state.equals("transferring")) {
            transfer.put("finishedAt", now().minusSeconds(3).toString());
        }
        return transfer;
    }

    static ObjectNode progress(
            long id, String path, long size, long bytesDone, long bytesPerSecond) {
        return transfer(id, path, "transferring", size)
                .put("bytesDone", bytesDone)
                .put("bytesPerSecond", bytesPerSecond);
    }

    static ObjectNode conflict(long id, String type, String path) {
        var conflict = FakeServer.JSON.createObjectNode();
        conflict.put("id", id).put("session", "s1").put("type", type).put("path", path);
        conflict.set("source", side(148_480, now().minusSeconds(5_400), "Mira Hansen"));
        conflict.set("destination", side(151_040, now().minusSeconds(600), "tom@example.com"));
        conflict.put("detectedAt", now().toString()).put("rule", "conflicts.strategy=manual");
        conflict.putNull("deadline").putNull("resolution").putNull("resolvedBy");
        conflict.putNull("resolvedAt").putNull("loser");
        return conflict.putNull("undoneBy").putNull("undoneAt");
    }

    static ObjectNode decided(long id, String path, String place) {
        var conflict = conflict(id, "simultaneous-edit", path);
        conflict.put("resolution", "source").put("resolvedBy", "auto");
        conflict.put("resolvedAt", now().toString());
        conflict.putObject("loser")
                .put("place", place)
                .put("item", "item")
                .put("name", "plan.docx");
        return conflict;
    }

    private static ObjectNode side(long size, Instant modifiedAt, String modifiedBy) {
        var side = FakeServer.JSON.createObjectNode().put("id", "item").put("exists", true);
        side.put("kind", "file").put("name", "plan.docx").put("size", size);
        side.put("createdAt", modifiedAt.minusSeconds(9_000).toString());
        side.put("modifiedAt", modifiedAt.toString());
        return side.put("modifiedBy", modifiedBy).put("hash", "sg4mGKUZSqC2u8ELY+q7yUjuySI=");
    }

    static ObjectNode route(String id, String file, String description) {
        var route = FakeServer.JSON.createObjectNode().put("id", id);
        route.put("description", description).put("file", file).put("state", "Started");
        return route.put("exchangesTotal", 1824)
                .put("exchangesFailed", 0)
                .put("exchangesInflight", 1);
    }

    static ObjectNode file(String name, String state, String error, int line, String... routes) {
        var file = FakeServer.JSON.createObjectNode().put("name", name).put("state", state);
        var ids = file.putArray("routes");
        for (String route : routes) {
            ids.add(route);
        }
        return file.put("error", error)
                .put("line", line)
                .put("loadedAt", now().minusSeconds(4_000).toString());
    }

    static ObjectNode account(String name, String cloud, String state, String message) {
        var account = FakeServer.JSON.createObjectNode().put("name", name).put("cloud", cloud);
        return account.put("endpoint", "sandbox").put("state", state).put("message", message);
    }

    static ObjectNode problem(int status, String detail, String field) {
        var problem = FakeServer.JSON.createObjectNode().put("type", "about:blank");
        problem.put("title", "Refused").put("status", status).put("detail", detail);
        return field == null ? problem : problem.put("field", field);
    }
}
