package com.aqwacloud.bench.clouds;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/** What the bench does in Google Drive by its own requests, which are not measured. */
public final class GoogleDrive {

    private static final String FOLDER = "application/vnd.google-apps.folder";

    private final JsonHttp http;

    public GoogleDrive(Sandbox sandbox) {
        http = new JsonHttp(sandbox.port());
    }

    /** Makes a folder at the top. */
    public String createFolder(String name) throws IOException, InterruptedException {
        return http.post(
                        "/drive/v3/files?fields=id",
                        JsonHttp.object().put("name", name).put("mimeType", FOLDER))
                .path("id")
                .asText();
    }

    /** The id of the only item of that name. */
    public String idOf(String name) throws IOException, InterruptedException {
        JsonNode found =
                http.get(
                                "/drive/v3/files?fields=files(id)&q="
                                        + JsonHttp.encoded("name='" + name + "' and trashed=false"))
                        .path("files");
        if (found.size() != 1) {
            throw new IOException(found.size() + " items in Google Drive are called " + name);
        }
        return found.get(0).path("id").asText();
    }

    /**
     * How many files are in the whole drive. Their checksums are asked for, so they are known then.
     */
    public int files() throws IOException, InterruptedException {
        int files = 0;
        String page = "";
        do {
            JsonNode told =
                    http.get(
                            "/drive/v3/files?pageSize=1000&q=trashed%3Dfalse"
                                    + "&fields=nextPageToken,files(id,mimeType,md5Checksum)"
                                    + (page.isEmpty()
                                            ? ""
                                            : "&pageToken=" + JsonHttp.encoded(page)));
            for (JsonNode item : told.path("files")) {
                if (!item.path("mimeType").asText().equals(FOLDER)) {
                    files++;
                }
            }
            page = told.path("nextPageToken").asText("");
        } while (!page.isEmpty());
        return files;
    }

    /** Deletes an item with all that is in it, past the trash. */
    public void delete(String id) throws IOException, InterruptedException {
        http.delete("/drive/v3/files/" + id);
    }
}
