package com.aqwacloud.sandbox;

import static com.aqwacloud.sandbox.OneDrive.ROOT;
import static com.aqwacloud.sandbox.OneDrive.item;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Section 5 of the sheet, copy and monitor. */
class GraphCopyTest {

    @TempDir Path home;

    /** Begins a copy; returns the address where it is watched. */
    private static String begin(OneDrive drive, JsonNode what, String query, String body) {
        OneDrive.Answer accepted = drive.post(item(what) + "/copy" + query, body);
        assertThat(accepted.status()).as(accepted.text()).isEqualTo(202);
        assertThat(accepted.bytes()).isEmpty();
        return accepted.header("Location");
    }

    private static OneDrive.Answer end(OneDrive drive, String monitor) {
        Clouds.soon()
                .untilAsserted(
                        () ->
                                assertThat(drive.bare(monitor).at("/status"))
                                        .isNotEqualTo("inProgress"));
        return drive.bare(monitor);
    }

    @Test
    void theEndOfACopyIsA200WithTheNewItemsId() throws IOException {
        try (OneDrive drive = OneDrive.business(home)) {
            JsonNode file = drive.upload("/a.txt", "a").json();
            OneDrive.Answer end = end(drive, begin(drive, file, "", "{\"name\":\"b.txt\"}"));
            assertThat(end.status()).isEqualTo(200);
            assertThat(end.at("/status")).isEqualTo("completed");
            assertThat(end.at("/operation")).isEqualTo("ItemCopy");
            assertThat(end.json().get("percentageComplete").asInt()).isEqualTo(100);
            assertThat(end.at("/resourceId")).isEqualTo(drive.get(ROOT + ":/b.txt").at("/id"));
        }
    }

    @Test
    void theEndOfACopyIsA303ToTheNewItemWhereThatIsAskedFor() throws IOException {
        try (OneDrive drive = OneDrive.business(home)) {
            drive.set("onedrive", "{'monitorRedirects':true}");
            JsonNode file = drive.upload("/a.txt", "a").json();
            OneDrive.Answer end = end(drive, begin(drive, file, "", "{\"name\":\"b.txt\"}"));
            assertThat(end.status()).isEqualTo(303);
            assertThat(end.at("/status")).isEqualTo("completed");
            assertThat(drive.get(end.header("Location")).at("/name")).isEqualTo("b.txt");
            assertThat(drive.get(end.header("Location")).at("/id"))
                    .isEqualTo(end.at("/resourceId"));
        }
    }

    @Test
    void aCopyThatRunsIsA202InProgress() throws IOException {
        try (OneDrive drive = OneDrive.business(home)) {
            String folder =
                    drive.post(ROOT + "/children", "{\"name\":\"Many\",\"folder\":{}}").at("/id");
            drive.set(
                    "generate",
                    "{'cloud':'onedrive','parent':'" + folder + "','count':20000,'size':10}");
            String monitor =
                    begin(drive, drive.get(ROOT + ":/Many").json(), "", "{\"name\":\"Copy\"}");
            OneDrive.Answer middle = drive.bare(monitor);
            assertThat(middle.status()).isEqualTo(202);
            assertThat(middle.at("/status")).isEqualTo("inProgress");
            assertThat(middle.json().has("percentageComplete")).isTrue();
            assertThat(middle.at("/operation")).isEqualTo("ItemCopy");
        }
    }

    @Test
    void aCopyFailsByDefaultIfTheNameIsTaken() throws IOException {
        try (OneDrive drive = OneDrive.business(home)) {
            JsonNode file = drive.upload("/a.txt", "a").json();
            drive.upload("/b.txt", "b");
            OneDrive.Answer end = end(drive, begin(drive, file, "", "{\"name\":\"B.txt\"}"));
            assertThat(end.status()).isEqualTo(200);
            assertThat(end.at("/status")).isEqualTo("failed");
            assertThat(end.code()).isEqualTo("nameAlreadyExists");
            assertThat(drive.folder.resolve("b.txt")).hasContent("b");
        }
    }

    @Test
    void theConflictBehaviourOfACopyStandsInTheQueryOnBusiness() throws IOException {
        try (OneDrive drive = OneDrive.business(home)) {
            JsonNode file = drive.upload("/a.txt", "a").json();
            drive.upload("/b.txt", "b");
            String body = "{\"name\":\"b.txt\"}";
            String query = "?@microsoft.graph.conflictBehavior=";
            end(drive, begin(drive, file, query + "rename", body));
            assertThat(drive.folder.resolve("b 1.txt")).hasContent("a");
            assertThat(drive.folder.resolve("b.txt")).hasContent("b");
            end(drive, begin(drive, file, query + "replace", body));
            assertThat(drive.folder.resolve("b.txt")).hasContent("a");
        }
    }

    @Test
    void aCopyOnPersonalKnowsNoConflictBehaviour() throws IOException {
        try (OneDrive drive = OneDrive.personal(home)) {
            JsonNode file = drive.upload("/a.txt", "a").json();
            drive.upload("/b.txt", "b");
            String query = "?@microsoft.graph.conflictBehavior=replace";
            OneDrive.Answer end = end(drive, begin(drive, file, query, "{\"name\":\"b.txt\"}"));
            assertThat(end.at("/status")).isEqualTo("failed");
            assertThat(end.code()).isEqualTo("nameAlreadyExists");
            assertThat(drive.folder.resolve("b.txt")).hasContent("b");
        }
    }

    @Test
    void aCopyGoesIntoTheFolderNamedAndKeepsItsNameIfNoneIsGiven() throws IOException {
        try (OneDrive drive = OneDrive.business(home)) {
            JsonNode file = drive.upload("/a.txt", "a").json();
            drive.upload("/To/other.txt", "x");
            JsonNode to = drive.get(ROOT + ":/To").json();
            String reference =
                    "{\"parentReference\":{\"driveId\":\"%s\",\"id\":\"%s\"}}"
                            .formatted(
                                    drive.get("/v1.0/me/drive").at("/id"), to.get("id").asText());
            end(drive, begin(drive, file, "", reference));
            assertThat(drive.folder.resolve("To/a.txt")).hasContent("a");
        }
    }

    @Test
    void aCopyGoesIntoTheFolderThatAPathNames() throws IOException {
        try (OneDrive drive = OneDrive.business(home)) {
            JsonNode file = drive.upload("/a.txt", "a").json();
            drive.upload("/c/other.txt", "x");
            String reference = "{\"parentReference\":{\"path\":\"/drive/root:/c\"}}";
            end(drive, begin(drive, file, "", reference));
            assertThat(drive.folder.resolve("c/a.txt")).hasContent("a");
        }
    }

    @Test
    void aCopyToAnotherDriveIsRefused() throws IOException {
        try (OneDrive drive = OneDrive.business(home)) {
            JsonNode file = drive.upload("/a.txt", "a").json();
            String other = "{\"parentReference\":{\"driveId\":\"other\",\"id\":\"x\"}}";
            OneDrive.Answer refused = drive.post(item(file) + "/copy", other);
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.code()).isEqualTo("notSupported");
        }
    }

    @Test
    void aCopyThatWouldMakeAPathTooLongIsRefused() throws IOException {
        try (OneDrive drive = OneDrive.personal(home)) {
            drive.upload("/From/" + "f".repeat(200), "x");
            drive.upload("/" + "d".repeat(200) + "/x", "x");
            String to = drive.get(ROOT + ":/" + "d".repeat(200)).at("/id");
            OneDrive.Answer refused =
                    drive.post(
                            ROOT + ":/From:/copy", "{\"parentReference\":{\"id\":\"" + to + "\"}}");
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.innerCode()).isEqualTo("pathIsTooLong");
        }
    }

    @Test
    void aMonitorOutlivesARestart() throws IOException {
        String done;
        String failed;
        try (OneDrive drive = OneDrive.business(home)) {
            JsonNode file = drive.upload("/a.txt", "a").json();
            done = drive.moved(begin(drive, file, "", "{\"name\":\"b.txt\"}"));
            end(drive, done);
            failed = drive.moved(begin(drive, file, "", "{\"name\":\"b.txt\"}"));
            end(drive, failed);
        }
        try (OneDrive drive = OneDrive.business(home)) {
            assertThat(drive.bare(done).at("/resourceId"))
                    .isEqualTo(drive.get(ROOT + ":/b.txt").at("/id"));
            assertThat(drive.bare(failed).code()).isEqualTo("nameAlreadyExists");
        }
    }

    @Test
    void aCopyThatARestartCutShortHasFailed() throws IOException {
        String monitor;
        try (OneDrive drive = OneDrive.business(home)) {
            String folder =
                    drive.post(ROOT + "/children", "{\"name\":\"Many\",\"folder\":{}}").at("/id");
            drive.set(
                    "generate",
                    "{'cloud':'onedrive','parent':'" + folder + "','count':20000,'size':10}");
            JsonNode many = drive.get(ROOT + ":/Many").json();
            monitor = drive.moved(begin(drive, many, "", "{\"name\":\"Copy\"}"));
        }
        try (OneDrive drive = OneDrive.business(home)) {
            assertThat(drive.bare(monitor).at("/status")).isEqualTo("failed");
            assertThat(drive.bare(monitor).code()).isEqualTo("generalException");
        }
    }

    @Test
    void aMonitorIsForgottenADayAfterItsEnd() throws IOException {
        HandClock clock = new HandClock();
        try (OneDrive drive = OneDrive.business(home, clock)) {
            JsonNode file = drive.upload("/a.txt", "a").json();
            String old = begin(drive, file, "", "{\"name\":\"b.txt\"}");
            end(drive, old);
            clock.putOn(Duration.ofHours(25));
            String fresh = begin(drive, file, "", "{\"name\":\"c.txt\"}");
            assertThat(drive.bare(old).status()).isEqualTo(404);
            assertThat(end(drive, fresh).at("/status")).isEqualTo("completed");
        }
    }
}
