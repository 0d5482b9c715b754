package com.aqwacloud.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was granted is all that a token can do. */
class ScopesTest {

    private static final String DRIVE = "https://www.googleapis.com/auth/drive";
    private static final String FILES = "/drive/v3/files";
    private static final String ROOT = "/v1.0/me/drive/root";

    @TempDir Path home;
    private Sandbox sandbox;
    private Browser app;
    private String id;

    @BeforeEach
    void start() throws IOException {
        Path google = Files.createDirectories(home.resolve("drive"));
        Path oneDrive = Files.createDirectories(home.resolve("onedrive"));
        Files.writeString(google.resolve("old.txt"), "content");
        Files.writeString(oneDrive.resolve("old.txt"), "content");
        sandbox = Sandbox.builder().port(0).googleFolder(google).oneDriveFolder(oneDrive).build();
        sandbox.start();
        app = new Browser(sandbox.baseUri());
        Clouds.soon()
                .untilAsserted(
                        () -> {
                            JsonNode files = Browser.body(app.get(FILES, "sandbox")).get("files");
                            assertThat(files).hasSize(1);
                            id = files.get(0).get("id").asText();
                            assertThat(app.get(ROOT + ":/old.txt", "sandbox").statusCode())
                                    .isEqualTo(200);
                        });
    }

    @AfterEach
    void stop() throws IOException {
        sandbox.close();
    }

    private String token(String cloud, String scope) {
        HttpResponse<String> made =
                app.json(
                        "/sandbox/tokens",
                        "{\"cloud\":\"" + cloud + "\",\"scope\":\"" + scope + "\"}");
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        return Browser.body(made).get("access_token").asText();
    }

    private static void assertInsufficient(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(403);
        JsonNode error = Browser.body(response).get("error");
        assertThat(error.at("/errors/0/reason").asText()).isEqualTo("insufficientPermissions");
        assertThat(error.at("/details/0/reason").asText())
                .isEqualTo("ACCESS_TOKEN_SCOPE_INSUFFICIENT");
        assertThat(error.get("status").asText()).isEqualTo("PERMISSION_DENIED");
        assertThat(response.headers().firstValue("WWW-Authenticate").orElse(""))
                .contains("insufficient_scope");
    }

    @Test
    void driveAllowsEverything() {
        String token = token("google", DRIVE);
        assertThat(app.get(FILES + "/" + id + "?alt=media", token).body()).isEqualTo("content");
        assertThat(app.call("PATCH", FILES + "/" + id, token, "{\"name\":\"n\"}").statusCode())
                .isEqualTo(200);
        assertThat(app.call("DELETE", FILES + "/trash", token, "").statusCode()).isEqualTo(204);
    }

    @Test
    void driveReadonlyReadsAndNeverChanges() {
        String token = token("google", DRIVE + ".readonly");
        assertThat(app.get(FILES, token).body()).contains("old.txt");
        assertThat(app.get(FILES + "/" + id + "?alt=media", token).statusCode()).isEqualTo(200);
        assertInsufficient(app.call("POST", FILES, token, "{\"name\":\"n\"}"));
        assertInsufficient(app.call("PATCH", FILES + "/" + id, token, "{\"name\":\"n\"}"));
        assertInsufficient(app.call("DELETE", FILES + "/" + id, token, ""));
        assertInsufficient(app.call("POST", FILES + "/" + id + "/copy", token, "{}"));
        assertInsufficient(
                app.call("POST", "/upload" + FILES + "?uploadType=media", token, "bytes"));
        assertThat(home.resolve("drive/old.txt")).exists();
    }

    @Test
    void driveMetadataReadonlyHasNoContent() {
        String token = token("google", DRIVE + ".metadata.readonly");
        assertThat(app.get(FILES, token).body()).contains("old.txt");
        assertThat(app.get("/drive/v3/changes/startPageToken", token).statusCode()).isEqualTo(200);
        assertInsufficient(app.get(FILES + "/" + id + "?alt=media", token));
        assertInsufficient(app.call("PATCH", FILES + "/" + id, token, "{\"name\":\"n\"}"));
    }

    @Test
    void driveMetadataChangesNamesOnly() {
        String token = token("google", DRIVE + ".metadata");
        assertThat(app.call("PATCH", FILES + "/" + id, token, "{\"name\":\"n\"}").statusCode())
                .isEqualTo(200);
        String upload = "/upload" + FILES + "/" + id + "?uploadType=media";
        assertInsufficient(app.call("PATCH", upload, token, "bytes"));
        assertInsufficient(app.call("DELETE", FILES + "/" + id, token, ""));
    }

    @Test
    void scopesOfOtherServicesOpenNothing() {
        String token = token("google", "openid https://www.googleapis.com/auth/calendar");
        assertInsufficient(app.get(FILES, token));
        assertInsufficient(app.get("/drive/v3/about?fields=user", token));
    }

    @Test
    void whoSendsNoTokenIsToldToLogIn() {
        HttpResponse<String> none = app.send(app.request(FILES).GET());
        assertThat(none.statusCode()).isEqualTo(401);
        assertThat(Browser.body(none).at("/error/errors/0/reason").asText()).isEqualTo("required");
        HttpResponse<String> bad = app.get(FILES, "ya29.nonsense");
        assertThat(bad.statusCode()).isEqualTo(401);
        assertThat(Browser.body(bad).at("/error/errors/0/reason").asText()).isEqualTo("authError");
    }

    @Test
    void anExpiredTokenIsRefused() {
        HttpResponse<String> made =
                app.json(
                        "/sandbox/tokens",
                        "{\"cloud\":\"google\",\"scope\":\""
                                + DRIVE
                                + "\",\"expiresInSeconds\":1}");
        String token = Browser.body(made).get("access_token").asText();
        Clouds.soon().until(() -> app.get(FILES, token).statusCode() == 401);
    }

    @Test
    void filesReadReadsAndNeverChanges() {
        String token = token("onedrive", "Files.Read");
        assertThat(app.get(ROOT + "/children", token).body()).contains("old.txt");
        assertDenied(app.call("DELETE", ROOT + ":/old.txt", token, ""), "accessDenied");
        assertDenied(app.call("PUT", ROOT + ":/n.txt:/content", token, "x"), "accessDenied");
        assertDenied(app.get("/v1.0/me", token), "Authorization_RequestDenied");
        assertThat(home.resolve("onedrive/old.txt")).exists();
    }

    @Test
    void filesReadWriteChanges() {
        for (String scope : new String[] {"Files.ReadWrite", "Files.ReadWrite.All"}) {
            String token = token("onedrive", scope);
            String path = ROOT + ":/" + scope + ".txt:/content";
            assertThat(app.call("PUT", path, token, "x").statusCode()).isEqualTo(201);
        }
    }

    @Test
    void userReadTellsWhoYouAreAndNoMore() {
        String token = token("onedrive", "User.Read");
        assertThat(app.get("/v1.0/me", token).statusCode()).isEqualTo(200);
        assertDenied(app.get("/v1.0/me/drive", token), "accessDenied");
    }

    @Test
    void theRequestsOfABatchAreHeldToTheSameScopes() {
        String token = token("onedrive", "Files.Read");
        String batch =
                "{\"requests\":["
                        + "{\"id\":\"1\",\"method\":\"GET\",\"url\":\"/me/drive\"},"
                        + "{\"id\":\"2\",\"method\":\"DELETE\",\"url\":\"/me/drive/root:/old.txt\"}]}";
        JsonNode answers =
                Browser.body(app.call("POST", "/v1.0/$batch", token, batch)).get("responses");
        assertThat(answers.findValuesAsText("status")).containsExactlyInAnyOrder("200", "403");
    }

    private static void assertDenied(HttpResponse<String> response, String code) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(403);
        assertThat(Browser.body(response).at("/error/code").asText()).isEqualTo(code);
    }
}
