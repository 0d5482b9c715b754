package com.aqwacloud.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code /sandbox/generate}, as a client sees what comes of it. */
class GenerateTest {

    @TempDir Path home;
    private Clouds clouds;

    @BeforeEach
    void start() throws Exception {
        clouds = new Clouds(home);
    }

    @AfterEach
    void stop() throws Exception {
        clouds.close();
    }

    private JsonNode generate(String json) {
        var made = clouds.post("/sandbox/generate", json);
        assertThat(made.statusCode()).isEqualTo(201);
        return Clouds.json(made);
    }

    @Test
    void aHundredThousandFilesAreListedByDriveOnceEach() {
        generate("{\"cloud\":\"google\",\"count\":100000,\"folders\":100,\"size\":1024}");
        Set<String> ids = new HashSet<>();
        String token = "";
        int pages = 0;
        do {
            JsonNode page =
                    clouds.getJson(
                            "/drive/v3/files?pageSize=1000&fields=nextPageToken,files(id)" + token);
            page.get("files").forEach(file -> ids.add(file.get("id").asText()));
            token =
                    page.has("nextPageToken")
                            ? "&pageToken=" + page.get("nextPageToken").asText()
                            : null;
            pages++;
        } while (token != null && pages < 200);
        assertThat(ids).hasSize(100_100);
        assertThat(pages).isEqualTo(101);
    }

    @Test
    void theChangesFeedAndDownloadsAgreeOnGeneratedFiles() {
        String start =
                clouds.getJson("/drive/v3/changes/startPageToken").get("startPageToken").asText();
        generate("{\"cloud\":\"google\",\"count\":3,\"size\":70000,\"prefix\":\"x-\"}");
        JsonNode changes =
                clouds.getJson("/drive/v3/changes?fields=*&pageToken=" + start).get("changes");
        assertThat(changes).hasSize(3);
        JsonNode file = changes.get(0).get("file");
        byte[] content =
                clouds.get("/drive/v3/files/" + file.get("id").asText() + "?alt=media").body();
        assertThat(content).hasSize(70_000);
        assertThat(hash("SHA-256", content)).isEqualTo(file.get("sha256Checksum").asText());
        byte[] part =
                clouds.send(
                                clouds.request(
                                                "/drive/v3/files/"
                                                        + file.get("id").asText()
                                                        + "?alt=media")
                                        .header("Range", "bytes=65530-65540"))
                        .body();
        assertThat(part).isEqualTo(java.util.Arrays.copyOfRange(content, 65_530, 65_541));
    }

    @Test
    void childrenInOneDriveArePagedAndTheDriveKnowsItsSize() {
        JsonNode made =
                generate("{\"cloud\":\"onedrive\",\"count\":250,\"size\":10,\"prefix\":\"p-\"}");
        JsonNode first = clouds.getJson("/v1.0/me/drive/root/children?$top=200");
        JsonNode second = clouds.getJson(clouds.moved(first.get("@odata.nextLink").asText()));
        assertThat(first.get("value")).hasSize(200);
        assertThat(second.get("value")).hasSize(50);
        assertThat(second.get("value").get(49).get("name").asText()).isEqualTo("p-250.bin");
        assertThat(clouds.getJson("/v1.0/me/drive/root").get("size").asLong()).isEqualTo(2500);
        assertThat(clouds.getJson("/v1.0/me/drive/root:/P-007.BIN").get("size").asLong())
                .isEqualTo(10);

        String id = made.get("id").asText();
        assertThat(clouds.getJson("/sandbox/generate?cloud=onedrive").get("generated").get(0))
                .isEqualTo(made);
        var removed = clouds.method("DELETE", "/sandbox/generate?cloud=onedrive&id=" + id, "");
        assertThat(removed.statusCode()).isEqualTo(204);
        assertThat(clouds.getJson("/v1.0/me/drive/root/children").get("value")).isEmpty();
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        for (String bad :
                new String[] {
                    "",
                    "[]",
                    "{}",
                    "{\"cloud\":\"other\",\"count\":1}",
                    "{\"cloud\":\"google\"}",
                    "{\"cloud\":\"google\",\"count\":0}",
                    "{\"cloud\":\"google\",\"count\":-1}",
                    "{\"cloud\":\"google\",\"count\":3000000}",
                    "{\"cloud\":\"google\",\"count\":1,\"folders\":2}",
                    "{\"cloud\":\"google\",\"count\":1,\"prefix\":\"../x\"}",
                    "{\"cloud\":\"google\",\"count\":1,\"parent\":\"none\"}",
                    "{\"cloud\":\"google\",\"count\":1,\"account\":\"none\"}",
                    "{\"cloud\":\"google\",\"count\":1,\"more\":2}"
                }) {
            assertThat(clouds.post("/sandbox/generate", bad).statusCode()).as(bad).isEqualTo(400);
        }
        assertThat(clouds.method("PUT", "/sandbox/generate", "{}").statusCode()).isEqualTo(405);
        assertThat(
                        clouds.method("DELETE", "/sandbox/generate?cloud=google&id=none", "")
                                .statusCode())
                .isEqualTo(404);
    }

    private static String hash(String algorithm, byte[] bytes) {
        try {
            return java.util.HexFormat.of()
                    .formatHex(java.security.MessageDigest.getInstance(algorithm).digest(bytes));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
