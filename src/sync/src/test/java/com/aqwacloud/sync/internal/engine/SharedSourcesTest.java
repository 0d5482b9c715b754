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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Shared drives, and what others share with the account. */
class SharedSourcesTest extends EngineCase {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String MINE = "sandbox";
    private static final String ANNAS = "sandbox-anna";
    private static final int OWN = 4;

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

    @Test
    void aListingThatIsRefusedPartWayLosesNothingOfWhatBelongsToOthers() throws Exception {
        Session session = everything(team(), trip());
        refuseOwnListingPartWay();

        aqwa.poll(session.id());
        assertThat(aqwa.rows("job")).isZero();
        aqwa.poll(session.id());

        awaitAllOnce(session);
        long jobs = aqwa.rows("job");
        aqwa.noFaults();
        aqwa.fault(rule("changes.list", "'kind':'expire-page-token','nth':1"));
        refuseOwnListingPartWay();
        for (int poll = 1; poll <= 3; poll++) {
            aqwa.poll(session.id());
        }

        assertThat(aqwa.rows("lost_access")).isZero();
        assertThat(aqwa.rows("job")).isEqualTo(jobs);
    }

    /** What is in the folders of others fits on a page each. */
    private void refuseOwnListingPartWay() throws Exception {
        aqwa.fault(rule("files.list", "'kind':'short-page','items':3"));
        aqwa.fault(rule("files.list", "'kind':'expire-page-token','nth':1"));
    }

    @ParameterizedTest(name = "{0}, by {2}")
    @CsvSource({"the account, 1, 400", "a shared drive, 2, 400", "a shared drive, 2, 404"})
    void aFeedThatForgotItsCursorLosesAndRepeatsNothing(String feed, int nth, int status)
            throws Exception {
        String drive = team();
        Session session = everything(drive, trip());
        aqwa.poll(session.id());
        awaitAllOnce(session);
        aqwa.fault(
                rule(
                        "changes.list",
                        "'kind':'expire-page-token','nth':" + nth + ",'status':" + status));
        trash(drive, "one.txt");
        Files.writeString(teamFolder().resolve("new.txt"), "new");
        id(MINE, inDrive(drive), "files", "new.txt");
        aqwa.forgetRequests();

        aqwa.poll(session.id());
        assertThat(state(session).message()).isNull();
        assertThat(operation("google", "files.list")).isZero();
        aqwa.poll(session.id());

        assertThat(operation("google", "files.list")).isPositive();
        aqwa.awaitAtDestination("Team/Plans/new.txt", "new");
        aqwa.awaitGone("Team/Plans/one.txt");
        trash(drive, "two.txt");
        aqwa.poll(session.id());
        aqwa.awaitGone("Team/Plans/two.txt");
        assertThat(aqwa.rows("lost_access")).isZero();
        assertThat(operation("onedrive", "upload.put")).isOne();
        assertThat(operation("onedrive", "delete")).isEqualTo(2);
    }

    @Test
    void aListingOfASharedDriveThatIsRefusedPartWayBeginsAnewWithoutAComplaint() throws Exception {
        Session session = everything(team(), trip());
        aqwa.fault(rule("files.list", "'kind':'short-page','items':2"));
        aqwa.fault(rule("files.list", "'kind':'expire-page-token','nth':1"));

        aqwa.poll(session.id());
        assertThat(state(session).message()).isNull();
        assertThat(aqwa.rows("job")).isZero();
        aqwa.poll(session.id());

        awaitAllOnce(session);
    }

    @Test
    void aSelectedFolderThatIsBackIsListedThoughThatIsRefusedOnce() throws Exception {
        String trip = trip();
        Session session = aqwa.session("selection=" + trip, "monitor.enabled=false");
        aqwa.poll(session.id());
        aqwa.awaitAtDestination("Trip/sub/deep.txt", "deep");
        share(trip, "none");
        aqwa.poll(session.id());
        Files.writeString(anna("Trip").resolve("late.txt"), "late");
        id(ANNAS, "files", "files", "late.txt");
        aqwa.poll(session.id());
        share(trip, "reader");
        refuseLists("'nth':1");
        aqwa.poll(session.id());
        assertThat(state(session).message()).contains("\"Trip\"");

        aqwa.poll(session.id());

        aqwa.awaitAtDestination("Trip/late.txt", "late");
        assertThat(state(session).message()).isNull();
        assertThat(aqwa.rows("lost_access")).isZero();
    }

    @Test
    void aFolderOfOthersThatIsThereAndNotListedKeepsNothingElseWaiting() throws Exception {
        Session session = everything(trip());
        refuseLists("'from':2,'every':2");

        aqwa.poll(session.id());

        aqwa.awaitAtDestination("Trip/inside.txt", "inside");
        aqwa.awaitAtDestination("own-0.txt", "own 0");
        assertThat(state(session).message()).contains("\"sub\"", "the next one tries again");

        aqwa.noFaults();
        aqwa.poll(session.id());

        aqwa.awaitAtDestination("Trip/sub/deep.txt", "deep");
        assertThat(state(session).message()).isNull();
    }

    @Test
    void aFolderOfOthersThatIsNeverListedIsAskedForOnceInEachPoll() throws Exception {
        String trip = trip();
        Session session = aqwa.session("selection=" + trip, "monitor.enabled=false");
        aqwa.poll(session.id());
        aqwa.awaitAtDestination("Trip/sub/deep.txt", "deep");
        String notes = notes();
        refuseLists("'from':1");
        move(notes, trip);
        aqwa.forgetRequests();

        for (int polls = 1; polls <= 3; polls++) {
            aqwa.poll(session.id());
            assertThat(operation("google", "files.list")).isEqualTo(polls);
            assertThat(operation("google", "files.get")).isEqualTo(polls);
            assertThat(state(session).message()).contains("\"Notes\"");
        }

        aqwa.noFaults();
        aqwa.poll(session.id());
        aqwa.awaitAtDestination("Trip/Notes/note.txt", "note");
    }

    @Test
    void aPlanIsOfAllThoughAFolderOfOthersIsRefusedOnce() throws Exception {
        String trip = trip();
        Session session = aqwa.session("selection=" + trip, "monitor.enabled=false");
        aqwa.poll(session.id());
        aqwa.awaitAtDestination("Trip/sub/deep.txt", "deep");
        aqwa.engine().sessions().stop(session.id());
        String notes = notes();
        refuseLists("'nth':1");
        move(notes, trip);

        JsonNode plan = aqwa.planned(session.id());

        assertThat(plan.get("state").asText()).as(plan.toString()).isEqualTo("done");
        assertThat(plan.at("/actions/create/count").asInt()).isOne();
    }

    @Test
    void aSelectedFolderThatIsGoneWhenItIsListedPausesTheSession() throws Exception {
        String trip = trip();
        Session session = aqwa.session("selection=" + trip, "monitor.enabled=false");
        refuseLists("'from':1");
        // Before the folder is asked for again, the root of the drive was, and the folder.
        aqwa.fault(rule("files.get", "'kind':'refuse','status':404,'from':3"));

        aqwa.poll(session.id());

        assertThat(state(session).state()).isEqualTo(SessionState.PAUSED);
        assertThat(state(session).message()).contains(trip, "not shared with this account");
        aqwa.noFaults();
        aqwa.engine().sessions().start(session.id());
        aqwa.poll(session.id());
        aqwa.awaitAtDestination("Trip/sub/deep.txt", "deep");
    }

    @Test
    void whatCameIntoAFolderOfOthersWhileItWasOutOfSightIsListed() throws Exception {
        String trip = trip();
        Session session = aqwa.session("selection=" + trip, "monitor.enabled=false");
        aqwa.poll(session.id());
        aqwa.awaitAtDestination("Trip/sub/deep.txt", "deep");
        share(trip, "none");
        aqwa.poll(session.id());
        assertThat(aqwa.rows("lost_access")).isOne();
        Files.writeString(anna("Trip/sub").resolve("late.txt"), "late");
        id(ANNAS, "files", "files", "late.txt");
        aqwa.poll(session.id());

        share(trip, "reader");
        aqwa.poll(session.id());

        aqwa.awaitAtDestination("Trip/sub/late.txt", "late");
    }

    @Test
    void aFolderOfOthersThatIsBackIsListed() throws Exception {
        String trip = trip();
        Session session = everything(trip);
        aqwa.poll(session.id());
        String notes = notes();
        refuseLists("'times':1");
        aqwa.fault(rule("files.get", "'kind':'refuse','status':404,'times':1"));
        move(notes, trip);
        aqwa.poll(session.id());
        assertThat(state(session).message()).isNull();
        assertThat(aqwa.rows("lost_access")).isOne();

        call(ANNAS, "PATCH", "files/" + notes, "{\"name\":\"Back\"}");
        aqwa.poll(session.id());

        aqwa.awaitAtDestination("Trip/Back/note.txt", "note");
    }

    /** A folder that another account does not share, with a file in it; its id. */
    private String notes() throws Exception {
        Files.writeString(anna("Notes").resolve("note.txt"), "note");
        id(ANNAS, "files", "files", "note.txt");
        return id(ANNAS, "files", "files", "Notes");
    }

    /** Has the other account move one of its folders into another. */
    private void move(String id, String folder) throws Exception {
        String into = "files/" + id + "?removeParents=root&addParents=" + folder;
        assertThat(call(ANNAS, "PATCH", into, "{}").path("id").asText()).isEqualTo(id);
    }

    private void refuseLists(String when) throws Exception {
        aqwa.fault(rule("files.list", "'kind':'refuse','status':404," + when));
    }

    /** A session of all of one's own and of these, which polls only when it is told to. */
    private Session everything(String... shared) throws Exception {
        for (int i = 0; i < OWN; i++) {
            aqwa.create("own-" + i + ".txt", ("own " + i).getBytes(StandardCharsets.UTF_8));
        }
        aqwa.forgetRequests();
        return aqwa.session(
                "selection=my-drive," + String.join(",", shared), "monitor.enabled=false");
    }

    /** A shared drive with a folder of two files; its id. */
    private String team() throws Exception {
        Files.writeString(teamFolder().resolve("one.txt"), "one");
        Files.writeString(teamFolder().resolve("two.txt"), "two");
        String drive = id(MINE, "drives", "drives", "Team");
        id(MINE, inDrive(drive), "files", "one.txt");
        id(MINE, inDrive(drive), "files", "two.txt");
        return drive;
    }

    private Path teamFolder() throws IOException {
        return Files.createDirectories(folder.resolve("google-drive.shared/Team/Plans"));
    }

    private void trash(String drive, String name) throws Exception {
        String id = id(MINE, inDrive(drive), "files", name);
        call(MINE, "PATCH", "files/" + id + "?supportsAllDrives=true", "{\"trashed\":true}");
    }

    /** A folder that another account shares, with a file in it and one in a folder in it. */
    private String trip() throws Exception {
        Files.writeString(anna("Trip").resolve("inside.txt"), "inside");
        Files.writeString(anna("Trip/sub").resolve("deep.txt"), "deep");
        String trip = id(ANNAS, "files", "files", "Trip");
        id(ANNAS, "files", "files", "inside.txt");
        id(ANNAS, "files", "files", "deep.txt");
        share(trip, "reader");
        return trip;
    }

    /** All of {@link #everything}, {@link #team} and {@link #trip} has arrived, each once. */
    private void awaitAllOnce(Session session) throws Exception {
        for (int i = 0; i < OWN; i++) {
            aqwa.awaitAtDestination("own-" + i + ".txt", "own " + i);
        }
        aqwa.awaitAtDestination("Team/Plans/one.txt", "one");
        aqwa.awaitAtDestination("Team/Plans/two.txt", "two");
        aqwa.awaitAtDestination("Trip/inside.txt", "inside");
        aqwa.awaitAtDestination("Trip/sub/deep.txt", "deep");
        await("all are done")
                .atMost(LONG)
                .until(() -> aqwa.transfers(JobState.COMPLETED).size() == OWN + 8);
        assertThat(operation("onedrive", "upload.put")).isEqualTo(OWN + 4);
        assertThat(aqwa.rows("lost_access")).isZero();
        aqwa.poll(session.id());
    }

    private int operation(String cloud, String name) throws Exception {
        return aqwa.requests().path(cloud).path("operations").path(name).asInt();
    }

    private static String rule(String operation, String what) {
        return ("{" + what + ",'operation':'" + operation + "'}").replace('\'', '"');
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
