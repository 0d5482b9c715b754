package com.aqwacloud.sandbox;

import static com.aqwacloud.sandbox.OneDrive.ROOT;
import static com.aqwacloud.sandbox.OneDrive.item;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Links, permissions, and the facets of items that are more than a file or a folder. */
class GraphSharingTest {

    @TempDir Path home;
    private OneDrive drive;
    private JsonNode file;

    @BeforeEach
    void start() throws IOException {
        drive = OneDrive.business(home);
        file = drive.upload("/Dir/a.txt", "x").json();
    }

    @AfterEach
    void stop() throws IOException {
        drive.close();
    }

    private JsonNode now(JsonNode item) {
        return drive.get(item(item)).json();
    }

    private void mark(String path, String marks) {
        drive.set("onedrive/items", "{'path':'" + path + "'," + marks + "}");
    }

    @Test
    void anItemBelongsToItsOwnerOnlyUntilALinkIsMade() {
        JsonNode all = drive.get(item(file) + "/permissions").json().get("value");
        assertThat(all).hasSize(1);
        assertThat(all.at("/0/roles/0").asText()).isEqualTo("owner");
        assertThat(all.at("/0/grantedToV2/user/id").asText())
                .isEqualTo(drive.get("/v1.0/me").at("/id"));
        assertThat(now(file).has("shared")).isFalse();
    }

    @Test
    void createLinkAnswers201ForANewLinkAnd200ForTheSameAgain() {
        String body = "{\"type\":\"edit\",\"scope\":\"organization\"}";
        OneDrive.Answer made = drive.post(item(file) + "/createLink", body);
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.at("/link/type")).isEqualTo("edit");
        assertThat(made.at("/link/scope")).isEqualTo("organization");
        assertThat(made.at("/link/webUrl")).isNotEmpty();
        assertThat(made.at("/roles/0")).isEqualTo("write");
        OneDrive.Answer again = drive.post(item(file) + "/createLink", body);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json()).isEqualTo(made.json());
    }

    @Test
    void aLinkIsAPermissionThatCanBeReadById() {
        String id = drive.post(item(file) + "/createLink", "{\"type\":\"view\"}").at("/id");
        assertThat(drive.get(item(file) + "/permissions").json().get("value")).hasSize(2);
        OneDrive.Answer one = drive.get(item(file) + "/permissions/" + id);
        assertThat(one.at("/roles/0")).isEqualTo("read");
        assertThat(one.at("/link/type")).isEqualTo("view");
        assertThat(drive.get(item(file) + "/permissions/none").status()).isEqualTo(404);
    }

    @Test
    void anItemWithALinkIsShared() {
        String link = drive.latest();
        drive.post(item(file) + "/createLink", "{\"type\":\"view\",\"scope\":\"anonymous\"}");
        assertThat(now(file).at("/shared/scope").asText()).isEqualTo("anonymous");
        assertThat(now(file).get("eTag")).isNotEqualTo(file.get("eTag"));
        assertThat(now(file).get("cTag")).isEqualTo(file.get("cTag"));
        assertThat(drive.changes(link)).anyMatch(each -> each.has("shared"));
    }

    @Test
    void createLinkRefusesUnknownTypesAndScopes() {
        assertThat(drive.post(item(file) + "/createLink", "{\"type\":\"own\"}").status())
                .isEqualTo(400);
        assertThat(drive.post(item(file) + "/createLink", "{\"scope\":\"world\"}").status())
                .isEqualTo(400);
        assertThat(drive.post(ROOT + ":/none:/createLink", "{}").status()).isEqualTo(404);
    }

    @Test
    void aPackageIsNeitherAFileNorAFolderAndHasNoContent() {
        mark("/Dir/a.txt", "'package':'oneNote'");
        JsonNode notebook = now(file);
        assertThat(notebook.at("/package/type").asText()).isEqualTo("oneNote");
        assertThat(notebook.has("file")).isFalse();
        assertThat(notebook.has("folder")).isFalse();
        assertThat(notebook.has("@microsoft.graph.downloadUrl")).isFalse();
        assertThat(drive.get(item(file) + "/content").status()).isEqualTo(400);
        mark("/Dir/a.txt", "'package':null");
        assertThat(now(file).has("file")).isTrue();
    }

    @Test
    void theDeltaShowsAPackageToo() {
        String link = drive.latest();
        mark("/Dir", "'package':'oneNote'");
        assertThat(drive.changes(link))
                .filteredOn(each -> each.get("name").asText().equals("Dir"))
                .singleElement()
                .matches(each -> each.has("package") && !each.has("folder"));
    }

    @Test
    void aSharedItemSaysWithWhom() {
        mark("/Dir", "'shared':'users'");
        assertThat(drive.get(ROOT + ":/Dir").at("/shared/scope")).isEqualTo("users");
        assertThat(drive.get(ROOT + "/children").at("/value/0/shared/scope")).isEqualTo("users");
    }

    @Test
    void aRemoteItemTellsTheDriveAndTheIdItLivesUnder() {
        mark("/Dir", "'remoteItem':'far-id','remoteDrive':'far-drive'");
        JsonNode shown = drive.get(ROOT + ":/Dir").json();
        assertThat(shown.at("/remoteItem/id").asText()).isEqualTo("far-id");
        assertThat(shown.at("/remoteItem/parentReference/driveId").asText()).isEqualTo("far-drive");
        assertThat(shown.at("/remoteItem").has("folder")).isTrue();
        assertThat(shown.has("folder")).isFalse();
        assertThat(shown.get("id").asText()).isNotEqualTo("far-id");
    }

    @Test
    void aRemoteFileIsAFileWithinTheRemoteItem() {
        mark("/Dir/a.txt", "'remoteItem':'far-id','remoteDrive':'far-drive'");
        JsonNode shown = now(file);
        assertThat(shown.at("/remoteItem").has("file")).isTrue();
        assertThat(shown.at("/remoteItem").has("folder")).isFalse();
        assertThat(shown.has("file")).isFalse();
    }
}
