package com.aqwacloud.sync.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.aqwacloud.sync.api.JobState;
import com.aqwacloud.sync.api.Session;
import com.aqwacloud.sync.api.Transfer;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A session's filter, from its options to OneDrive, and what comes of changing it later. */
class SelectionChangesTest extends EngineCase {
    private static final Duration LONG = Duration.ofSeconds(60);

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

    @Test
    void whatIsTooOldWhenItsTurnComesIsToldOfWithTheReason() throws Exception {
        aqwa.put("old.txt", "old");
        aqwa.fault("{\"kind\":\"refuse\",\"status\":500,\"operation\":\"files.media\"}");
        Session session =
                aqwa.session(
                        "monitor.enabled=false",
                        "select.max-age=1d",
                        "retry.max=20",
                        "retry.delay=1s");
        await("queued while it is young enough")
                .atMost(LONG)
                .until(
                        () -> {
                            aqwa.poll(session.id());
                            return aqwa.rows("job") == 1;
                        });

        long older = Instant.now().minus(Duration.ofDays(2)).toEpochMilli();
        aqwa.change("UPDATE item SET modified_at = " + older + " WHERE name = 'old.txt'");
        aqwa.crash();
        await("its turn").atMost(LONG).until(() -> aqwa.transfers(JobState.CANCELLED).size() == 1);
        aqwa.poll(session.id());

        await("told of")
                .atMost(LONG)
                .until(() -> aqwa.json(reportOf(session)).get("entries").size() == 1);
        JsonNode told = aqwa.json(reportOf(session)).get("entries").get(0);
        assertThat(told.get("path").asText()).isEqualTo("/old.txt");
        assertThat(told.toString()).contains("select.max-age");
    }

    private static String reportOf(Session session) {
        return "/api/sessions/" + session.id() + "/report?kind=skipped";
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
