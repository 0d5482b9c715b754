package com.aqwacloud.sync.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.aqwacloud.sync.api.Conflict;
import com.aqwacloud.sync.api.ConflictType;
import com.aqwacloud.sync.api.JobState;
import com.aqwacloud.sync.api.Session;
import com.aqwacloud.sync.api.SessionState;
import com.aqwacloud.sync.api.Transfer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a cloud has made of an item: a notebook, locked, held for malware, not to be downloaded. */
class MarkedItemsTest extends EngineCase {
    private static final Duration LONG = Duration.ofSeconds(60);

    private Session session;

    /** Neither is a file whose content could be compared or replaced. */
    @Test
    void whatIsNoFileOfThisDriveKeepsItsNameUntilAPersonDecides() throws Exception {
        Files.writeString(aqwa.oneDrive.resolve("Notebook"), "pages");
        Files.writeString(aqwa.oneDrive.resolve("elsewhere.txt"), "same");
        mark("Notebook", "\"package\":\"oneNote\"");
        mark("elsewhere.txt", "\"remoteItem\":\"I1\",\"remoteDrive\":\"D1\"");
        aqwa.put("Notebook", "a file");
        aqwa.put("elsewhere.txt", "same");

        session = aqwa.session("conflicts.prefer=source");
        aqwa.awaitQuiet(session.id());

        List<Conflict> open = aqwa.engine().conflicts().list(false);
        assertThat(open)
                .extracting(Conflict::path)
                .containsExactlyInAnyOrder("/Notebook", "/elsewhere.txt");
        assertThat(open).extracting(Conflict::type).containsOnly(ConflictType.NAME);
        assertThat(open).extracting(each -> each.destination().kind()).containsOnlyNulls();
        assertThat(aqwa.oneDrive.resolve("Notebook")).hasContent("pages");
        assertThat(aqwa.oneDrive.resolve("elsewhere.txt")).hasContent("same");
        assertNothingSent();
    }

    /** Its hash tells what it holds, and it may be replaced by what is not infected. */
    @Test
    void whatIsHeldForMalwareIsAdoptedUnreadAndReplaced() throws Exception {
        Files.writeString(aqwa.oneDrive.resolve("infected.txt"), "one");
        mark("infected.txt", "\"malware\":true");
        Path infected = aqwa.put("infected.txt", "one");

        session = aqwa.session();
        aqwa.awaitQuiet(session.id());
        assertNothingSent();
        Files.writeString(infected, "and more");
        aqwa.awaitAtDestination("infected.txt", "and more");
        aqwa.awaitQuiet(session.id());

        assertThat(aqwa.requests().at("/onedrive/operations/upload.put").asInt()).isEqualTo(1);
        assertThat(aqwa.requests().at("/onedrive/operations").has("download")).isFalse();
        assertNothingWrong();
    }

    @Test
    void aFolderIsDeletedOnceNothingInItIsLocked() throws Exception {
        Path locked = aqwa.put("folder/deep/open.docx", "in use");
        session = aqwa.session("deletes.max-percent=100");
        aqwa.awaitAtDestination("folder/deep/open.docx", "in use");
        aqwa.awaitQuiet(session.id());
        mark("folder/deep/open.docx", "\"locked\":true");
        aqwa.forgetRequests();

        trash("folder");

        Transfer delete =
                await("the deletion is put back")
                        .atMost(LONG)
                        .until(this::putBack, Optional::isPresent)
                        .orElseThrow();
        assertThat(delete.path()).isEqualTo("/folder");
        assertThat(delete.error()).contains("locked").endsWith(".");
        assertThat(aqwa.nextStart(delete.id())).isAfter(Instant.now().plusSeconds(60));
        assertThat(aqwa.oneDrive.resolve("folder/deep/open.docx")).hasContent("in use");
        assertThat(locked).doesNotExist();
        assertThat(aqwa.requests().at("/onedrive/operations/delete").asInt()).isEqualTo(1);
        assertNothingWrong();

        mark("folder/deep/open.docx", "\"locked\":null");
        aqwa.change("UPDATE job SET not_before = 0 WHERE id = " + delete.id());
        aqwa.awaitGone("folder");
        aqwa.awaitQuiet(session.id());
        assertNothingWrong();
    }

    @Test
    void whatDriveLetsNobodyDownloadFailsAndArrivesOnceItMayBe() throws Exception {
        aqwa.put("closed.txt", "closed");
        aqwa.put("abusive.txt", "abusive");
        String closed = aqwa.idInDrive("closed.txt");
        String abusive = aqwa.idInDrive("abusive.txt");
        fact(closed, "\"canDownload\":false");
        fact(abusive, "\"abusive\":true");

        session = aqwa.session("monitor.interval=1s");
        await().atMost(LONG).until(() -> aqwa.transfers(JobState.FAILED).size() == 2);

        assertThat(aqwa.transfers(JobState.FAILED))
                .allSatisfy(
                        each -> {
                            assertThat(each.error()).contains("be downloaded").endsWith(".");
                            assertThat(each.attempts()).isEqualTo(1);
                        });
        assertNothingSent();
        assertThat(session().state()).isEqualTo(SessionState.RUNNING);

        fact(closed, "\"canDownload\":true");
        fact(abusive, "\"abusive\":false");
        for (Transfer each : aqwa.transfers(JobState.FAILED)) {
            aqwa.engine().transfers().retry(each.id());
        }
        aqwa.awaitAtDestination("closed.txt", "closed");
        aqwa.awaitAtDestination("abusive.txt", "abusive");
    }

    private void mark(String path, String what) throws Exception {
        await(path + " in OneDrive")
                .atMost(LONG)
                .ignoreExceptionsInstanceOf(IllegalArgumentException.class)
                .until(
                        () -> {
                            aqwa.post(
                                    "/sandbox/onedrive/items",
                                    "{\"path\":\"/" + path + "\"," + what + "}");
                            return true;
                        });
    }

    private void fact(String id, String what) throws Exception {
        aqwa.post("/sandbox/google/facts", "{\"fileId\":\"" + id + "\"," + what + "}");
    }

    private void trash(String name) throws Exception {
        aqwa.change("PATCH", "/drive/v3/files/" + aqwa.idInDrive(name), "{\"trashed\":true}");
    }

    private Optional<Transfer> putBack() {
        return aqwa.transfers(JobState.PENDING).stream()
                .filter(each -> each.error() != null)
                .findFirst();
    }

    private void assertNothingSent() throws Exception {
        assertThat(aqwa.requests().at("/onedrive/operations").has("upload.put")).isFalse();
        assertThat(aqwa.engine().conflicts().list(true))
                .allSatisfy(each -> assertThat(each.resolution()).isNull());
    }

    private void assertNothingWrong() {
        assertThat(aqwa.transfers(JobState.FAILED)).isEmpty();
        assertThat(aqwa.engine().conflicts().list(true)).isEmpty();
        assertThat(session().state()).isEqualTo(SessionState.RUNNING);
    }

    private Session session() {
        return aqwa.engine().sessions().find(session.id()).orElseThrow();
    }
}
