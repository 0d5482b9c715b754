package com.aqwacloud.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.api.services.drive.model.Change;
import com.google.api.services.drive.model.ChangeList;
import com.google.api.services.drive.model.Drive;
import com.google.api.services.drive.model.File;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the feed of changes tells, and what it does not. */
class GoogleChangesTest extends GoogleCase {

    private static final String CHANGES = "/drive/v3/changes";

    private String now() throws IOException {
        return drive.changes().getStartPageToken().execute().getStartPageToken();
    }

    private List<Change> since(String token) throws IOException {
        return drive.changes().list(token).setFields("*").execute().getChanges();
    }

    @Test
    void anEntryTellsTypeTimeIdAndFile() throws Exception {
        String token = now();
        String id = upload("x", "1").getId();
        JsonNode entry = json(CHANGES + "?fields=*&pageToken=" + encoded(token)).at("/changes/0");
        assertThat(entry.path("kind").asText()).isEqualTo("drive#change");
        assertThat(entry.path("changeType").asText()).isEqualTo("file");
        assertThat(entry.path("removed").asBoolean()).isFalse();
        assertThat(entry.path("fileId").asText()).isEqualTo(id);
        assertThat(entry.at("/file/id").asText()).isEqualTo(id);
        assertThat(entry.path("time").asText())
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
    }

    @Test
    void theOldestChangeComesFirst() throws Exception {
        String token = now();
        String a = upload("a", "1").getId();
        String b = upload("b", "1").getId();
        String c = upload("c", "1").getId();
        drive.files().update(a, new File().setStarred(true)).execute();
        assertThat(since(token)).extracting(Change::getFileId).containsExactly(b, c, a);
    }

    @Test
    void newStartPageTokenStandsOnTheLastPageOnly() throws Exception {
        String token = now();
        upload("a", "1");
        upload("b", "1");
        ChangeList first = drive.changes().list(token).setPageSize(1).execute();
        assertThat(first.getNewStartPageToken()).isNull();
        ChangeList last = drive.changes().list(first.getNextPageToken()).setPageSize(1).execute();
        assertThat(last.getNextPageToken()).isNull();
        assertThat(last.getNewStartPageToken()).isNotNull();
    }

    @Test
    void pageSizeGoesFromOneToAThousand() throws Exception {
        String token = now();
        assertThat(drive.changes().list(token).setPageSize(1000).execute().getChanges()).isEmpty();
        for (int wrong : List.of(0, 1001)) {
            assertRefused(
                    400,
                    "invalidParameter",
                    () -> drive.changes().list(token).setPageSize(wrong).execute());
        }
    }

    @Test
    void aTokenThatIsNoneIsAnInvalidValue() throws Exception {
        for (String wrong : List.of("x", "-1", "999999999", "1.5", "~")) {
            assertRefused(400, "invalid", clouds.get(CHANGES + "?pageToken=" + wrong));
        }
        assertRefused(400, "required", clouds.get(CHANGES));
    }

    @Test
    void aForgedChangesTokenIsAnInvalidValue() throws Exception {
        String team = drive.drives().create("r", new Drive().setName("t")).execute().getId();
        String own = now().split("~")[0];
        for (String forged :
                List.of(
                        own + "~-.1",
                        own + "~-.4294967295",
                        own + "~-.999999999999999999",
                        own + "~" + team + ".999999999999999999")) {
            String path = CHANGES + "?supportsAllDrives=true&includeItemsFromAllDrives=true";
            assertRefused(400, "invalid", clouds.get(path + "&pageToken=" + encoded(forged)));
        }
    }

    @Test
    void aTokenIsGoodAfterARestart() throws Exception {
        String token = now();
        String id = upload("x", "1").getId();
        clouds.close();
        clouds.start();
        drive = clouds.drive();
        assertThat(since(token)).extracting(Change::getFileId).containsExactly(id);
    }

    @Test
    void withoutIncludeRemovedWhatIsGoneIsNotTold() throws Exception {
        String gone = upload("gone", "1").getId();
        String token = now();
        drive.files().delete(gone).execute();
        assertThat(since(token))
                .singleElement()
                .satisfies(
                        change -> {
                            assertThat(change.getRemoved()).isTrue();
                            assertThat(change.getFile()).isNull();
                        });
        assertThat(drive.changes().list(token).setIncludeRemoved(false).execute().getChanges())
                .isEmpty();
    }

    @Test
    void aTrashedFileIsToldWithItsFileAndNotAsRemoved() throws Exception {
        String id = upload("t", "1").getId();
        String token = now();
        drive.files().update(id, new File().setTrashed(true)).execute();
        assertThat(since(token))
                .singleElement()
                .satisfies(
                        change -> {
                            assertThat(change.getRemoved()).isFalse();
                            assertThat(change.getFile().getTrashed()).isTrue();
                        });
        drive.files().update(id, new File().setTrashed(false)).execute();
        assertThat(since(token))
                .singleElement()
                .satisfies(change -> assertThat(change.getFile().getTrashed()).isFalse());
    }

    @Test
    void aFolderThatIsRenamedMovedOrTrashedIsOneEntry() throws Exception {
        String folder = folder("f").getId();
        String to = folder("to").getId();
        upload("within", "1", folder);
        String token = now();
        drive.files().update(folder, new File().setName("g")).execute();
        assertThat(since(token)).extracting(Change::getFileId).containsExactly(folder);
        drive.files().update(folder, null).setAddParents(to).setRemoveParents("root").execute();
        assertThat(since(token)).extracting(Change::getFileId).containsExactly(folder);
        drive.files().update(folder, new File().setTrashed(true)).execute();
        assertThat(since(token)).extracting(Change::getFileId).containsExactly(folder);
    }

    @Test
    void anEntryShowsTheFileAsItIsNow() throws Exception {
        String token = now();
        String id = upload("first", "1").getId();
        drive.files().update(id, new File().setName("second")).execute();
        drive.files().update(id, new File().setName("third")).execute();
        assertThat(since(token))
                .singleElement()
                .satisfies(change -> assertThat(change.getFile().getName()).isEqualTo("third"));
    }

    @Test
    void theFeedOfADriveThatThereIsNotIsNotFound() {
        assertRefused(
                404,
                "notFound",
                clouds.get(CHANGES + "/startPageToken?driveId=none&supportsAllDrives=true"));
    }

    @Test
    void aPageHoldsAHundredChangesUnlessAskedOtherwise() throws Exception {
        String token = now();
        clouds.post("/sandbox/generate", "{\"cloud\":\"google\",\"count\":101}");
        ChangeList first = drive.changes().list(token).execute();
        assertThat(first.getChanges()).hasSize(100);
        assertThat(since(first.getNextPageToken())).hasSize(1);
    }
}
