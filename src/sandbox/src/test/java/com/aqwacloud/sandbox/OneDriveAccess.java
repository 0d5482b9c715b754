package com.aqwacloud.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** OneDrive. */
final class OneDriveAccess implements CloudAccess {

    private static final String DRIVE = "/v1.0/me/drive";
    private static final String BINARY = "application/octet-stream";
    private static final byte[] NOTHING = new byte[0];

    private final Requests requests;
    private final UnaryOperator<String> moved;
    private String cursor;

    /**
     * @param moved gives a link its present host and port
     */
    OneDriveAccess(Requests requests, UnaryOperator<String> moved) {
        this.requests = requests;
        this.moved = moved;
    }

    @Override
    public String create(String name, byte[] content) throws IOException {
        byte[] made =
                requests.bytes("PUT", DRIVE + "/root:/" + name + ":/content", BINARY, content);
        return Clouds.JSON.readTree(made).get("id").asText();
    }

    @Override
    public void replace(String id, byte[] content) throws IOException {
        requests.bytes("PUT", item(id) + "/content", BINARY, content);
    }

    @Override
    public void rename(String id, String name) throws IOException {
        requests.json("PATCH", item(id), "{\"name\":\"" + name + "\"}");
    }

    @Override
    public void delete(String id) throws IOException {
        requests.bytes("DELETE", item(id), BINARY, NOTHING);
    }

    @Override
    public byte[] read(String id) throws IOException {
        return requests.bytes("GET", item(id) + "/content", BINARY, NOTHING);
    }

    @Override
    public Optional<Seen> find(String id) throws IOException {
        HttpResponse<byte[]> answer = requests.send("GET", item(id), BINARY, NOTHING);
        return answer.statusCode() == 404
                ? Optional.empty()
                : Optional.of(seen(Clouds.JSON.readTree(answer.body())));
    }

    private static String item(String id) {
        return DRIVE + "/items/" + id;
    }

    private static Seen seen(JsonNode item) {
        return new Seen(item.get("name").asText(), item.get("size").asLong());
    }

    @Override
    public void follow() throws IOException {
        cursor =
                requests.json("GET", DRIVE + "/root/delta?token=latest", "")
                        .get("@odata.deltaLink")
                        .asText();
    }

    @Override
    public Map<String, Optional<Seen>> changes() throws IOException {
        Map<String, Optional<Seen>> changes = new HashMap<>();
        boolean more = true;
        while (more) {
            JsonNode page = requests.json("GET", moved.apply(cursor), "");
            for (JsonNode item : page.get("value")) {
                if (!item.has("folder")) {
                    changes.put(
                            item.get("id").asText(),
                            item.has("deleted") ? Optional.empty() : Optional.of(seen(item)));
                }
            }
            more = page.has("@odata.nextLink");
            cursor = page.get(more ? "@odata.nextLink" : "@odata.deltaLink").asText();
        }
        return changes;
    }
}
