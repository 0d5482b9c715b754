package com.aqwacloud.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.api.services.drive.model.File;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;

/** What a file tells of itself. */
class GoogleFieldsTest extends GoogleCase {

    private JsonNode all(String id) {
        return json(FILES + "/" + id + "?fields=*");
    }

    @Test
    void theIdStaysAcrossRenameAndMove() throws Exception {
        String to = folder("to").getId();
        String id = upload("a.txt", "1").getId();
        drive.files()
                .update(id, new File().setName("b.txt"))
                .setAddParents(to)
                .setRemoveParents("root")
                .execute();
        assertThat(clouds.google.resolve("to/b.txt")).hasContent("1");
        assertThat(names("'" + to + "' in parents")).containsExactly("b.txt");
        assertThat(get(id).getName()).isEqualTo("b.txt");
    }

    @Test
    void hashesAreLowerCaseHexOfTheContent() throws Exception {
        JsonNode file = all(upload("h", "abc").getId());
        assertThat(file.path("md5Checksum").asText()).isEqualTo("900150983cd24fb0d6963f7d28e17f72");
        assertThat(file.path("sha1Checksum").asText())
                .isEqualTo("a9993e364706816aba3e25717850c26c9cd0d89d");
        assertThat(file.path("sha256Checksum").asText())
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void aFolderHasNeitherSizeNorHashesNorRevision() throws Exception {
        JsonNode folder = all(folder("f").getId());
        for (String field :
                new String[] {
                    "size", "md5Checksum", "sha1Checksum", "sha256Checksum", "headRevisionId"
                }) {
            assertThat(folder.has(field)).as(field).isFalse();
        }
    }

    @Test
    void onlyBlobsHaveExtensionsOriginalNameAndContentLink() throws Exception {
        JsonNode blob = all(upload("a.tar.gz", "1").getId());
        assertThat(blob.path("fileExtension").asText()).isEqualTo("gz");
        assertThat(blob.path("fullFileExtension").asText()).isEqualTo("tar.gz");
        assertThat(blob.path("originalFilename").asText()).isEqualTo("a.tar.gz");
        assertThat(clouds.get(blob.path("webContentLink").asText()).body())
                .asString()
                .isEqualTo("1");
        assertThat(blob.has("exportLinks")).isFalse();
        String document =
                upload(new File().setName("d").setMimeType(DOCUMENT), "text/plain", "1").getId();
        for (String id : new String[] {folder("f").getId(), document}) {
            for (String field :
                    new String[] {
                        "fileExtension", "fullFileExtension", "originalFilename", "webContentLink"
                    }) {
                assertThat(all(id).has(field)).as(field).isFalse();
            }
        }
        assertThat(all(document).has("exportLinks")).isTrue();
    }

    @Test
    void timesAreOfMilliseconds() throws Exception {
        JsonNode file = all(upload("t", "1").getId());
        for (String field : new String[] {"modifiedTime", "createdTime", "modifiedByMeTime"}) {
            assertThat(file.path(field).asText())
                    .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        }
    }

    @Test
    void theTimeOfTrashingIsToldInSharedDrivesOnly() throws Exception {
        String id = upload("t", "1").getId();
        drive.files().update(id, new File().setTrashed(true)).execute();
        assertThat(all(id).path("trashed").asBoolean()).isTrue();
        assertThat(all(id).has("trashedTime")).isFalse();
        assertThat(all(id).has("trashingUser")).isFalse();
    }

    @Test
    void ownersAndNoDriveBelongToFilesOfMyDrive() throws Exception {
        JsonNode file = all(upload("o", "1").getId());
        assertThat(file.path("ownedByMe").asBoolean()).isTrue();
        assertThat(file.path("shared").asBoolean()).isFalse();
        assertThat(file.at("/owners/0/me").asBoolean()).isTrue();
        assertThat(file.has("driveId")).isFalse();
    }

    @Test
    void capabilitiesTellWhatTheUserMayDo() throws Exception {
        JsonNode file = all(upload("c", "1").getId()).path("capabilities");
        for (String name :
                new String[] {
                    "canDownload",
                    "canEdit",
                    "canModifyContent",
                    "canRename",
                    "canTrash",
                    "canDelete",
                    "canCopy"
                }) {
            assertThat(file.path(name).asBoolean()).as(name).isTrue();
        }
        assertThat(file.path("canListChildren").asBoolean()).isFalse();
        JsonNode folder = all(folder("f").getId()).path("capabilities");
        assertThat(folder.path("canListChildren").asBoolean()).isTrue();
        assertThat(folder.path("canDownload").asBoolean()).isFalse();
        JsonNode root = all("root").path("capabilities");
        assertThat(root.path("canDelete").asBoolean()).isFalse();
        assertThat(root.path("canRename").asBoolean()).isFalse();
    }

    @Test
    void theTypeOfAFolderDoesNotChange() throws Exception {
        String id = folder("f").getId();
        drive.files().update(id, new File().setMimeType("text/plain")).execute();
        assertThat(get(id).getMimeType()).isEqualTo(FOLDER);
    }

    @Test
    void aBlobDoesNotBecomeAFolderShortcutOrDocument() throws Exception {
        String id = upload("b.txt", "1").getId();
        String uploads = "/upload/drive/v3/files";
        for (String type :
                new String[] {FOLDER, SHORTCUT, DOCUMENT, "application/vnd.google-apps.unknown"}) {
            String named = "{\"mimeType\":\"" + type + "\"}";
            assertRefused(400, "badRequest", clouds.method("PATCH", FILES + "/" + id, named));
            for (String target : new String[] {uploads, uploads + "/" + id}) {
                HttpRequest.Builder content =
                        clouds.request(target + "?uploadType=media")
                                .header("Content-Type", type)
                                .method(
                                        target.equals(uploads) ? "POST" : "PATCH",
                                        BodyPublishers.ofString("2"));
                assertRefused(400, "badRequest", clouds.send(content));
            }
            assertRefused(
                    400,
                    "badRequest",
                    clouds.post(
                            uploads + "?uploadType=resumable",
                            "{}",
                            "X-Upload-Content-Type",
                            type));
            assertRefused(
                    400,
                    "badRequest",
                    clouds.method("PATCH", uploads + "/" + id + "?uploadType=resumable", named));
        }
        for (String type : new String[] {FOLDER, SHORTCUT, "application/vnd.google-apps.unknown"}) {
            assertRefused(
                    400,
                    "badRequest",
                    () -> upload(new File().setName("n").setMimeType(type), "text/plain", "1"));
        }
        assertRefused(
                400,
                "badRequest",
                clouds.post(FILES, "{\"mimeType\":\"application/vnd.google-apps.unknown\"}"));
        assertThat(get(id).getMimeType()).isEqualTo("text/plain");
        assertThat(clouds.google.resolve("b.txt")).hasContent("1");
        assertThat(json(FILES).path("files")).hasSize(1);
    }

    @Test
    void thePartsOfAScriptAreAnOrdinaryFile() throws Exception {
        String type = "application/vnd.google-apps.script+json";
        assertThat(upload(new File().setName("s"), type, "{}").getMd5Checksum()).isNotNull();
    }

    @Test
    void aFileWithoutANameIsUntitled() {
        assertThat(Clouds.json(clouds.post(FILES, "{}")).path("name").asText())
                .isEqualTo("Untitled");
    }
}
