package com.aqwacloud.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.api.client.util.Data;
import com.google.api.client.util.DateTime;
import com.google.api.services.drive.model.ContentRestriction;
import com.google.api.services.drive.model.File;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How files are made and changed, and what of it is refused. */
class GoogleEditsTest extends GoogleCase {

    @Test
    void theSizeIsAStringInJson() throws Exception {
        String id = upload("s", "12345").getId();
        JsonNode file = json(FILES + "/" + id + "?fields=size,version,quotaBytesUsed");
        assertThat(file.path("size").isTextual()).isTrue();
        assertThat(file.path("version").isTextual()).isTrue();
        assertThat(file.path("size").asText()).isEqualTo("5");
    }

    @Test
    void anEmptyMaskIsNone() throws Exception {
        String id = upload("s", "12345").getId();
        assertThat(json(FILES + "/" + id + "?fields=")).isEqualTo(json(FILES + "/" + id));
        assertThat(json(FILES + "?fields=")).isEqualTo(json(FILES));
        assertThat(drive.files().update(id, new File().setTrashed(true)).setFields("").execute())
                .containsEntry("id", id);
        assertThat(get(id).getTrashed()).isTrue();
    }

    @Test
    void theVersionMovesWithEveryChangeAndTheRevisionWithContentOnly() throws Exception {
        File made = upload("v", "1");
        drive.files().update(made.getId(), new File().setStarred(true)).execute();
        File starred = get(made.getId());
        assertThat(starred.getVersion()).isGreaterThan(made.getVersion());
        assertThat(starred.getHeadRevisionId()).isEqualTo(made.getHeadRevisionId());
        assertThat(starred.getStarred()).isTrue();
    }

    @Test
    void modifiedTimeIsWritableAndCreatedTimeOnCreation() throws Exception {
        DateTime time = new DateTime(1_500_000_000_123L);
        File made =
                upload(
                        new File().setName("t").setCreatedTime(time).setModifiedTime(time),
                        null,
                        "1");
        assertThat(made.getModifiedTime().getValue()).isEqualTo(time.getValue());
        assertThat(made.getModifiedByMeTime().getValue()).isEqualTo(time.getValue());
        assertThat(made.getCreatedTime().getValue()).isEqualTo(time.getValue());
    }

    @Test
    void aRenameKeepsTheType() throws Exception {
        File made = upload("a.txt", "1");
        drive.files().update(made.getId(), new File().setName("a.png")).execute();
        assertThat(get(made.getId()).getMimeType()).isEqualTo("text/plain");
    }

    @Test
    void nullClearsAPropertyAndOthersStay() throws Exception {
        File made =
                upload(
                        new File()
                                .setName("p")
                                .setProperties(Map.of("a", "1", "b", "2"))
                                .setAppProperties(Map.of("c", "3")),
                        null,
                        "1");
        Map<String, String> change = new HashMap<>();
        change.put("a", Data.nullOf(String.class));
        change.put("d", "4");
        drive.files().update(made.getId(), new File().setProperties(change)).execute();
        File after = get(made.getId());
        assertThat(after.getProperties()).containsOnly(Map.entry("b", "2"), Map.entry("d", "4"));
        assertThat(after.getAppProperties()).containsOnly(Map.entry("c", "3"));
    }

    @Test
    void aRestrictionRefusesContentAndName() throws Exception {
        String id = upload("r", "1").getId();
        drive.files()
                .update(
                        id,
                        new File()
                                .setContentRestrictions(
                                        List.of(new ContentRestriction().setReadOnly(true))))
                .execute();
        assertThat(get(id).getCapabilities().getCanModifyContent()).isFalse();
        assertRefused(
                403,
                "insufficientFilePermissions",
                () -> drive.files().update(id, new File().setName("x")).execute());
        assertRefused(
                403,
                "insufficientFilePermissions",
                clouds.method("PATCH", "/upload" + FILES + "/" + id + "?uploadType=media", "new"));
        drive.files()
                .update(
                        id,
                        new File()
                                .setContentRestrictions(
                                        List.of(new ContentRestriction().setReadOnly(false))))
                .execute();
        drive.files().update(id, new File().setName("x")).execute();
    }

    @Test
    void aMoveIsToldByParametersAndNotByTheBody() throws Exception {
        String to = folder("to").getId();
        String id = upload("m", "1").getId();
        assertRefused(
                403,
                "fieldNotWritable",
                () -> drive.files().update(id, new File().setParents(List.of(to))).execute());
        assertRefused(
                403,
                "cannotAddParent",
                () -> drive.files().update(id, null).setAddParents(to).execute());
        assertRefused(
                403,
                "cannotRemoveLastParent",
                () -> drive.files().update(id, null).setRemoveParents("root").execute());
        drive.files().update(id, null).setAddParents(to).setEnforceSingleParent(true).execute();
        assertThat(clouds.google.resolve("to/m")).hasContent("1");
    }

    @Test
    void aFolderDoesNotGoIntoItself() throws Exception {
        String outer = folder("outer").getId();
        String inner = folder("inner", outer).getId();
        assertRefused(
                403,
                "insufficientFilePermissions",
                () ->
                        drive.files()
                                .update(outer, null)
                                .setAddParents(inner)
                                .setRemoveParents("root")
                                .execute());
    }

    @Test
    void whatLiesInATrashedFolderIsTrashedButNotExplicitly() throws Exception {
        String folder = folder("f").getId();
        String id = upload("x", "1", folder).getId();
        drive.files().update(folder, new File().setTrashed(true)).execute();
        assertThat(get(folder).getExplicitlyTrashed()).isTrue();
        assertThat(get(id).getTrashed()).isTrue();
        assertThat(get(id).getExplicitlyTrashed()).isFalse();
        drive.files().update(folder, new File().setTrashed(false)).execute();
        assertThat(get(id).getTrashed()).isFalse();
        assertThat(clouds.google.resolve("f/x")).hasContent("1");
    }

    @Test
    void emptyTrashLeavesWhatIsNotInIt() throws Exception {
        String gone = upload("gone", "1").getId();
        upload("kept", "1");
        drive.files().update(gone, new File().setTrashed(true)).execute();
        drive.files().emptyTrash().execute();
        assertThat(names("")).containsExactly("kept");
        assertRefused(404, "notFound", () -> get(gone));
    }

    @Test
    void aDeletionHasAnEmptyAnswerAndTakesWhatLiesWithin() throws Exception {
        String folder = folder("f").getId();
        String id = upload("x", "1", folder).getId();
        var answer = clouds.method("DELETE", FILES + "/" + folder, "");
        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.body()).isEmpty();
        assertRefused(404, "notFound", () -> get(id));
        assertRefused(
                403, "insufficientFilePermissions", () -> drive.files().delete("root").execute());
    }

    @Test
    void aWrongMaskChangesNothing() throws Exception {
        File file = upload(new File().setName("kept"), null, "1");
        assertRefused(
                400,
                "invalidParameter",
                () ->
                        drive.files()
                                .create(new File().setName("not made"))
                                .setFields("id,nonsense")
                                .execute());
        assertRefused(
                400,
                "invalidParameter",
                () ->
                        drive.files()
                                .update(file.getId(), new File().setName("renamed"))
                                .setFields("nonsense")
                                .execute());
        assertRefused(
                400,
                "invalidParameter",
                () ->
                        drive.files()
                                .copy(file.getId(), new File().setName("copied"))
                                .setFields("nonsense")
                                .execute());
        assertThat(drive.files().list().execute().getFiles())
                .extracting(File::getName)
                .contains("kept")
                .doesNotContain("not made", "renamed", "copied");
    }

    @Test
    void generatedIdsAreOneToAThousandAndTakenOnce() throws Exception {
        assertThat(drive.files().generateIds().execute().getIds()).hasSize(10);
        List<String> ids = drive.files().generateIds().setCount(1000).execute().getIds();
        assertThat(ids).hasSize(1000).doesNotHaveDuplicates();
        assertRefused(
                400,
                "invalidParameter",
                () -> drive.files().generateIds().setCount(1001).execute());
        File file = new File().setId(ids.get(0)).setName("x");
        upload(file, null, "1");
        assertRefused(409, "fileIdInUse", () -> upload(file, null, "1"));
        assertRefused(400, "invalid", () -> upload(new File().setId("x").setName("x"), null, "1"));
        assertRefused(
                400,
                "invalid",
                () ->
                        upload(
                                new File().setId(ids.get(1)).setMimeType(DOCUMENT),
                                "text/plain",
                                "1"));
    }

    @Test
    void aCopyInheritsTheFolderUnlessOneIsGiven() throws Exception {
        String folder = folder("f").getId();
        String id = upload("x", "1", folder).getId();
        drive.files().copy(id, null).execute();
        assertThat(clouds.google.resolve("f/Copy of x")).hasContent("1");
        drive.files().copy(id, new File().setParents(List.of("root")).setName("y")).execute();
        assertThat(clouds.google.resolve("y")).hasContent("1");
        assertRefused(403, "cannotCopyFile", () -> drive.files().copy(folder, null).execute());
    }

    @Test
    void namesNeedNotDifferAndCaseCounts() throws Exception {
        upload("n", "1");
        upload("n", "2");
        upload("N", "3");
        folder("n");
        assertThat(names("name='n'")).hasSize(3);
        assertThat(names("name='N'")).hasSize(1);
    }

    @Test
    void revisionsCanBeRead() throws Exception {
        File file = upload("r.txt", "1");
        var revisions =
                drive.revisions().list(file.getId()).setFields("*").execute().getRevisions();
        assertThat(revisions)
                .singleElement()
                .satisfies(
                        revision -> {
                            assertThat(revision.getId()).isEqualTo(file.getHeadRevisionId());
                            assertThat(revision.getSize()).isEqualTo(1);
                        });
        assertRefused(404, "notFound", () -> drive.revisions().get(file.getId(), "x").execute());
    }

    @Test
    void foldersGoAHundredLevelsDeep() throws Exception {
        java.nio.file.Path path = clouds.google;
        for (int i = 0; i < 100; i++) {
            path = path.resolve("d");
        }
        Files.createDirectories(path);
        Clouds.soon().until(() -> drive.files().list().execute().getFiles().size() == 100);
        String deepest = "root";
        for (int i = 0; i < 100; i++) {
            deepest =
                    drive.files()
                            .list()
                            .setQ("'" + deepest + "' in parents")
                            .execute()
                            .getFiles()
                            .get(0)
                            .getId();
        }
        String last = deepest;
        upload("a file is no level", "1", last);
        assertRefused(403, "myDriveHierarchyDepthLimitExceeded", () -> folder("e", last));
    }

    @Test
    void aFolderHasAtMostHalfAMillionChildren() throws Exception {
        String full = folder("full").getId();
        var made =
                clouds.post(
                        "/sandbox/generate",
                        "{\"cloud\":\"google\",\"parent\":\"" + full + "\",\"count\":499999}");
        assertThat(made.statusCode()).as(new String(made.body())).isEqualTo(201);
        upload("the last", "1", full);
        assertRefused(
                403, "numChildrenInNonRootLimitExceeded", () -> upload("one more", "1", full));
        String other = upload("other", "1").getId();
        assertRefused(
                403,
                "numChildrenInNonRootLimitExceeded",
                () ->
                        drive.files()
                                .update(other, null)
                                .setAddParents(full)
                                .setRemoveParents("root")
                                .execute());
    }

    @Test
    void idsAreMadeForBothSpacesAndNoOther() throws Exception {
        for (String space : List.of("drive", "appDataFolder")) {
            assertThat(drive.files().generateIds().setSpace(space).execute().getSpace())
                    .isEqualTo(space);
        }
        assertRefused(
                400, "invalid", () -> drive.files().generateIds().setSpace("attic").execute());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"name\":\"x\"}", "{\"trashed\":true}"})
    void theRootKeepsItsNameAndStaysOutOfTheTrash(String body) throws Exception {
        String name = get("root").getName();
        assertRefused(
                403, "insufficientFilePermissions", clouds.method("PATCH", FILES + "/root", body));
        assertThat(get("root").getName()).isEqualTo(name);
        assertThat(get("root").getTrashed()).isFalse();
    }

    @Test
    void theRootDoesNotMove() throws Exception {
        String folder = folder("f").getId();
        assertRefused(
                403,
                "insufficientFilePermissions",
                () ->
                        drive.files()
                                .update("root", null)
                                .setAddParents(folder)
                                .setEnforceSingleParent(true)
                                .execute());
    }

    @Test
    void whatIsNotThereIsNotFound() {
        assertRefused(404, "notFound", clouds.get(FILES + "/nothing"));
        JsonNode error = json(FILES + "/nothing").path("error");
        assertThat(error.path("message").asText()).isEqualTo("File not found: nothing.");
        assertThat(error.at("/errors/0/location").asText()).isEqualTo("fileId");
        assertThat(error.at("/errors/0/locationType").asText()).isEqualTo("parameter");
        assertThat(error.at("/errors/0/domain").asText()).isEqualTo("global");
        assertRefused(404, "notFound", clouds.get("/drive/v3/nowhere"));
        assertRefused(404, "notFound", clouds.method("PUT", FILES + "/root", "{}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\":1}",
                "{\"name\":[]}",
                "{\"starred\":\"yes\"}",
                "{\"modifiedTime\":\"now\"}",
                "{\"parents\":\"root\"}",
                "{\"parents\":[1]}",
                "{\"properties\":[]}",
                "{\"mimeType\":{}}",
                "{\"contentRestrictions\":{}}",
                "{\"name\":\"\"}"
            })
    void aValueOfTheWrongTypeIsInvalid(String body) {
        assertRefused(400, "invalid", clouds.post(FILES, body));
    }

    @Test
    void timesNoFileSystemHoldsAreInvalid() throws Exception {
        for (String time :
                List.of(
                        "+999999999-12-31T23:59:59Z",
                        "-999999999-01-01T00:00:00Z",
                        "+10000-01-01T00:00:00Z",
                        "9999-12-31T23:59:59-01:00")) {
            assertRefused(400, "invalid", clouds.post(FILES, "{\"createdTime\":\"" + time + "\"}"));
            assertRefused(
                    400, "invalid", clouds.post(FILES, "{\"modifiedTime\":\"" + time + "\"}"));
        }
        String id = upload("t", "1").getId();
        for (String time : List.of("9999-12-31", "2262-04-12", "1901-12-13", "0001-01-01")) {
            assertRefused(
                    400,
                    "invalid",
                    clouds.method(
                            "PATCH", FILES + "/" + id, "{\"modifiedTime\":\"" + time + "\"}"));
        }
        for (String time : List.of("1950-01-01T00:00:00.000Z", "2037-12-31T23:59:59.999Z")) {
            clouds.method("PATCH", FILES + "/" + id, "{\"modifiedTime\":\"" + time + "\"}");
            assertThat(get(id).getModifiedTime()).isEqualTo(new DateTime(time));
        }
        DateTime last = new DateTime("9999-12-31T23:59:59.999Z");
        File made = upload(new File().setName("c").setCreatedTime(last), null, "1");
        assertThat(made.getCreatedTime()).isEqualTo(last);
    }

    @Test
    void aTypeThatIsNoneIsInvalid() throws Exception {
        for (String type :
                List.of(
                        "text",
                        "text/",
                        "/plain",
                        "text plain",
                        "text/pl\r\nX-Evil: 1",
                        "t\u00e4xt/\0plain",
                        "text/plain; x=\n",
                        "text/" + "x".repeat(70_000))) {
            String body = Clouds.JSON.writeValueAsString(Map.of("mimeType", type));
            assertRefused(400, "invalid", clouds.post(FILES, body));
        }
        String id = upload(new File().setMimeType("text/x-a; charset=utf-8"), null, "1").getId();
        assertThat(clouds.get(FILES + "/" + id + "?alt=media").headers().firstValue("Content-Type"))
                .contains("text/x-a; charset=utf-8");
        for (String type : List.of("text", "text plain/x", "text/" + "x".repeat(300))) {
            assertRefused(
                    400,
                    "badContent",
                    clouds.send(
                            clouds.request("/upload" + FILES + "?uploadType=media")
                                    .header("Content-Type", type)
                                    .POST(BodyPublishers.ofString("1"))));
            assertRefused(
                    400,
                    "badContent",
                    clouds.post(
                            "/upload" + FILES + "?uploadType=resumable",
                            "{}",
                            "X-Upload-Content-Type",
                            type));
        }
    }

    @Test
    void whatIsNoJsonIsAParseError() {
        for (String body : List.of("{", "[]", "\"x\"", "{\"name\":}")) {
            assertRefused(400, "parseError", clouds.post(FILES, body));
        }
    }

    @Test
    void unknownFieldsAreIgnoredAndOutputOnlyOnesRefused() {
        assertThat(clouds.post(FILES, "{\"name\":\"x\",\"colour\":1}").statusCode()).isEqualTo(200);
        assertRefused(
                403, "fieldNotWritable", clouds.post(FILES, "{\"name\":\"x\",\"size\":\"1\"}"));
    }

    @Test
    void aPatchMayTravelInAPost() throws Exception {
        String id = upload("p", "1").getId();
        var answer =
                clouds.post(
                        FILES + "/" + id, "{\"name\":\"q\"}", "X-HTTP-Method-Override", "PATCH");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(get(id).getName()).isEqualTo("q");
    }
}
