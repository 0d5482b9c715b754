package com.aqwacloud.sandbox;

import static com.aqwacloud.sandbox.OneDrive.ROOT;
import static com.aqwacloud.sandbox.OneDrive.item;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What OneDrive keeps of what was overwritten or deleted. */
class GraphVersionsTest {

    @TempDir Path home;

    @Test
    void eachContentThatWasReplacedStaysAsAVersion() throws IOException {
        try (OneDrive drive = OneDrive.business(home)) {
            JsonNode file = drive.upload("/v.txt", "one").json();
            drive.upload("/v.txt", "two");
            drive.put(item(file) + "/content", "three");
            JsonNode versions = drive.get(item(file) + "/versions").json().get("value");
            assertThat(versions)
                    .extracting(each -> each.get("id").asText())
                    .containsExactly("3.0", "2.0", "1.0");
            assertThat(versions.findValuesAsText("size")).containsExactly("5", "3", "3");
            assertThat(content(drive, file, "1.0")).isEqualTo("one");
            assertThat(content(drive, file, "2.0")).isEqualTo("two");
            assertThat(content(drive, file, "3.0")).isEqualTo("three");

            String restore = item(file) + "/versions/1.0/restoreVersion";
            assertThat(drive.post(restore, "").status()).isEqualTo(204);
            assertThat(drive.folder.resolve("v.txt")).hasContent("one");
            assertThat(content(drive, file, "3.0")).isEqualTo("three");
            assertThat(drive.delete(item(file) + "/versions/2.0").status()).isEqualTo(204);
            assertThat(drive.get(item(file) + "/versions/2.0").status()).isEqualTo(404);
        }
    }

    @Test
    void versionsSurviveARestart() throws IOException {
        JsonNode file;
        try (OneDrive drive = OneDrive.business(home)) {
            file = drive.upload("/v.txt", "lost in a conflict").json();
            drive.upload("/v.txt", "won");
        }
        try (OneDrive drive = OneDrive.business(home)) {
            assertThat(content(drive, file, "1.0")).isEqualTo("lost in a conflict");
        }
    }

    private static String content(OneDrive drive, JsonNode file, String version) {
        OneDrive.Answer redirect = drive.get(item(file) + "/versions/" + version + "/content");
        assertThat(redirect.status()).isEqualTo(302);
        return drive.bare(redirect.header("Location")).text();
    }

    @Test
    void whatWasDeletedComesBackOnPersonalWithItsIdAndAllWithin() throws IOException {
        try (OneDrive drive = OneDrive.personal(home)) {
            JsonNode file = drive.upload("/Dir/in.txt", "inside").json();
            JsonNode dir = drive.get(ROOT + ":/Dir").json();
            assertThat(drive.delete(item(dir)).status()).isEqualTo(204);
            assertThat(drive.get(item(file)).status()).isEqualTo(404);
            assertThat(drive.get("/v1.0/me/drive").json().at("/quota/deleted").asLong())
                    .isEqualTo(6);
            String link = drive.latest();

            OneDrive.Answer back = drive.post(item(dir) + "/restore", "{}");
            assertThat(back.status()).isEqualTo(200);
            assertThat(back.at("/id")).isEqualTo(dir.get("id").asText());
            assertThat(drive.folder.resolve("Dir/in.txt")).hasContent("inside");
            List<JsonNode> changes = drive.changes(link);
            assertThat(changes)
                    .extracting(each -> each.get("id").asText())
                    .contains(dir.get("id").asText(), file.get("id").asText());
            assertThat(drive.post(item(dir) + "/restore", "{}").status()).isEqualTo(404);
        }
    }

    @Test
    void whatWasDeletedForEverDoesNotComeBack() throws IOException {
        try (OneDrive drive = OneDrive.personal(home)) {
            JsonNode file = drive.upload("/gone.txt", "x").json();
            assertThat(drive.post(item(file) + "/permanentDelete", "").status()).isEqualTo(204);
            assertThat(drive.post(item(file) + "/restore", "{}").status()).isEqualTo(404);
        }
    }

    @Test
    void businessHasNoRestore() throws IOException {
        try (OneDrive drive = OneDrive.business(home)) {
            JsonNode file = drive.upload("/gone.txt", "x").json();
            drive.delete(item(file));
            assertThat(drive.post(item(file) + "/restore", "{}").code()).isEqualTo("notSupported");
        }
    }
}
