package com.aqwacloud.bench.clouds;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What the sandbox lets be seen and set behind both clouds. */
public final class Levers {

    /** So many of the latest requests are told. */
    public static final int LATEST = 1000;

    private final JsonHttp http;

    public Levers(Sandbox sandbox) {
        http = new JsonHttp(sandbox.port());
    }

    /** One request and how it was answered. */
    public record Request(String cloud, Instant time, String operation, int status) {}

    /** Requests since the last {@link #forget}. */
    public Asked asked() throws IOException, InterruptedException {
        JsonNode told = http.get("/sandbox/requests?last=0");
        return new Asked(
                told.at("/google/requests").asLong(), told.at("/onedrive/requests").asLong());
    }

    /** How often an operation of Google Drive was asked for since the last {@link #forget}. */
    public long googleOperation(String operation) throws IOException, InterruptedException {
        return http.get("/sandbox/requests?last=0")
                .at("/google/operations")
                .path(operation)
                .asLong();
    }

    /** The latest requests, oldest first. */
    public List<Request> latest() throws IOException, InterruptedException {
        List<Request> requests = new ArrayList<>();
        for (JsonNode told : http.get("/sandbox/requests?last=" + LATEST).path("last")) {
            requests.add(
                    new Request(
                            told.path("cloud").asText(),
                            Instant.parse(told.path("time").asText()),
                            told.path("operation").asText(),
                            told.path("status").asInt()));
        }
        return requests;
    }

    /** Counts from zero. */
    public void forget() throws IOException, InterruptedException {
        http.delete("/sandbox/requests");
    }

    /**
     * Limits both clouds.
     *
     * @param google as {@code 1000 requests/100s}
     * @param oneDrive the same
     */
    public void limit(String google, String oneDrive) throws IOException, InterruptedException {
        ObjectNode quotas = JsonHttp.object();
        quotas.putObject("google").put("limits", google);
        quotas.putObject("onedrive").put("limits", oneDrive);
        http.put("/sandbox/quotas", quotas);
    }

    /** What both clouds let through since they were limited, as their limits count. */
    public Asked granted() throws IOException, InterruptedException {
        JsonNode told = http.get("/sandbox/quotas");
        return new Asked(granted(told.path("google")), granted(told.path("onedrive")));
    }

    private static long granted(JsonNode cloud) {
        long all = 0;
        for (JsonNode limit : cloud.path("used")) {
            all += limit.path("granted").asLong();
        }
        return all;
    }

    /** Takes all limits away. */
    public void unlimit() throws IOException, InterruptedException {
        http.put("/sandbox/quotas", JsonHttp.object());
    }

    /** Puts files that are on no disk into a folder of Google Drive. */
    public void generate(String parentId, int count, int folders, int sizeBytes)
            throws IOException, InterruptedException {
        http.post(
                "/sandbox/generate",
                JsonHttp.object()
                        .put("cloud", "google")
                        .put("parent", parentId)
                        .put("count", count)
                        .put("folders", folders)
                        .put("size", sizeBytes));
    }

    /** Removes all that was generated. */
    public void removeGenerated() throws IOException, InterruptedException {
        http.delete("/sandbox/generate?cloud=google");
    }
}
