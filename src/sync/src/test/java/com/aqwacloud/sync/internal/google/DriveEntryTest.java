package com.aqwacloud.sync.internal.google;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.api.client.json.gson.GsonFactory;
import com.google.api.services.drive.model.Change;
import com.google.api.services.drive.model.File;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DriveEntryTest {
    private static <T> T parse(String json, Class<T> type) throws IOException {
        return GsonFactory.getDefaultInstance().fromString(json, type);
    }

    @Test
    void aFileIsMappedWhole() throws IOException {
        var file =
                parse(
                        """
                        {"id":"f1","name":"a/b.txt","mimeType":"text/plain","parents":["p1"],
                         "size":"12","modifiedTime":"2026-02-03T04:05:06.789Z",
                         "createdTime":"2026-01-01T00:00:00.000Z","md5Checksum":"abc",
                         "sha256Checksum":"def",
                         "headRevisionId":"r9","version":"42","trashed":false,
                         "capabilities":{"canDownload":false},
                         "lastModifyingUser":{"displayName":"Ada","emailAddress":"a@x"}}
                        """,
                        File.class);

        assertThat(DriveEntry.from(file))
                .isEqualTo(
                        new DriveEntry(
                                "f1",
                                "a/b.txt",
                                "p1",
                                "text/plain",
                                DriveEntry.Kind.FILE,
                                12,
                                Instant.parse("2026-02-03T04:05:06.789Z"),
                                Instant.parse("2026-01-01T00:00:00Z"),
                                "abc",
                                "def",
                                "r9",
                                42,
                                false,
                                false,
                                false,
                                null,
                                "Ada",
                                false));
    }

    @Test
    void foldersShortcutsAndNativeDocumentsHaveNoContent() throws IOException {
        for (var kind : DriveEntry.Kind.values()) {
            String type =
                    switch (kind) {
                        case FILE -> "application/pdf";
                        case FOLDER -> "application/vnd.google-apps.folder";
                        case SHORTCUT -> "application/vnd.google-apps.shortcut";
                        case NATIVE -> "application/vnd.google-apps.document";
                    };
            var entry =
                    DriveEntry.from(
                            parse(
                                    "{\"id\":\"x\",\"mimeType\":\"" + type + "\",\"size\":\"7\"}",
                                    File.class));
            assertThat(entry.kind()).isEqualTo(kind);
            assertThat(entry.size()).isEqualTo(kind == DriveEntry.Kind.FILE ? 7 : 0);
            assertThat(entry.folder()).isEqualTo(kind == DriveEntry.Kind.FOLDER);
            assertThat(entry.file()).isEqualTo(kind == DriveEntry.Kind.FILE);
            assertThat(entry.parentId()).isNull();
            assertThat(entry.canDownload()).isTrue();
        }
    }

    @Test
    void aRemovalHasNoFile() throws IOException {
        var entry =
                DriveEntry.from(
                                parse(
                                        "{\"changeType\":\"file\",\"removed\":true,\"fileId\":\"f\"}",
                                        Change.class))
                        .orElseThrow();

        assertThat(entry.id()).isEqualTo("f");
        assertThat(entry.removed()).isTrue();
        assertThat(entry.folder()).isFalse();
    }

    @Test
    void aTrashedFileIsStillThere() throws IOException {
        var entry =
                DriveEntry.from(
                                parse(
                                        "{\"changeType\":\"file\",\"removed\":false,\"fileId\":\"f\","
                                                + "\"file\":{\"id\":\"f\",\"mimeType\":\"a/b\",\"trashed\":true}}",
                                        Change.class))
                        .orElseThrow();

        assertThat(entry.trashed()).isTrue();
        assertThat(entry.removed()).isFalse();
    }

    @Test
    void aChangeOfASharedDriveIsNoEntry() throws IOException {
        assertThat(
                        DriveEntry.from(
                                parse(
                                        "{\"changeType\":\"drive\",\"driveId\":\"d\"}",
                                        Change.class)))
                .isEmpty();
    }
}
