package com.aqwacloud.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.api.services.drive.model.File;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What one account shares with another, shortcuts, and files that are special. */
class GoogleSharingTest extends GoogleCase {

    private String folder;
    private String inside;

    @BeforeEach
    void share() throws Exception {
        clouds.post("/sandbox/accounts", "{\"cloud\":\"google\",\"name\":\"anna\"}");
        folder = folder("shared folder").getId();
        inside = upload("inside.txt", "hello", folder).getId();
        upload("private.txt", "no");
        share("reader");
    }

    private void share(String role) {
        lever(
                "share",
                "{\"account\":\"sandbox\",\"fileId\":\""
                        + folder
                        + "\",\"with\":\"anna\",\"role\":\""
                        + role
                        + "\"}");
    }

    private HttpResponse<byte[]> anna(String method, String path, String body) {
        return clouds.send(
                clouds.bare(path)
                        .header("Authorization", "Bearer sandbox-anna")
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body)));
    }

    private JsonNode anna(String path) {
        return Clouds.json(anna("GET", path, ""));
    }

    @Test
    void whatIsSharedWithMeHasNoParentAndIsNotMine() {
        JsonNode found = anna(FILES + "?q=sharedWithMe%3Dtrue&fields=files").path("files");
        assertThat(found).hasSize(1);
        JsonNode file = found.get(0);
        assertThat(file.path("name").asText()).isEqualTo("shared folder");
        assertThat(file.has("parents")).isFalse();
        assertThat(file.path("ownedByMe").asBoolean()).isFalse();
        assertThat(file.path("shared").asBoolean()).isTrue();
        assertThat(file.at("/owners/0/emailAddress").asText())
                .isEqualTo("sandbox@aqwacloud.example");
        assertThat(file.at("/owners/0/me").asBoolean()).isFalse();
        assertThat(file.has("sharedWithMeTime")).isTrue();
        assertThat(file.at("/capabilities/canEdit").asBoolean()).isFalse();
    }

    @Test
    void whatLiesWithinIsSeenAndNothingElse() {
        JsonNode all = anna(FILES + "?fields=files(name,parents)").path("files");
        assertThat(all.findValuesAsText("name"))
                .containsExactlyInAnyOrder("shared folder", "inside.txt");
        assertThat(anna("GET", FILES + "/" + inside + "?alt=media", "").body())
                .asString()
                .isEqualTo("hello");
        assertThat(anna(FILES + "/" + inside + "?fields=parents").at("/parents/0").asText())
                .isEqualTo(folder);
    }

    @Test
    void theRoleSaysWhatMayBeDone() throws Exception {
        String path = FILES + "/" + inside;
        assertRefused(403, "insufficientFilePermissions", anna("PATCH", path, "{\"name\":\"n\"}"));
        share("writer");
        assertThat(anna("PATCH", path, "{\"name\":\"n\"}").statusCode()).isEqualTo(200);
        assertRefused(
                403, "insufficientFilePermissions", anna("PATCH", path, "{\"trashed\":true}"));
        assertRefused(403, "insufficientFilePermissions", anna("DELETE", path, ""));
        assertThat(get(inside).getName()).isEqualTo("n");
    }

    @Test
    void lostAccessLooksLikeADeletion() {
        String token = anna("/drive/v3/changes/startPageToken").path("startPageToken").asText();
        share("none");
        assertRefused(404, "notFound", anna("GET", FILES + "/" + folder, ""));
        JsonNode changes = anna("/drive/v3/changes?pageToken=" + encoded(token)).path("changes");
        assertThat(changes).hasSize(1);
        assertThat(changes.get(0).path("removed").asBoolean()).isTrue();
        assertThat(changes.get(0).path("fileId").asText()).isEqualTo(folder);
        assertThat(changes.get(0).has("file")).isFalse();
    }

    @Test
    void restrictToMyDriveHidesWhatOthersShare() throws Exception {
        String token = anna("/drive/v3/changes/startPageToken").path("startPageToken").asText();
        drive.files().update(inside, new File().setName("renamed")).execute();
        String feed = "/drive/v3/changes?pageToken=" + encoded(token);
        assertThat(anna(feed).path("changes")).hasSize(1);
        assertThat(anna(feed + "&restrictToMyDrive=true").path("changes")).isEmpty();
    }

    @Test
    void permissionsCanBeRead() throws Exception {
        var list = drive.permissions().list(folder).setFields("*").execute().getPermissions();
        assertThat(list).hasSize(2);
        assertThat(list.get(0).getRole()).isEqualTo("owner");
        assertThat(list.get(1).getEmailAddress()).isEqualTo("anna@aqwacloud.example");
        assertThat(drive.permissions().get(folder, list.get(1).getId()).execute().getRole())
                .isEqualTo("reader");
        assertRefused(404, "notFound", () -> drive.permissions().get(folder, "1").execute());
    }

    @Test
    void aShortcutKnowsItsTargetAsItWas() throws Exception {
        File.ShortcutDetails to = new File.ShortcutDetails().setTargetId(inside);
        File made =
                drive.files()
                        .create(
                                new File()
                                        .setName("link")
                                        .setMimeType(SHORTCUT)
                                        .setShortcutDetails(to))
                        .setFields("*")
                        .execute();
        assertThat(made.getShortcutDetails().getTargetId()).isEqualTo(inside);
        assertThat(made.getShortcutDetails().getTargetMimeType()).isEqualTo("text/plain");
        assertThat(made.getSize()).isNull();
        assertThat(made.getMd5Checksum()).isNull();
        assertRefused(
                403,
                "fieldNotWritable",
                () ->
                        drive.files()
                                .update(made.getId(), new File().setShortcutDetails(to))
                                .execute());
        drive.files().delete(inside).execute();
        assertThat(get(made.getId()).getShortcutDetails().getTargetId()).isEqualTo(inside);
        assertRefused(404, "notFound", () -> get(inside));
        assertRefused(
                403, "fileNotDownloadable", clouds.get(FILES + "/" + made.getId() + "?alt=media"));
    }

    @Test
    void aShortcutNeedsATarget() {
        assertRefused(
                400,
                "required",
                () ->
                        drive.files()
                                .create(new File().setName("l").setMimeType(SHORTCUT))
                                .execute());
    }

    @Test
    void aFlaggedFileIsHadByItsOwnerWhoKnows() {
        String path = FILES + "/" + inside + "?alt=media";
        assertRefused(
                403, "invalidAbuseAcknowledgment", clouds.get(path + "&acknowledgeAbuse=true"));
        lever("facts", "{\"fileId\":\"" + inside + "\",\"abusive\":true}");
        assertRefused(403, "cannotDownloadAbusiveFile", clouds.get(path));
        assertThat(clouds.get(path + "&acknowledgeAbuse=true").statusCode()).isEqualTo(200);
        assertRefused(
                403,
                "invalidAbuseAcknowledgment",
                anna("GET", path + "&acknowledgeAbuse=true", ""));
    }

    @Test
    void aFileThatMayNotBeDownloadedIsNot() throws Exception {
        lever("facts", "{\"fileId\":\"" + inside + "\",\"canDownload\":false}");
        assertThat(get(inside).getCapabilities().getCanDownload()).isFalse();
        assertRefused(403, "cannotDownloadFile", clouds.get(FILES + "/" + inside + "?alt=media"));
    }

    @Test
    void sharedWithMeTimeOrdersByWhenItWasShared() throws Exception {
        String first = upload("first", "1").getId();
        String second = upload("second", "2").getId();
        for (String id : new String[] {second, first}) {
            // Times are of milliseconds.
            long last = System.currentTimeMillis();
            Clouds.soon().until(() -> System.currentTimeMillis() > last);
            lever("share", "{\"account\":\"sandbox\",\"fileId\":\"" + id + "\",\"with\":\"anna\"}");
        }
        String list = FILES + "?q=sharedWithMe%3Dtrue&orderBy=sharedWithMeTime";
        assertThat(anna(list).path("files").findValuesAsText("name"))
                .containsExactly("shared folder", "second", "first");
        assertThat(anna(list + "%20desc").path("files").findValuesAsText("name"))
                .containsExactly("first", "second", "shared folder");
    }

    @Test
    void permissionsAreAFieldOfTheFile() {
        String mask = "?fields=permissionIds,permissions(id,role)";
        JsonNode mine = json(FILES + "/" + folder + mask);
        assertThat(mine.path("permissions").findValuesAsText("role"))
                .containsExactly("owner", "reader");
        List<String> ids = mine.path("permissions").findValuesAsText("id");
        assertThat(mine.path("permissionIds"))
                .extracting(JsonNode::asText)
                .containsExactlyElementsOf(ids);
        assertThat(anna(FILES + "/" + folder + mask)).as("of a reader").isEmpty();
        assertThat(json(FILES + "?fields=files(permissionIds)").at("/files/0/permissionIds"))
                .isNotEmpty();
    }

    @Test
    void permissionsComeInPages() throws Exception {
        String path = FILES + "/" + folder + "/permissions";
        JsonNode first = json(path + "?pageSize=1");
        assertThat(first.path("permissions").findValuesAsText("role")).containsExactly("owner");
        JsonNode rest = json(path + "?pageToken=" + first.path("nextPageToken").asText());
        assertThat(rest.path("permissions").findValuesAsText("role")).containsExactly("reader");
        assertThat(rest.has("nextPageToken")).isFalse();
        assertRefused(400, "invalidParameter", clouds.get(path + "?pageSize=0"));
        assertRefused(400, "invalidParameter", clouds.get(path + "?pageSize=101"));
        assertRefused(400, "invalid", clouds.get(path + "?pageToken=zz"));
        String revisions = FILES + "/" + inside + "/revisions";
        assertRefused(400, "invalidParameter", clouds.get(revisions + "?pageSize=0"));
        assertRefused(400, "invalid", clouds.get(revisions + "?pageToken=zz"));
    }

    @Test
    void aShortcutKnowsTheResourceKeyOfItsTarget() throws Exception {
        lever("facts", "{\"fileId\":\"" + inside + "\",\"resourceKey\":\"0-abc\"}");
        File shortcut =
                new File()
                        .setName("l")
                        .setMimeType(SHORTCUT)
                        .setShortcutDetails(new File.ShortcutDetails().setTargetId(inside));
        String id = drive.files().create(shortcut).execute().getId();
        assertThat(get(id).getShortcutDetails().getTargetResourceKey()).isEqualTo("0-abc");
    }

    @Test
    void aResourceKeyIsShown() throws Exception {
        lever("facts", "{\"fileId\":\"" + inside + "\",\"resourceKey\":\"0-abc\"}");
        assertThat(json(FILES + "/" + inside).path("resourceKey").asText()).isEqualTo("0-abc");
    }

    @Test
    void theLeversRefuseWhatMakesNoSense() {
        for (Map.Entry<String, String> each :
                Map.of(
                                "share", "{\"fileId\":\"" + folder + "\",\"with\":\"nobody\"}",
                                "facts", "{\"fileId\":\"none\"}",
                                "facts/x", "{}",
                                "nothing", "{}")
                        .entrySet()) {
            assertThat(
                            clouds.post("/sandbox/google/" + each.getKey(), each.getValue())
                                    .statusCode())
                    .isIn(400, 404);
        }
        assertThat(
                        clouds.post(
                                        "/sandbox/google/facts",
                                        "{\"fileId\":\"" + inside + "\",\"color\":\"red\"}")
                                .statusCode())
                .isEqualTo(400);
    }

    @Test
    void onlyItsOwnerMovesAFileIntoASharedDrive() throws Exception {
        share("writer");
        String team =
                Clouds.json(anna("POST", "/drive/v3/drives?requestId=r", "{\"name\":\"Team\"}"))
                        .path("id")
                        .asText();
        String move = "?supportsAllDrives=true&addParents=" + team + "&removeParents=" + folder;
        assertRefused(
                403,
                "fileWriterTeamDriveMoveInDisabled",
                anna("PATCH", FILES + "/" + inside + move, "{}"));
        assertThat(get(inside).getDriveId()).isNull();
    }

    @Test
    void aReaderPutsNothingIntoASharedFolder() {
        String body = "{\"name\":\"n\",\"parents\":[\"" + folder + "\"]}";
        assertRefused(403, "insufficientFilePermissions", anna("POST", FILES, body));
        share("writer");
        assertThat(anna("POST", FILES, body).statusCode()).isEqualTo(200);
    }

    @Test
    void anExportOfAFileThatMayNotBeDownloadedIsRefused() throws Exception {
        String id =
                upload(new File().setName("d").setMimeType(DOCUMENT), "text/plain", "1").getId();
        lever("facts", "{\"fileId\":\"" + id + "\",\"canDownload\":false}");
        assertRefused(
                403,
                "cannotDownloadFile",
                clouds.get(FILES + "/" + id + "/export?mimeType=text/plain"));
    }

    @Test
    void onlyItsOwnerRestoresAFile() throws Exception {
        share("writer");
        drive.files().update(inside, new File().setTrashed(true)).execute();
        assertRefused(
                403,
                "insufficientFilePermissions",
                anna("PATCH", FILES + "/" + inside, "{\"trashed\":false}"));
        assertThat(get(inside).getTrashed()).isTrue();
        drive.files().update(inside, new File().setTrashed(false)).execute();
        assertThat(anna("GET", FILES + "/" + inside, "").statusCode()).isEqualTo(200);
    }

    private String link(String name, String target, String parent) throws Exception {
        File link =
                new File()
                        .setName(name)
                        .setMimeType(SHORTCUT)
                        .setParents(List.of(parent))
                        .setShortcutDetails(new File.ShortcutDetails().setTargetId(target));
        return drive.files().create(link).execute().getId();
    }

    @Test
    void aShortcutIsSeenByWhoeverSeesItsFolder() throws Exception {
        String hidden = upload("hidden.txt", "1").getId();
        String id = link("link", hidden, folder);
        assertThat(anna(FILES + "/" + id).path("name").asText()).isEqualTo("link");
        assertRefused(404, "notFound", anna("GET", FILES + "/" + hidden, ""));
    }

    @Test
    void aShortcutKeepsItsNameWhenItsTargetIsRenamed() throws Exception {
        String id = link("inside.txt", inside, "root");
        drive.files().update(inside, new File().setName("renamed.txt")).execute();
        assertThat(get(id).getName()).isEqualTo("inside.txt");
    }
}
