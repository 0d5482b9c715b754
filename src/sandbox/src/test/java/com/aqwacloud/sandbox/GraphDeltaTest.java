package com.aqwacloud.sandbox;

import static com.aqwacloud.sandbox.OneDrive.ROOT;
import static com.aqwacloud.sandbox.OneDrive.item;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Section 7 of the sheet: the feed of changes. */
class GraphDeltaTest {

    @TempDir Path home;

    @Test
    void businessLeavesOutCTagsAndTheNamesOfDeletedItems() throws IOException {
        try (OneDrive drive = OneDrive.business(home)) {
            String link = drive.latest();
            JsonNode file = drive.upload("/b.txt", "x").json();
            assertThat(last(drive.changes(link)).has("cTag")).isFalse();
            drive.delete(item(file));
            JsonNode deleted = last(drive.changes(link));
            assertThat(deleted.has("deleted")).isTrue();
            assertThat(deleted.has("name")).isFalse();
            assertThat(deleted.has("cTag")).isFalse();
        }
    }

    @Test
    void personalLeavesOutTheSizeAndCTagOfDeletedItems() throws IOException {
        try (OneDrive drive = OneDrive.personal(home)) {
            String link = drive.latest();
            JsonNode file = drive.upload("/p.txt", "x").json();
            assertThat(last(drive.changes(link)).get("cTag")).isEqualTo(file.get("cTag"));
            drive.delete(item(file));
            JsonNode deleted = last(drive.changes(link));
            assertThat(deleted.get("name").asText()).isEqualTo("p.txt");
            assertThat(deleted.has("size")).isFalse();
            assertThat(deleted.has("cTag")).isFalse();
        }
    }

    @Test
    void parentsOfChangedItemsAreListedUnlessTheHeaderSaysNo() throws IOException {
        try (OneDrive drive = OneDrive.business(home)) {
            drive.upload("/One/Two/first.txt", "x");
            String link = drive.latest();
            drive.upload("/One/Two/second.txt", "x");
            assertThat(drive.changes(link))
                    .extracting(each -> each.get("name").asText())
                    .containsExactly("root", "One", "Two", "second.txt");
            assertThat(drive.changes(link, "deltaExcludeParent", "true"))
                    .extracting(each -> each.get("name").asText())
                    .containsExactly("second.txt");
            assertThat(drive.changes(link))
                    .noneMatch(each -> each.at("/parentReference/path").isTextual());
        }
    }

    @Test
    void aTimeIsATokenOnBusinessOnly() throws IOException {
        HandClock clock = new HandClock();
        try (OneDrive drive = OneDrive.business(home.resolve("b"), clock)) {
            drive.upload("/old.txt", "x");
            clock.putOn(Duration.ofHours(2));
            String time = clock.instant().toString().replace(":", "%3A");
            clock.putOn(Duration.ofHours(1));
            drive.upload("/new.txt", "x");
            assertThat(drive.changes(ROOT + "/delta?token=" + time))
                    .filteredOn(each -> each.has("file"))
                    .extracting(each -> each.get("name").asText())
                    .containsExactly("new.txt");
        }
        try (OneDrive drive = OneDrive.personal(home.resolve("p"))) {
            assertThat(drive.get(ROOT + "/delta?token=2021-09-29T20%3A00%3A00Z").status())
                    .isEqualTo(400);
        }
    }

    @Test
    void aFolderHasAFeedOfItsOwnOnPersonalOnly() throws IOException {
        try (OneDrive drive = OneDrive.personal(home.resolve("p"))) {
            drive.upload("/In/a.txt", "x");
            drive.upload("/Out/b.txt", "x");
            assertThat(drive.changes(ROOT + ":/In:/delta"))
                    .extracting(each -> each.get("name").asText())
                    .containsExactly("In", "a.txt");
        }
        try (OneDrive drive = OneDrive.business(home.resolve("b"))) {
            drive.upload("/In/a.txt", "x");
            assertThat(drive.get(ROOT + ":/In:/delta").status()).isEqualTo(400);
        }
    }

    @Test
    void aTokenThatIsTooOldAsksForAResyncFromTheLocationItTells() throws IOException {
        HandClock clock = new HandClock();
        try (OneDrive drive = OneDrive.business(home, clock)) {
            drive.upload("/a.txt", "x");
            String link = drive.latest();
            clock.putOn(Duration.ofDays(31));
            OneDrive.Answer gone = drive.get(link);
            assertThat(gone.status()).isEqualTo(410);
            assertThat(gone.code()).isEqualTo("resyncChangesApplyDifferences");
            assertThat(drive.changes(gone.header("Location")))
                    .extracting(each -> each.get("name").asText())
                    .containsExactly("root", "a.txt");
        }
    }

    @Test
    void aTokenOfAFeedThatIsNoMoreAsksToUploadWhatTheServerLacks() throws IOException {
        String link;
        try (OneDrive drive = OneDrive.business(home.resolve("first"))) {
            link = drive.latest();
            link = link.substring(link.indexOf("/v1.0"));
        }
        HandClock later = new HandClock();
        later.putOn(Duration.ofDays(36_500));
        try (OneDrive drive = OneDrive.business(home.resolve("second"), later)) {
            assertThat(drive.get(link).code()).isEqualTo("resyncChangesUploadDifferences");
            assertThat(drive.get(ROOT + "/delta(token='nonsense')").code())
                    .isEqualTo("resyncRequired");
        }
    }

    @Test
    void preferencesThatBelongTogetherAreAppliedTogetherOnly() throws IOException {
        try (OneDrive drive = OneDrive.business(home)) {
            String all =
                    "deltashowremovedasdeleted, deltatraversepermissiongaps,"
                            + " deltashowsharingchanges";
            assertThat(drive.get(ROOT + "/delta", "Prefer", all).header("Preference-Applied"))
                    .contains("deltashowsharingchanges");
            assertThat(
                            drive.get(ROOT + "/delta", "Prefer", "deltashowsharingchanges")
                                    .header("Preference-Applied"))
                    .isNull();
        }
    }

    @Test
    void theLatestStateOfAnItemIsToldOnce() throws IOException {
        try (OneDrive drive = OneDrive.business(home)) {
            String link = drive.latest();
            JsonNode file = drive.upload("/one.txt", "x").json();
            drive.json("PATCH", item(file), "{\"name\":\"two.txt\"}");
            drive.json("PATCH", item(file), "{\"name\":\"three.txt\"}");
            assertThat(drive.changes(link))
                    .filteredOn(each -> each.has("file"))
                    .extracting(each -> each.get("name").asText())
                    .containsExactly("three.txt");
        }
    }

    @Test
    void aFirstListingHasNoPagesOfWhatIsGone() throws IOException {
        try (OneDrive drive = OneDrive.business(home)) {
            drive.upload("/first.txt", "x");
            for (int i = 0; i < 8; i++) {
                drive.delete(item(drive.upload("/gone-" + i + ".txt", "x").json()));
            }
            drive.upload("/last.txt", "x");
            JsonNode page = drive.get(ROOT + "/delta?$top=3").json();
            assertThat(page.get("value"))
                    .filteredOn(each -> each.has("file"))
                    .extracting(each -> each.get("name").asText())
                    .containsExactlyInAnyOrder("first.txt", "last.txt");
            assertThat(page.has("@odata.deltaLink")).isTrue();
        }
    }

    @Test
    void aRenamedFolderIsToldWithoutWhatIsWithin() throws IOException {
        try (OneDrive drive = OneDrive.business(home)) {
            drive.upload("/Dir/Sub/a.txt", "x");
            JsonNode folder = drive.get(ROOT + ":/Dir").json();
            String link = drive.latest();
            drive.json("PATCH", item(folder), "{\"name\":\"Other\"}");
            assertThat(drive.changes(link))
                    .extracting(each -> each.get("name").asText())
                    .containsExactly("root", "Other");
        }
    }

    @Test
    void aDeletedFolderIsToldBeforeWhatWasWithin() throws IOException {
        try (OneDrive drive = OneDrive.business(home)) {
            JsonNode file = drive.upload("/Dir/a.txt", "x").json();
            JsonNode folder = drive.get(ROOT + ":/Dir").json();
            String link = drive.latest();
            drive.delete(item(folder));
            List<JsonNode> deleted =
                    drive.changes(link).stream().filter(each -> each.has("deleted")).toList();
            assertThat(deleted)
                    .extracting(each -> each.get("id").asText())
                    .containsExactly(folder.get("id").asText(), file.get("id").asText());
            assertThat(deleted).allMatch(each -> each.at("/deleted/state").isTextual());
        }
    }

    @Test
    void selectAndTopShapeThePagesAndStayInTheLinks() throws IOException {
        try (OneDrive drive = OneDrive.business(home)) {
            for (int i = 0; i < 5; i++) {
                drive.upload("/" + i, "x");
            }
            JsonNode page = drive.get(ROOT + "/delta?$top=2&$select=id,name").json();
            assertThat(page.get("value").size()).isLessThanOrEqualTo(2);
            assertThat(page.at("/value/0").has("size")).isFalse();
            JsonNode next = drive.get(page.get("@odata.nextLink").asText()).json();
            assertThat(next.at("/value/0").has("name")).isTrue();
            assertThat(next.at("/value/0").has("size")).isFalse();
        }
    }

    private static JsonNode last(List<JsonNode> changes) {
        return changes.get(changes.size() - 1);
    }
}
