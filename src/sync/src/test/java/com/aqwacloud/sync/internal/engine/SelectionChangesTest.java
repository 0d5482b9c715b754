package com.aqwacloud.sync.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.aqwacloud.sync.api.JobState;
import com.aqwacloud.sync.api.Session;
import com.aqwacloud.sync.api.Transfer;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A session's filter, from its options to OneDrive, and what comes of changing it later. */
class SelectionChangesTest extends EngineCase {
    @Test
    void whatIsExcludedLaterStaysAndWhatIsIncludedAgainIsCaughtUpWith() throws Exception {
        aqwa.put("edited.log", "one");
        aqwa.put("deleted.log", "one");
        aqwa.put("same.log", "the same");
        Session session = aqwa.session();
        aqwa.awaitAtDestination("edited.log", "one");
        aqwa.awaitAtDestination("deleted.log", "one");
        aqwa.awaitAtDestination("same.log", "the same");
        aqwa.awaitQuiet(session.id());

        select(session, "*.log");
        aqwa.put("edited.log", "two, and longer");
        Files.delete(aqwa.drive.resolve("deleted.log"));
        aqwa.put("new.log", "new");
        aqwa.put("after.txt", "after");
        aqwa.awaitAtDestination("after.txt", "after");
        aqwa.awaitQuiet(session.id());

        assertThat(aqwa.oneDrive.toFile().list())
                .containsExactlyInAnyOrder("edited.log", "deleted.log", "same.log", "after.txt");
        assertThat(aqwa.oneDrive.resolve("edited.log")).hasContent("one");

        select(session, "");
        aqwa.awaitAtDestination("edited.log", "two, and longer");
        aqwa.awaitAtDestination("new.log", "new");
        aqwa.awaitQuiet(session.id());

        assertThat(aqwa.oneDrive.resolve("deleted.log")).hasContent("one");
        JsonNode findings = aqwa.verified(session.id()).get("findings");
        assertThat(findings).hasSize(1);
        assertThat(findings.get(0).get("path").asText()).isEqualTo("/deleted.log");
        assertThat(findings.get(0).get("reason").asText())
                .contains("its own left the session and it stayed");
        assertThat(paths(session, "/same.log")).hasSize(1);
        assertThat(paths(session, "/edited.log")).hasSize(2);
        assertThat(aqwa.transfers(JobState.FAILED)).isEmpty();
        assertThat(aqwa.engine().conflicts().list(true)).isEmpty();
    }

    @Test
    void aFolderThatIsRenamedTakesWhatIsInItPastThePatterns() throws Exception {
        aqwa.put("drafts/inner/a.txt", "a");
        aqwa.put("other.txt", "other");
        Session session = aqwa.session("select.exclude=/drafts/**/*.txt");
        aqwa.awaitAtDestination("other.txt", "other");
        aqwa.awaitQuiet(session.id());
        assertThat(aqwa.oneDrive.resolve("drafts/inner")).isEmptyDirectory();

        Files.move(aqwa.drive.resolve("drafts"), aqwa.drive.resolve("done"));

        aqwa.awaitAtDestination("done/inner/a.txt", "a");
    }

    private void select(Session session, String exclude) throws Exception {
        aqwa.engine().sessions().stop(session.id());
        var answer =
                aqwa.call(
                        "PATCH",
                        "/api/sessions/" + session.id(),
                        "{\"options\":{\"select.exclude\":\"" + exclude + "\"}}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        aqwa.engine().sessions().start(session.id());
    }

    private List<Transfer> paths(Session session, String path) {
        return aqwa.engine().transfers().list(JobState.COMPLETED, session.id(), 1000).stream()
                .filter(transfer -> transfer.path().equals(path))
                .toList();
    }
}
