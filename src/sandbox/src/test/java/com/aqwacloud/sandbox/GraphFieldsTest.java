package com.aqwacloud.sandbox;

import static com.aqwacloud.sandbox.OneDrive.ROOT;
import static com.aqwacloud.sandbox.OneDrive.item;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Section 2 of the sheet: the fields of an item, and those of the drive. */
class GraphFieldsTest {

    private final HandClock clock = new HandClock();
    @TempDir Path home;
    private OneDrive drive;

    @BeforeEach
    void start() throws IOException {
        drive = OneDrive.business(home, clock);
    }

    @AfterEach
    void stop() throws IOException {
        drive.close();
    }

    @Test
    void theSizeIsANumberAndOfAFolderTheSumOfAllBelow() {
        JsonNode file = drive.upload("/Dir/Sub/a.txt", "12345").json();
        drive.upload("/Dir/b.txt", "678");
        assertThat(file.get("size").isIntegralNumber()).isTrue();
        assertThat(file.get("size").asLong()).isEqualTo(5);
        JsonNode folder = drive.get(ROOT + ":/Dir").json();
        assertThat(folder.get("size").isIntegralNumber()).isTrue();
        assertThat(folder.get("size").asLong()).isEqualTo(8);
    }

    @Test
    void theFileFacetMeansAFileAndTheFolderFacetAFolder() {
        JsonNode file = drive.upload("/Dir/a.png", "x").json();
        JsonNode folder = drive.get(ROOT + ":/Dir").json();
        assertThat(file.has("file")).isTrue();
        assertThat(file.has("folder")).isFalse();
        assertThat(file.at("/file/mimeType").asText()).isEqualTo("image/png");
        assertThat(folder.has("folder")).isTrue();
        assertThat(folder.has("file")).isFalse();
        assertThat(folder.at("/folder/childCount").asInt()).isEqualTo(1);
    }

    @Test
    void theETagOfAFolderIsAboutItsOwnPropertiesOnly() {
        drive.upload("/Dir/a.txt", "x");
        JsonNode before = drive.get(ROOT + ":/Dir").json();
        drive.upload("/Dir/a.txt", "y");
        drive.upload("/Dir/b.txt", "y");
        assertThat(drive.get(item(before)).json().get("eTag")).isEqualTo(before.get("eTag"));
        drive.json("PATCH", item(before), "{\"name\":\"Other\"}");
        assertThat(drive.get(item(before)).json().get("eTag")).isNotEqualTo(before.get("eTag"));
    }

    @Test
    void theParentReferenceNamesDriveFolderPathAndKindOfDrive() {
        JsonNode file = drive.upload("/A%20b/c.txt", "x").json();
        JsonNode parent = file.get("parentReference");
        String driveId = drive.get("/v1.0/me/drive").at("/id");
        assertThat(parent.get("driveId").asText()).isEqualTo(driveId);
        assertThat(parent.get("driveType").asText()).isEqualTo("business");
        assertThat(parent.get("id").asText()).isEqualTo(drive.get(ROOT + ":/A%20b").at("/id"));
        assertThat(parent.get("path").asText()).isEqualTo("/drives/" + driveId + "/root:/A%20b");
    }

    @Test
    void anotherNameOrFolderIsAModificationWhereThatIsAskedForAndNoTimeIsTold() {
        String time = "2003-03-03T00:00:00Z";
        String told = "\"fileSystemInfo\":{\"lastModifiedDateTime\":\"" + time + "\"}";
        JsonNode file = drive.upload("/t.txt", "x").json();
        drive.json("PATCH", item(file), "{" + told + "}");
        assertThat(renamed(file, "{\"name\":\"a.txt\"}")).isEqualTo(time);

        drive.set("onedrive", "{'movesResetTimes':true}");
        clock.putOn(Duration.ofHours(1));

        assertThat(renamed(file, "{\"name\":\"b.txt\"," + told + "}")).isEqualTo(time);
        assertThat(renamed(file, "{\"name\":\"c.txt\"}"))
                .isEqualTo(clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
    }

    private String renamed(JsonNode file, String body) {
        JsonNode now = drive.json("PATCH", item(file), body).json();
        return now.at("/fileSystemInfo/lastModifiedDateTime").asText();
    }

    @Test
    void theServersTimesAreItsOwnAndTheClientsTimesTheClients() {
        JsonNode file = drive.upload("/t.txt", "x").json();
        assertThat(file.get("createdDateTime").asText()).isEqualTo(clock.instant().toString());
        clock.putOn(Duration.ofHours(1));
        String body =
                "{\"createdDateTime\":\"2001-01-01T00:00:00Z\",\"fileSystemInfo\":"
                        + "{\"createdDateTime\":\"2002-02-02T00:00:00Z\","
                        + "\"lastModifiedDateTime\":\"2003-03-03T00:00:00.987Z\"}}";
        JsonNode now = drive.json("PATCH", item(file), body).json();
        assertThat(now.at("/fileSystemInfo/createdDateTime").asText())
                .isEqualTo("2002-02-02T00:00:00Z");
        assertThat(now.at("/fileSystemInfo/lastModifiedDateTime").asText())
                .as("to the second")
                .isEqualTo("2003-03-03T00:00:00Z");
        assertThat(now.get("lastModifiedDateTime").asText()).isEqualTo(clock.instant().toString());
        assertThat(now.get("createdDateTime").asText())
                .as("read-only")
                .isNotEqualTo("2001-01-01T00:00:00Z");
    }

    @Test
    void theDownloadUrlIsAbsentWhereSelectOmitsIt() {
        JsonNode file = drive.upload("/d.txt", "x").json();
        String url = "@microsoft.graph.downloadUrl";
        assertThat(drive.bare(file.get(url).asText()).text()).isEqualTo("x");
        assertThat(drive.get(item(file) + "?$select=id,name").json().has(url)).isFalse();
        assertThat(drive.get(item(file) + "?$select=id," + url).json().has(url)).isTrue();
        assertThat(drive.get(item(file) + "?$select=id,content.downloadUrl").json().has(url))
                .isTrue();
    }

    @Test
    void businessGivesTheQuickXorHashAndNoOther() {
        JsonNode hashes = drive.upload("/h.txt", "abc").json().at("/file/hashes");
        assertThat(hashes).hasSize(1);
        assertThat(hashes.get("quickXorHash").asText()).isEqualTo("YRDDGAAAAAAAAAAAAwAAAAAAAAA=");
    }

    @Test
    void personalGivesTheQuickXorHashAndSha1AndNoOther() throws IOException {
        try (OneDrive personal = OneDrive.personal(home.resolve("p"))) {
            JsonNode hashes = personal.upload("/h.txt", "abc").json().at("/file/hashes");
            assertThat(hashes.fieldNames())
                    .toIterable()
                    .containsExactlyInAnyOrder("quickXorHash", "sha1Hash");
        }
    }

    @Test
    void theDriveTellsItsKindAndItsQuota() throws IOException {
        drive.upload("/q.txt", "12345");
        JsonNode business = drive.get("/v1.0/me/drive").json();
        assertThat(business.get("driveType").asText()).isEqualTo("business");
        JsonNode quota = business.get("quota");
        assertThat(quota.get("used").asLong()).isEqualTo(5);
        assertThat(quota.get("remaining").asLong()).isEqualTo(quota.get("total").asLong() - 5);
        assertThat(quota.get("state").asText()).isEqualTo("normal");
        try (OneDrive personal = OneDrive.personal(home.resolve("p"))) {
            assertThat(personal.get("/v1.0/me/drive").at("/driveType")).isEqualTo("personal");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"name\":\"same.txt\"}",
                "{\"nonsense\":7}",
                "{\"fileSystemInfo\":{\"lastModifiedDateTime\":\"2003-03-03T00:00:00.5Z\"}}",
                "{\"parentReference\":{\"path\":\"/drive/root:/Dir\"}}"
            })
    void aPatchThatChangesNothingLeavesEverythingAsItIs(String body) {
        JsonNode made = drive.upload("/Dir/same.txt", "x").json();
        String time = "{\"fileSystemInfo\":{\"lastModifiedDateTime\":\"2003-03-03T00:00:00Z\"}}";
        JsonNode before = drive.json("PATCH", item(made), time).json();
        String link = drive.latest();
        clock.putOn(Duration.ofHours(1));
        OneDrive.Answer same = drive.json("PATCH", item(made), body);
        assertThat(same.status()).isEqualTo(200);
        assertThat(same.at("/eTag")).isEqualTo(before.get("eTag").asText());
        assertThat(same.at("/lastModifiedDateTime"))
                .isEqualTo(before.get("lastModifiedDateTime").asText());
        assertThat(drive.changes(link)).isEmpty();
        assertThat(drive.json("PATCH", item(made), body, "If-Match", "\"old\"").status())
                .as("conditions hold all the same")
                .isEqualTo(412);
    }
}
