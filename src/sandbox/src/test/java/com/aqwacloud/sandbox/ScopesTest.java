package com.aqwacloud.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What was granted is all that a token can do. */
class ScopesTest {

    private static final String DRIVE = "https://www.googleapis.com/auth/drive";
    private static final String FILES = "/drive/v3/files";
    private static final String OLD = FILES + "?q=name%3D'old.txt'";
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
                            JsonNode files = Browser.body(app.get(OLD, "sandbox")).get("files");
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
        return token(cloud, scope, "sandbox");
    }

    private String token(String cloud, String scope, String client) {
        HttpResponse<String> made =
                app.json(
                        "/sandbox/tokens",
                        ("{'cloud':'"
                                        + cloud
                                        + "','scope':'"
                                        + scope
                                        + "','clientId':'"
                                        + client
                                        + "'}")
                                .replace('\'', '"'));
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".readonly",
                ".file",
                ".metadata",
                ".metadata.readonly",
                ".appdata",
                ".meet.readonly",
                ".photos.readonly"
            })
    void changesAreReadWithAnyScopeOfDrive(String scope) {
        String token = token("google", DRIVE + scope);
        String feed = "/drive/v3/changes?pageToken=" + startPageToken(token);
        assertThat(app.get(feed, token).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "'',200",
        ".readonly,200",
        ".metadata,403",
        ".metadata.readonly,403",
        ".appdata,403",
        ".photos.readonly,403",
        ".file,404",
        ".meet.readonly,404"
    })
    void exportsNeedAScopeOfContent(String scope, int status) {
        String document =
                make("sandbox", "{'name':'d','mimeType':'application/vnd.google-apps.document'}");
        HttpResponse<String> answer =
                app.get(
                        FILES + "/" + document + "/export?mimeType=text/plain",
                        token("google", DRIVE + scope, "one"));
        assertThat(answer.statusCode()).isEqualTo(status);
        if (status == 403) {
            assertInsufficient(answer);
        }
    }

    @Test
    void sharedDrivesNeedAScopeOfTheWholeDrive() {
        assertInsufficient(app.get("/drive/v3/drives", own("one")));
        assertInsufficient(app.get("/drive/v3/drives", token("google", DRIVE + ".metadata")));
        String reader = token("google", DRIVE + ".readonly");
        assertThat(app.get("/drive/v3/drives", reader).statusCode()).isEqualTo(200);
        assertInsufficient(
                app.call("POST", "/drive/v3/drives?requestId=r", reader, "{\"name\":\"t\"}"));
    }

    @Test
    void onlyTheFullScopeEmptiesTheTrash() {
        assertInsufficient(app.call("DELETE", FILES + "/trash", own("one"), ""));
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

    /** A token for an application's own files. */
    private String own(String client) {
        return token("google", DRIVE + ".file", client);
    }

    private String make(String token, String json) {
        HttpResponse<String> made = app.call("POST", FILES, token, json.replace('\'', '"'));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(200);
        return Browser.body(made).get("id").asText();
    }

    private String startPageToken(String token) {
        return Browser.body(app.get("/drive/v3/changes/startPageToken", token))
                .get("startPageToken")
                .asText();
    }

    private List<String> listed(String token) {
        return Browser.body(app.get(FILES + "?fields=files(id)", token))
                .get("files")
                .findValuesAsText("id");
    }

    private static void assertNotFound(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(404);
        assertThat(Browser.body(response).at("/error/errors/0/reason").asText())
                .isEqualTo("notFound");
    }

    @Test
    void driveFileListsOnlyWhatItsApplicationMade() {
        String mine = make(own("one"), "{'name':'mine'}");
        String theirs = make(own("two"), "{'name':'theirs'}");
        assertThat(listed(own("one"))).containsExactly(mine);
        assertThat(listed(own("two"))).containsExactly(theirs);
        assertThat(listed(own("three"))).isEmpty();
        assertThat(listed("sandbox")).contains(id, mine, theirs);
        assertThat(listed(token("google", DRIVE + ".readonly", "three"))).contains(id, mine);
    }

    @Test
    void filesOfOthersLookToDriveFileLike404() {
        String token = own("one");
        String theirs = make(own("two"), "{'name':'theirs'}");
        for (String file : new String[] {id, theirs, "root"}) {
            String path = FILES + "/" + file;
            assertNotFound(app.get(path, token));
            assertNotFound(app.get(path + "?alt=media", token));
            assertNotFound(app.call("PATCH", path, token, "{\"name\":\"n\"}"));
            assertNotFound(app.call("PATCH", "/upload" + path + "?uploadType=media", token, "x"));
            assertNotFound(
                    app.call("PATCH", "/upload" + path + "?uploadType=resumable", token, ""));
            assertNotFound(app.call("POST", path + "/copy", token, "{}"));
            assertNotFound(app.call("DELETE", path, token, ""));
            assertNotFound(app.get(path + "/export?mimeType=text/plain", token));
            assertNotFound(app.call("POST", path + "/download", token, ""));
            assertNotFound(app.call("POST", path + "/watch", token, "{}"));
            assertNotFound(app.get(path + "/permissions", token));
            assertNotFound(app.get(path + "/revisions", token));
        }
        assertThat(home.resolve("drive/old.txt")).hasContent("content");
        assertThat(home.resolve("drive/theirs")).exists();
    }

    @Test
    void driveFileDoesWithItsOwnFilesWhatItLikes() {
        String token = own("one");
        String folder = make(token, "{'name':'f','mimeType':'application/vnd.google-apps.folder'}");
        HttpResponse<String> sent =
                app.call("POST", "/upload" + FILES + "?uploadType=media", token, "hello");
        String file = FILES + "/" + Browser.body(sent).get("id").asText();
        assertThat(app.get(file + "?alt=media", token).body()).isEqualTo("hello");
        String root =
                Browser.body(app.get(file + "?fields=parents", token)).at("/parents/0").asText();
        String move = file + "?addParents=" + folder + "&removeParents=" + root;
        assertThat(app.call("PATCH", move, token, "{\"name\":\"n\"}").statusCode()).isEqualTo(200);
        assertThat(home.resolve("drive/f/n")).hasContent("hello");
        String back = file + "?addParents=root&removeParents=" + folder;
        assertThat(app.call("PATCH", back, token, "{}").statusCode()).isEqualTo(200);
        assertThat(home.resolve("drive/n")).hasContent("hello");
        String copy =
                Browser.body(app.call("POST", file + "/copy", token, "{}")).get("id").asText();
        assertThat(listed(token)).hasSize(3).contains(folder, copy);
        assertThat(app.call("DELETE", file, token, "").statusCode()).isEqualTo(204);
        assertThat(listed(token)).containsExactlyInAnyOrder(folder, copy);
    }

    @Test
    void driveFilePutsNothingIntoFoldersItDoesNotSee() {
        String folder =
                make("sandbox", "{'name':'f','mimeType':'application/vnd.google-apps.folder'}");
        String body = "{\"name\":\"n\",\"parents\":[\"" + folder + "\"]}";
        assertNotFound(app.call("POST", FILES, own("one"), body));
        String mine = make(own("one"), "{'name':'n'}");
        String move = FILES + "/" + mine + "?removeParents=root&addParents=" + folder;
        assertNotFound(app.call("PATCH", move, own("one"), "{}"));
    }

    @Test
    void anUploadInPartsBelongsToTheApplicationThatBeganIt() {
        HttpResponse<String> begun =
                app.call(
                        "POST",
                        "/upload" + FILES + "?uploadType=resumable",
                        own("one"),
                        "{\"name\":\"parts\"}");
        String session = begun.headers().firstValue("Location").orElseThrow();
        HttpResponse<String> done =
                app.send(app.request(session).PUT(BodyPublishers.ofString("hello")));
        assertThat(done.statusCode()).as(done.body()).isEqualTo(200);
        assertThat(listed(own("one"))).containsExactly(Browser.body(done).get("id").asText());
        assertThat(listed(own("two"))).isEmpty();
    }

    @Test
    void changesTellDriveFileOfItsOwnFilesOnly() {
        String token = own("one");
        String start =
                Browser.body(app.get("/drive/v3/changes/startPageToken", token))
                        .get("startPageToken")
                        .asText();
        String mine = make(token, "{'name':'mine'}");
        String gone = make(token, "{'name':'gone'}");
        String theirs = make(own("two"), "{'name':'theirs'}");
        for (String each : new String[] {gone, theirs}) {
            assertThat(app.call("DELETE", FILES + "/" + each, "sandbox", "").statusCode())
                    .isEqualTo(204);
        }
        app.call("PATCH", FILES + "/" + id, "sandbox", "{\"name\":\"new\"}");
        JsonNode page = Browser.body(app.get("/drive/v3/changes?pageToken=" + start, token));
        assertThat(page.get("changes").findValuesAsText("fileId")).containsExactly(mine, gone);
        assertThat(page.at("/changes/1/removed").asBoolean()).isTrue();
        JsonNode all = Browser.body(app.get("/drive/v3/changes?pageToken=" + start, "sandbox"));
        assertThat(all.get("changes").findValuesAsText("fileId"))
                .containsExactlyInAnyOrder(mine, gone, theirs, id);
    }

    @Test
    void whatIsOpenedWithAnApplicationItsDriveFileSees() {
        HttpResponse<String> opened =
                app.json(
                        "/sandbox/google/facts",
                        "{\"fileId\":\"" + id + "\",\"openedBy\":\"one\"}");
        assertThat(opened.statusCode()).as(opened.body()).isEqualTo(204);
        assertThat(listed(own("one"))).containsExactly(id);
        assertThat(app.get(FILES + "/" + id + "?alt=media", own("one")).body())
                .isEqualTo("content");
        assertNotFound(app.get(FILES + "/" + id, own("two")));
    }

    @Test
    void isAppAuthorizedTellsWhetherTheApplicationMadeOrOpenedIt() {
        String mine = make(own("one"), "{'name':'mine'}");
        String token = token("google", DRIVE, "one");
        String mask = "?fields=isAppAuthorized";
        assertThat(app.get(FILES + "/" + mine + mask, token).body()).contains("true");
        assertThat(app.get(FILES + "/" + id + mask, token).body()).contains("false");
    }

    @Test
    void whoMadeAFileIsKnownAfterARestart() throws IOException {
        String mine = make(own("one"), "{'name':'mine'}");
        String token = own("one");
        sandbox.close();
        start();
        assertThat(listed(token)).containsExactly(mine);
        assertThat(listed(own("two"))).isEmpty();
    }

    @Test
    void driveFileWithAWiderScopeSeesEverything() {
        String token = token("google", DRIVE + ".file " + DRIVE + ".metadata.readonly", "one");
        assertThat(listed(token)).containsExactly(id);
    }

    @Test
    void driveAppdataSeesNothingSinceThereIsNoAppDataFolder() {
        String token = token("google", DRIVE + ".appdata");
        assertInsufficientSpace(app.get(FILES, token));
        assertThat(Browser.body(app.get(FILES + "?spaces=appDataFolder", token)).get("files"))
                .isEmpty();
        assertNotFound(app.get(FILES + "/" + id, token));
        assertNotFound(app.get(FILES + "/" + id + "?alt=media", token));
        assertNotFound(app.call("DELETE", FILES + "/" + id, token, ""));
        assertInsufficientSpace(app.call("POST", FILES, token, "{\"name\":\"n\"}"));
        assertInsufficientSpace(
                app.call("POST", FILES, token, "{\"parents\":[\"appDataFolder\"]}"));
        String feed = "/drive/v3/changes?pageToken=" + startPageToken(token);
        app.call("PATCH", FILES + "/" + id, "sandbox", "{\"name\":\"new\"}");
        assertThat(Browser.body(app.get(feed, token)).get("changes")).isEmpty();
        assertThat(Browser.body(app.get(feed, "sandbox")).get("changes")).hasSize(1);
    }

    private static void assertInsufficientSpace(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(403);
        assertThat(Browser.body(response).at("/error/errors/0/reason").asText())
                .isEqualTo("insufficientScopes");
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
