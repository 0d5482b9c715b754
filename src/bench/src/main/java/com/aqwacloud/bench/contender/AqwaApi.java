package com.aqwacloud.bench.contender;

import com.aqwacloud.bench.clouds.JsonHttp;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** The REST API of the distribution. */
final class AqwaApi {

    private final JsonHttp http;

    AqwaApi(JsonHttp http) {
        this.http = http;
    }

    /** Jobs by their state. */
    record Jobs(
            long pending,
            long transferring,
            long completed,
            long failed,
            long conflicted,
            long cancelled) {

        boolean isIdle() {
            return pending == 0 && transferring == 0;
        }

        long troubled() {
            return failed + conflicted + cancelled;
        }
    }

    Jobs jobs() throws IOException, InterruptedException {
        JsonNode told = http.get("/api/stats").path("jobs");
        return new Jobs(
                told.path("pending").asLong(),
                told.path("transferring").asLong(),
                told.path("completed").asLong(),
                told.path("failed").asLong(),
                told.path("conflicted").asLong(),
                told.path("cancelled").asLong());
    }

    /** The first reason that a session or a job gives for not going on; empty if there is none. */
    String complaint() throws IOException, InterruptedException {
        for (JsonNode session : http.get("/api/sessions")) {
            if (session.path("message").isTextual()) {
                return session.path("message").asText();
            }
        }
        for (JsonNode job : http.get("/api/transfers?limit=50")) {
            if (job.path("error").isTextual()) {
                return job.path("path").asText() + ": " + job.path("error").asText();
            }
        }
        return "";
    }

    /**
     * Creates a session that does not run yet.
     *
     * @param folderId of Google Drive
     * @param destination a folder at the top of OneDrive
     * @return its id
     */
    String createSession(String folderId, String destination)
            throws IOException, InterruptedException {
        ObjectNode session = JsonHttp.object().put("name", "To " + destination);
        session.put("source", "google").put("destination", "onedrive");
        session.putObject("options")
                .put("selection", folderId)
                .put("destination.folder", "/" + destination);
        return http.post("/api/sessions", session).path("id").asText();
    }

    /** Whether a session has planned all that its first poll found. */
    boolean hasPolled(String session) throws IOException, InterruptedException {
        return http.get("/api/sessions/" + session).path("lastPollAt").isTextual();
    }

    void startSession(String id) throws IOException, InterruptedException {
        http.post("/api/sessions/" + id + "/start", null);
    }

    void stopSession(String id) throws IOException, InterruptedException {
        http.post("/api/sessions/" + id + "/stop", null);
    }
}
