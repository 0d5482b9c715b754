package com.aqwacloud.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several accounts in one cloud, separate from each other. */
class AccountsTest {

    private static final String ANNA = "sandbox-anna";
    private static final String FIRST = "sandbox";

    @TempDir Path home;
    private final HttpClient http = HttpClient.newHttpClient();
    private Sandbox sandbox;

    @BeforeEach
    void start() throws IOException {
        sandbox = builder().account("google", "anna").account("onedrive", "anna").build().start();
    }

    @AfterEach
    void stop() throws IOException {
        sandbox.close();
    }

    private Sandbox.Builder builder() {
        return Sandbox.builder()
                .port(0)
                .googleFolder(home.resolve("google-drive"))
                .oneDriveFolder(home.resolve("onedrive"));
    }

    @Test
    void aFileOfOneAccountIsNotFoundInAnother() throws Exception {
        String id = createInDrive(ANNA, "hers.txt");
        assertThat(send(ANNA, "GET", "/drive/v3/files/" + id, "").statusCode()).isEqualTo(200);
        assertThat(send(FIRST, "GET", "/drive/v3/files/" + id, "").statusCode()).isEqualTo(404);
        assertThat(names(FIRST)).isEmpty();
        assertThat(names(ANNA)).containsExactly("hers.txt");

        HttpResponse<String> put =
                send(ANNA, "PUT", "/v1.0/me/drive/root:/hers.txt:/content", "hello");
        String item = Clouds.JSON.readTree(put.body()).get("id").asText();
        String path = "/v1.0/me/drive/items/" + item;
        assertThat(send(ANNA, "GET", path, "").statusCode()).isEqualTo(200);
        assertThat(send(FIRST, "GET", path, "").statusCode()).isEqualTo(404);
        String drive = json(ANNA, "/v1.0/me/drive").get("id").asText();
        assertThat(send(FIRST, "GET", "/v1.0/drives/" + drive, "").statusCode()).isEqualTo(404);
    }

    @Test
    void eachAccountHasFilesInAFolderOfItsOwn() throws Exception {
        send(ANNA, "PUT", "/v1.0/me/drive/root:/a.txt:/content", "hers");
        send(FIRST, "PUT", "/v1.0/me/drive/root:/a.txt:/content", "ours");
        assertThat(home.resolve("onedrive@anna/a.txt")).hasContent("hers");
        assertThat(home.resolve("onedrive/a.txt")).hasContent("ours");
    }

    @Test
    void aFeedTellsOfItsOwnAccountOnly() throws Exception {
        String feed = "/drive/v3/changes?pageToken=";
        String mine =
                json(FIRST, "/drive/v3/changes/startPageToken").get("startPageToken").asText();
        String hers = json(ANNA, "/drive/v3/changes/startPageToken").get("startPageToken").asText();
        createInDrive(ANNA, "new.txt");
        assertThat(json(FIRST, feed + mine).get("changes")).isEmpty();
        assertThat(json(ANNA, feed + hers).get("changes")).hasSize(1);
    }

    @Test
    void anAccountSaysWhoItIs() throws Exception {
        JsonNode user = json(ANNA, "/drive/v3/about?fields=user").get("user");
        assertThat(user.get("emailAddress").asText()).isEqualTo("anna@aqwacloud.example");
        assertThat(user.get("displayName").asText()).isEqualTo("Anna");
        JsonNode first = json(FIRST, "/drive/v3/about?fields=user").get("user");
        assertThat(first.get("emailAddress").asText()).isEqualTo("sandbox@aqwacloud.example");
        assertThat(first.get("permissionId")).isNotEqualTo(user.get("permissionId"));
        JsonNode me = json(ANNA, "/v1.0/me");
        assertThat(me.get("mail").asText()).isEqualTo("anna@aqwacloud.example");
        assertThat(me.get("id")).isNotEqualTo(json(FIRST, "/v1.0/me").get("id"));
    }

    @Test
    void anUploadSessionLeadsToTheAccountItWasMadeFor() throws Exception {
        HttpResponse<String> started =
                send(
                        ANNA,
                        "POST",
                        "/upload/drive/v3/files?uploadType=resumable",
                        "{\"name\":\"u\"}");
        String address = started.headers().firstValue("Location").orElseThrow();
        assertThat(send(null, "PUT", address, "bytes").statusCode()).isEqualTo(200);
        assertThat(home.resolve("google-drive@anna/u")).hasContent("bytes");

        String session = "/v1.0/me/drive/root:/u:/createUploadSession";
        String url =
                Clouds.JSON
                        .readTree(send(ANNA, "POST", session, "{}").body())
                        .get("uploadUrl")
                        .asText();
        HttpRequest.Builder last =
                request(null, url)
                        .header("Content-Range", "bytes 0-4/5")
                        .PUT(BodyPublishers.ofString("bytes"));
        assertThat(http.send(last.build(), BodyHandlers.ofString()).statusCode()).isEqualTo(201);
        assertThat(home.resolve("onedrive@anna/u")).hasContent("bytes");
    }

    @Test
    void theTokenOfAnotherAccountDoesNotMoveAnUploadSession() throws Exception {
        HttpResponse<String> started =
                send(
                        ANNA,
                        "POST",
                        "/upload/drive/v3/files?uploadType=resumable",
                        "{\"name\":\"u\"}");
        String address = started.headers().firstValue("Location").orElseThrow();
        assertThat(send(FIRST, "PUT", address, "bytes").statusCode()).isEqualTo(200);
        assertThat(home.resolve("google-drive@anna/u")).hasContent("bytes");
        assertThat(home.resolve("google-drive/u")).doesNotExist();
    }

    @Test
    void aDownloadAddressAndAMonitorLeadToTheirAccount() throws Exception {
        send(ANNA, "PUT", "/v1.0/me/drive/root:/a.txt:/content", "hers");
        HttpResponse<String> found = send(ANNA, "GET", "/v1.0/me/drive/root:/a.txt:/content", "");
        assertThat(found.statusCode()).isEqualTo(302);
        String address = found.headers().firstValue("Location").orElseThrow();
        assertThat(send(null, "GET", address, "").body()).isEqualTo("hers");
        String ours = address.replace("account=anna", "account=sandbox");
        assertThat(ours).isNotEqualTo(address);
        assertThat(send(null, "GET", ours, "").statusCode()).isEqualTo(404);

        HttpResponse<String> copied =
                send(ANNA, "POST", "/v1.0/me/drive/root:/a.txt:/copy", "{\"name\":\"b.txt\"}");
        String monitor = copied.headers().firstValue("Location").orElseThrow();
        assertThat(send(null, "GET", monitor, "").statusCode()).isBetween(200, 303);
    }

    @Test
    void anAccountMadeAtRunTimeIsThereAfterARestart() throws Exception {
        HttpResponse<String> made = post("{\"cloud\":\"google\",\"name\":\"bob\"}");
        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(Clouds.JSON.readTree(made.body()).get("token").asText())
                .isEqualTo("sandbox-bob");
        String id = createInDrive("sandbox-bob", "his.txt");
        assertThat(home.resolve("google-drive@bob")).isDirectory();
        sandbox.close();
        sandbox = builder().build().start();
        assertThat(send("sandbox-bob", "GET", "/drive/v3/files/" + id, "").statusCode())
                .isEqualTo(200);
        assertThat(send(ANNA, "GET", "/drive/v3/files", "").statusCode())
                .as("was in the settings, which have changed")
                .isEqualTo(401);
    }

    @Test
    void anAccountMayLiveInAFolderOfItsOwnChoiceAndBePersonal() throws Exception {
        Path folder = Files.createDirectories(home.resolve("elsewhere/files"));
        Files.writeString(folder.resolve("old.txt"), "was here");
        String body =
                Clouds.JSON
                        .createObjectNode()
                        .put("cloud", "onedrive")
                        .put("name", "eve")
                        .put("folder", folder.toString())
                        .put("kind", "personal")
                        .toString();
        assertThat(post(body).statusCode()).isEqualTo(201);
        assertThat(json("sandbox-eve", "/v1.0/me/drive").get("driveType").asText())
                .isEqualTo("personal");
        assertThat(json(FIRST, "/v1.0/me/drive").get("driveType").asText()).isEqualTo("business");
        String children = "/v1.0/me/drive/root/children";
        Clouds.soon()
                .untilAsserted(
                        () -> assertThat(json("sandbox-eve", children).get("value")).hasSize(1));
    }

    @Test
    void theAccountsAreListed() throws Exception {
        JsonNode accounts = json(null, "/sandbox/accounts").get("accounts");
        assertThat(accounts.findValuesAsText("token")).containsExactly(FIRST, ANNA, FIRST, ANNA);
        assertThat(accounts.findValuesAsText("cloud"))
                .containsExactly("google", "google", "onedrive", "onedrive");
        assertThat(accounts.findValuesAsText("folder"))
                .contains(home.resolve("google-drive@anna").toString());
    }

    @Test
    void whatMakesNoSenseIsNamed() throws Exception {
        assertThat(post("{\"cloud\":\"google\",\"name\":\"anna\"}").statusCode()).isEqualTo(409);
        assertThat(post("{\"cloud\":\"google\",\"name\":\"../x\"}").body()).contains("name");
        assertThat(post("{\"cloud\":\"google\",\"name\":\"" + "x".repeat(33) + "\"}").statusCode())
                .isEqualTo(400);
        assertThat(post("{\"cloud\":\"dropbox\",\"name\":\"a\"}").body()).contains("cloud");
        assertThat(post("{\"cloud\":\"google\",\"name\":\"a\",\"kind\":\"personal\"}").body())
                .contains("kind");
        assertThat(post("{\"cloud\":\"google\",\"name\":\"a\",\"more\":1}").body())
                .contains("more");
        assertThat(post("{\"cloud\":\"google\",\"name\":7}").body()).contains("name");
        assertThat(post("nonsense").statusCode()).isEqualTo(400);
        assertThatThrownBy(() -> builder().account("google", "Not A Name"))
                .hasMessageContaining("Not A Name");
    }

    @Test
    void noAccountLiesInAnothersFolder() throws Exception {
        String inside = home.resolve("google-drive/sub").toString();
        String body = "{\"cloud\":\"onedrive\",\"name\":\"x\",\"folder\":\"" + inside + "\"}";
        HttpResponse<String> refused = post(body);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("overlaps");
        assertThat(home.resolve("google-drive/sub")).doesNotExist();
    }

    @Test
    void aPageOfAnotherSiteCanNotMakeAccounts() throws Exception {
        String body = "{\"cloud\":\"google\",\"name\":\"mallory\"}";
        HttpRequest request =
                request(null, "/sandbox/accounts")
                        .header("Origin", "https://evil.example")
                        .POST(BodyPublishers.ofString(body))
                        .build();
        assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(403);
        assertThat(json(null, "/sandbox/accounts").get("accounts")).hasSize(4);
    }

    private HttpResponse<String> post(String body) throws Exception {
        return send(null, "POST", "/sandbox/accounts", body);
    }

    private String createInDrive(String token, String name) throws Exception {
        HttpResponse<String> made =
                send(token, "POST", "/drive/v3/files", "{\"name\":\"" + name + "\"}");
        return Clouds.JSON.readTree(made.body()).get("id").asText();
    }

    private java.util.List<String> names(String token) throws Exception {
        return json(token, "/drive/v3/files").get("files").findValuesAsText("name");
    }

    private JsonNode json(String token, String path) throws Exception {
        return Clouds.JSON.readTree(send(token, "GET", path, "").body());
    }

    private HttpResponse<String> send(String token, String method, String path, String body)
            throws Exception {
        HttpRequest.Builder request =
                request(token, path)
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body));
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String token, String path) {
        String url = path.startsWith("http") ? path : sandbox.baseUri() + path;
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }
}
