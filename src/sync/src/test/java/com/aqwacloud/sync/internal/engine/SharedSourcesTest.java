package com.aqwacloud.sync.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.aqwacloud.sync.api.InvalidValueException;
import com.aqwacloud.sync.api.JobState;
import com.aqwacloud.sync.api.Session;
import com.aqwacloud.sync.api.SessionSpec;
import com.aqwacloud.sync.api.SessionState;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Shared drives, and what others share with the account. */
class SharedSourcesTest extends EngineCase {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String MINE = "sandbox";
    private static final String ANNAS = "sandbox-anna";

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void aSharedDriveIsListedOnceAndFollowedByItsOwnFeed() throws Exception {
        Path team = Files.createDirectories(folder.resolve("google-drive.shared/Team/Plans"));
        Files.writeString(team.resolve("one.txt"), "first");
        Files.writeString(team.resolve("two.txt"), "second");
        aqwa.put("mine.txt", "mine");
        String drive = id(MINE, "drives", "drives", "Team");
        String two = id(MINE, inDrive(drive), "files", "two.txt");

        Session session = aqwa.session("selection=" + drive);

        aqwa.awaitAtDestination("Team/Plans/one.txt", "first");
        aqwa.awaitAtDestination("Team/Plans/two.txt", "second");
        awaitDone(session, 4);
        aqwa.forgetRequests();
        aqwa.awaitPoll(session.id());
        assertThat(aqwa.requests().at("/google/operations").toString())
                .doesNotContain("files.list", "files.get");

        Files.writeString(team.resolve("one.txt"), "better");
        aqwa.awaitAtDestination("Team/Plans/one.txt", "better");
        Files.move(team, team.resolveSibling("Ideas"));
        aqwa.awaitAtDestination("Team/Ideas/one.txt", "better");
        call(MINE, "PATCH", "files/" + two + "?supportsAllDrives=true", "{\"trashed\":true}");
        aqwa.awaitGone("Team/Ideas/two.txt");
        call(MINE, "PATCH", "drives/" + drive, "{\"name\":\"Crew\"}");
        aqwa.awaitAtDestination("Crew/Ideas/one.txt", "better");
        assertThat(aqwa.oneDrive.toFile().list()).containsExactly("Crew");
        assertThat(aqwa.transfers(JobState.FAILED)).isEmpty();

        aqwa.awaitQuiet(session.id());
        Files.move(folder.resolve("google-drive.shared/Crew"), folder.resolve("away"));
        await("paused").atMost(LONG).until(() -> state(session).state() == SessionState.PAUSED);
        assertThat(state(session).message()).contains(drive, "Nothing was deleted");
        aqwa.awaitAtDestination("Crew/Ideas/one.txt", "better");
    }

    @Test
    void aSharedFolderIsListedWithAllInItAndStaysWhenAccessIsLost() throws Exception {
        Path shared = anna("Trip/deep/er");
        Files.writeString(shared.resolve("inside.txt"), "seen");
        String trip = id(ANNAS, "files?q=name%3D%27Trip%27", "files", "Trip");
        share(trip, "reader");

        Session session = aqwa.session("selection=" + trip);

        aqwa.awaitAtDestination("Trip/deep/er/inside.txt", "seen");
        Files.writeString(shared.resolve("inside.txt"), "seen again");
        aqwa.awaitAtDestination("Trip/deep/er/inside.txt", "seen again");
        Files.createDirectories(shared.resolve("new"));
        Files.writeString(shared.resolve("new/more.txt"), "more");
        aqwa.awaitAtDestination("Trip/deep/er/new/more.txt", "more");
        aqwa.awaitPoll(session.id());

        share(trip, "none");
        await("the loss is known").atMost(LONG).until(() -> aqwa.rows("lost_access") == 1);
        await("and planned").atMost(LONG).until(() -> aqwa.rows("baseline") == 0);

        aqwa.awaitAtDestination("Trip/deep/er/inside.txt", "seen again");
        aqwa.awaitAtDestination("Trip/deep/er/new/more.txt", "more");
        assertThat(aqwa.requests().at("/onedrive/operations").toString()).doesNotContain("delete");
        assertThat(aqwa.engine().sessions().find(session.id()).orElseThrow().state())
                .isEqualTo(SessionState.RUNNING);
    }

    @Test
    void allThatOthersShareIsInOneFolderBesideTheOwn() throws Exception {
        Files.writeString(anna("Trip").resolve("inside.txt"), "seen");
        share(id(ANNAS, "files?q=name%3D%27Trip%27", "files", "Trip"), "reader");
        aqwa.put("mine/own.txt", "mine");

        aqwa.session("selection=my-drive,shared-with-me");

        aqwa.awaitAtDestination("Shared with me/Trip/inside.txt", "seen");
        aqwa.awaitAtDestination("mine/own.txt", "mine");
        Files.writeString(anna("Later").resolve("too.txt"), "later");
        share(id(ANNAS, "files?q=name%3D%27Later%27", "files", "Later"), "reader");
        aqwa.awaitAtDestination("Shared with me/Later/too.txt", "later");
    }

    @Test
    void whatCannotBeReadPausesTheSessionWithItsId() throws Exception {
        anna("Trip");
        String trip = id(ANNAS, "files?q=name%3D%27Trip%27", "files", "Trip");
        assertThatThrownBy(() -> aqwa.session("selection=" + trip))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining(trip);
        share(trip, "reader");
        Session session =
                aqwa.engine()
                        .sessions()
                        .create(
                                new SessionSpec(
                                        "Trip",
                                        null,
                                        null,
                                        Map.of("selection", trip, "monitor.interval", "1s")));
        share(trip, "none");

        aqwa.engine().sessions().start(session.id());

        await("paused").atMost(LONG).until(() -> state(session).state() == SessionState.PAUSED);
        assertThat(state(session).message())
                .contains(trip, "not shared with this account", "start the session again");
        share(trip, "reader");
        aqwa.engine().sessions().start(session.id());
        await("made").atMost(LONG).until(() -> Files.exists(aqwa.oneDrive.resolve("Trip")));
    }

    private Session state(Session session) {
        return aqwa.engine().sessions().find(session.id()).orElseThrow();
    }

    private void awaitDone(Session session, int jobs) {
        await("all are done")
                .atMost(LONG)
                .until(() -> aqwa.transfers(JobState.COMPLETED).size() == jobs);
        aqwa.awaitPoll(session.id());
    }

    /** A folder in the drive of another account. */
    private Path anna(String path) throws Exception {
        Path drive = folder.resolve("google-drive@anna");
        if (Files.notExists(drive)) {
            Files.createDirectories(drive);
            aqwa.post("/sandbox/accounts", "{\"cloud\":\"google\",\"name\":\"anna\"}");
        }
        return Files.createDirectories(drive.resolve(path));
    }

    private void share(String id, String role) throws Exception {
        aqwa.post(
                "/sandbox/google/share",
                "{\"account\":\"anna\",\"fileId\":\""
                        + id
                        + "\",\"with\":\"sandbox\",\"role\":\""
                        + role
                        + "\"}");
    }

    private static String inDrive(String id) {
        return "files?corpora=drive&includeItemsFromAllDrives=true&supportsAllDrives=true&driveId="
                + id;
    }

    /** The id of what has that name in a list, once it is seen there. */
    private String id(String token, String list, String field, String name) {
        return await(name)
                .atMost(LONG)
                .until(
                        () ->
                                StreamSupport.stream(
                                                call(token, "GET", list, null)
                                                        .path(field)
                                                        .spliterator(),
                                                false)
                                        .filter(each -> each.path("name").asText().equals(name))
                                        .map(each -> each.path("id").asText())
                                        .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private JsonNode call(String token, String method, String path, String body)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(aqwa.sandbox.baseUri().resolve("/drive/v3/" + path))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .method(
                                method,
                                body == null
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(body));
        return new ObjectMapper()
                .readTree(http.send(request.build(), BodyHandlers.ofString()).body());
    }
}
