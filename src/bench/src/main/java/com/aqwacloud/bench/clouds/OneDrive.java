package com.aqwacloud.bench.clouds;

import java.io.IOException;

/** What the bench does in OneDrive by its own requests, which are not measured. */
public final class OneDrive {

    private final JsonHttp http;

    public OneDrive(Sandbox sandbox) {
        http = new JsonHttp(sandbox.port());
    }

    public String driveId() throws IOException, InterruptedException {
        return http.get("/v1.0/me/drive").path("id").asText();
    }

    /**
     * Makes a folder at the top.
     *
     * @return its id
     */
    public String createFolder(String name) throws IOException, InterruptedException {
        var folder = JsonHttp.object().put("name", name);
        folder.putObject("folder");
        return http.post("/v1.0/me/drive/root/children", folder).path("id").asText();
    }

    /** Deletes an item with all that is in it, past the recycle bin. */
    public void delete(String id) throws IOException, InterruptedException {
        http.post("/v1.0/me/drive/items/" + id + "/permanentDelete", JsonHttp.object());
    }
}
