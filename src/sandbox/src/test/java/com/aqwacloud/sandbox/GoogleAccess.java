package com.aqwacloud.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Google Drive. */
final class GoogleAccess implements CloudAccess {

    private static final String FILES = "/drive/v3/files";
    private static final String UPLOAD = "/upload/drive/v3/files";
    private static final String BINARY = "application/octet-stream";
    private static final byte[] NOTHING = new byte[0];

    private final Requests requests;
    private String cursor;

    GoogleAccess(Requests requests) {
        this.requests = requests;
    }

    @Override
    public String create(String name, byte[] content) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(
                ("--part\r\nContent-Type: application/json\r\n\r\n{\"name\":\""
                                + name
                                + "\"}\r\n--part\r\nContent-Type: application/octet-stream\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        body.writeBytes(content);
        body.writeBytes("\r\n--part--\r\n".getBytes(StandardCharsets.US_ASCII));
        byte[] made =
                requests.bytes(
                        "POST",
                        UPLOAD + "?uploadType=multipart",
                        "multipart/related; boundary=part",
                        body.toByteArray());
        return Clouds.JSON.readTree(made).get("id").asText();
    }

    @Override
    public void replace(String id, byte[] content) throws IOException {
        requests.bytes("PATCH", UPLOAD + "/" + id + "?uploadType=media", BINARY, content);
    }

    @Override
    public void rename(String id, String name) throws IOException {
        requests.json("PATCH", FILES + "/" + id, "{\"name\":\"" + name + "\"}");
    }

    @Override
    public void delete(String id) throws IOException {
        requests.bytes("DELETE", FILES + "/" + id, BINARY, NOTHING);
    }

    @Override
    public byte[] read(String id) throws IOException {
        return requests.bytes("GET", FILES + "/" + id + "?alt=media", BINARY, NOTHING);
    }

    @Override
    public Optional<Seen> find(String id) throws IOException {
        HttpResponse<byte[]> answer =
                requests.send("GET", FILES + "/" + id + "?fields=name,size", BINARY, NOTHING);
        return answer.statusCode() == 404 ? Optional.empty() : Optional.of(seen(answer.body()));
    }

    private static Seen seen(byte[] json) throws IOException {
        return seen(Clouds.JSON.readTree(json));
    }

    private static Seen seen(JsonNode file) {
        return new Seen(file.get("name").asText(), file.get("size").asLong());
    }

    @Override
    public void follow() throws IOException {
        cursor =
                requests.json("GET", "/drive/v3/changes/startPageToken", "")
                        .get("startPageToken")
                        .asText();
    }

    @Override
    public Map<String, Optional<Seen>> changes() throws IOException {
        Map<String, Optional<Seen>> changes = new HashMap<>();
        boolean more = true;
        while (more) {
            JsonNode page =
                    requests.json(
                            "GET",
                            "/drive/v3/changes?pageSize=1000&fields=*&pageToken=" + cursor,
                            "");
            for (JsonNode change : page.get("changes")) {
                boolean gone = change.get("removed").asBoolean();
                changes.put(
                        change.get("fileId").asText(),
                        gone ? Optional.empty() : Optional.of(seen(change.get("file"))));
            }
            more = page.has("nextPageToken");
            cursor = page.get(more ? "nextPageToken" : "newStartPageToken").asText();
        }
        return changes;
    }
}
