package com.aqwacloud.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aqwacloud.sandbox.standalone.Main;
import com.fasterxml.jackson.databind.JsonNode;
import com.google.api.client.http.ByteArrayContent;
import com.google.api.services.drive.model.Change;
import com.google.api.services.drive.model.File;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was promised before an end holds after it. */
class RestartTest {

    private static final int UNIT = 320 * 1024;

    @TempDir Path home;

    @Test
    void whatChangedWhileItWasDownIsToldAndIdsStay() throws Exception {
        File kept;
        File renamed;
        File edited;
        File gone;
        String token;
        try (Clouds clouds = new Clouds(home)) {
            kept = upload(clouds, "kept", "k");
            renamed = upload(clouds, "renamed", "r");
            edited = upload(clouds, "edited", "e");
            gone = upload(clouds, "gone", "g");
            token = clouds.drive().changes().getStartPageToken().execute().getStartPageToken();
        }
        Path folder = home.resolve("google-drive");
        Files.createDirectory(folder.resolve("dir"));
        Files.move(folder.resolve("renamed"), folder.resolve("dir/renamed2"));
        Files.writeString(folder.resolve("edited"), "other");
        Files.delete(folder.resolve("gone"));
        Files.writeString(folder.resolve("new"), "n");

        try (Clouds clouds = new Clouds(home)) {
            Clouds.soon()
                    .untilAsserted(
                            () -> {
                                List<Change> changes =
                                        clouds.drive()
                                                .changes()
                                                .list(token)
                                                .setFields("*")
                                                .execute()
                                                .getChanges();
                                assertThat(changes)
                                        .extracting(Change::getFileId)
                                        .hasSize(5)
                                        .contains(renamed.getId(), edited.getId(), gone.getId())
                                        .doesNotContain(kept.getId());
                                assertThat(changes)
                                        .filteredOn(Change::getRemoved)
                                        .extracting(Change::getFileId)
                                        .containsExactly(gone.getId());
                            });
            File now = clouds.drive().files().get(renamed.getId()).setFields("*").execute();
            assertThat(now.getName()).isEqualTo("renamed2");
            assertThat(now.getHeadRevisionId()).isEqualTo(renamed.getHeadRevisionId());
        }
    }

    @Test
    void aRemovalThatTheEndCutOffIsFinishedBeforeAnyoneAsks() throws Exception {
        File file;
        try (Clouds clouds = new Clouds(home)) {
            file = upload(clouds, "f", "f");
        }
        Files.move(
                home.resolve("google-drive/f"),
                home.resolve(".google-drive.state/doomed").resolve(file.getId()));
        try (Clouds clouds = new Clouds(home)) {
            assertThatThrownBy(() -> clouds.drive().files().get(file.getId()).execute())
                    .hasMessageContaining("File not found");
        }
    }

    @Test
    void aTornLineAtTheEndOfTheJournalIsIgnored() throws Exception {
        File file;
        try (Clouds clouds = new Clouds(home)) {
            file = upload(clouds, "f", "f");
        }
        Path journal = home.resolve(".google-drive.state/journal.jsonl");
        Files.writeString(journal, "{\"id\":\"half", StandardOpenOption.APPEND);
        try (Clouds clouds = new Clouds(home)) {
            assertThat(clouds.drive().files().get(file.getId()).execute().getName()).isEqualTo("f");
        }
    }

    @Test
    void aKilledSandboxGoesOnWithIdsLinksAndUploads() throws Exception {
        HttpClient http = HttpClient.newHttpClient();
        byte[] content = Clouds.bytes(3 * UNIT);
        Process first = launch();
        JsonNode item;
        String link;
        String session;
        try {
            String base = ready(first);
            item = json(send(http, put(base + "/v1.0/me/drive/root:/a.txt:/content", new byte[5])));
            JsonNode delta = json(send(http, get(base + "/v1.0/me/drive/root/delta")));
            link = delta.get("@odata.deltaLink").asText();
            JsonNode made =
                    json(
                            send(
                                    http,
                                    HttpRequest.newBuilder(
                                                    URI.create(
                                                            base
                                                                    + "/v1.0/me/drive/root:/big:"
                                                                    + "/createUploadSession"))
                                            .header("Authorization", "Bearer sandbox")
                                            .POST(BodyPublishers.ofString("{}"))));
            session = made.get("uploadUrl").asText();
            assertThat(send(http, fragment(session, content, 0, UNIT)).statusCode()).isEqualTo(202);
            for (int i = 0; i < 50; i++) {
                send(http, put(base + "/v1.0/me/drive/root:/n" + i + ":/content", new byte[i]));
            }
        } finally {
            first.destroyForcibly().waitFor();
        }
        assertThat(home.resolve("onedrive/big")).doesNotExist();

        try (Clouds clouds = new Clouds(home)) {
            JsonNode now = clouds.getJson("/v1.0/me/drive/root:/a.txt");
            assertThat(now.get("id")).isEqualTo(item.get("id"));
            assertThat(now.get("eTag")).isEqualTo(item.get("eTag"));
            assertThat(now.get("cTag")).isEqualTo(item.get("cTag"));
            JsonNode page = clouds.getJson(clouds.moved(link));
            long files = 0;
            for (JsonNode each : page.get("value")) {
                files += each.has("file") ? 1 : 0;
            }
            assertThat(files).isEqualTo(50);

            String moved = clouds.moved(session);
            JsonNode status = Clouds.json(clouds.send(clouds.bare(moved)));
            assertThat(status.at("/nextExpectedRanges/0").asText()).isEqualTo(UNIT + "-");
            HttpResponse<byte[]> last =
                    clouds.send(fragment(moved, content, UNIT, content.length - UNIT));
            assertThat(last.statusCode()).isEqualTo(201);
            assertThat(Files.readAllBytes(clouds.oneDrive.resolve("big"))).isEqualTo(content);
        }
    }

    private static File upload(Clouds clouds, String name, String content) throws IOException {
        return clouds.drive()
                .files()
                .create(
                        new File().setName(name),
                        new ByteArrayContent("text/plain", content.getBytes()))
                .setFields("*")
                .execute();
    }

    private Process launch() throws IOException {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "--port",
                        "0",
                        "--google",
                        home.resolve("google-drive").toString(),
                        "--onedrive",
                        home.resolve("onedrive").toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static String ready(Process process) throws IOException {
        BufferedReader out = process.inputReader();
        String line = out.readLine();
        assertThat(line).startsWith("The sandbox is ready at ");
        return line.substring(line.lastIndexOf(' ') + 1);
    }

    private static HttpRequest.Builder get(String url) {
        return HttpRequest.newBuilder(URI.create(url)).header("Authorization", "Bearer sandbox");
    }

    private static HttpRequest.Builder put(String url, byte[] body) {
        return get(url).PUT(BodyPublishers.ofByteArray(body));
    }

    private static HttpRequest.Builder fragment(String url, byte[] content, int from, int length) {
        return HttpRequest.newBuilder(URI.create(url))
                .header(
                        "Content-Range",
                        "bytes " + from + "-" + (from + length - 1) + "/" + content.length)
                .PUT(
                        BodyPublishers.ofByteArray(
                                java.util.Arrays.copyOfRange(content, from, from + length)));
    }

    private static HttpResponse<byte[]> send(HttpClient http, HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofByteArray());
    }

    private static JsonNode json(HttpResponse<byte[]> response) {
        assertThat(response.statusCode()).isLessThan(300);
        return Clouds.json(response);
    }
}
