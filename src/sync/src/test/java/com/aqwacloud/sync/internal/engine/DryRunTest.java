package com.aqwacloud.sync.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.aqwacloud.sync.api.JobState;
import com.aqwacloud.sync.api.Session;
import com.aqwacloud.sync.api.SessionSpec;
import com.aqwacloud.sync.api.SessionState;
import com.aqwacloud.sync.api.Transfer;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A dry run says what the session then does, and does nothing. */
class DryRunTest {
    private static final Set<String> READS = Set.of("delta", "drive", "get", "token");

    private static final Set<String> FEEDS = Set.of("changes.list", "files.list", "delta", "token");
    private static final int SMALL = 60;
    private static final int MIB = 1024 * 1024;

    /** By how many percent an estimate may be off. */
    private static final int TOLERANCE = 10;

    private EngineFixture aqwa;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        aqwa = new EngineFixture(folder);
    }

    @AfterEach
    void stop() throws Exception {
        aqwa.close();
    }

    @Test
    void aNewSessionIsPlannedWithoutAWriteAndThenDoesWhatWasPlanned() throws Exception {
        aqwa.put("Papers/one.txt", "one");
        aqwa.put("Papers/two.txt", "two!");
        aqwa.put("same.txt", "on both sides");
        aqwa.put("clash.txt", "a long text");
        Files.writeString(aqwa.oneDrive.resolve("same.txt"), "on both sides");
        Files.writeString(aqwa.oneDrive.resolve("clash.txt"), "short");
        aqwa.idInDrive("clash.txt");
        aqwa.idInDrive("two.txt");
        Session session =
                aqwa.engine()
                        .sessions()
                        .create(
                                new SessionSpec(
                                        "New",
                                        null,
                                        null,
                                        Map.of(
                                                "conflicts.strategy", "manual",
                                                "monitor.interval", "1s")));
        aqwa.forgetRequests();

        JsonNode plan = planned(session);

        assertThat(counts(plan)).isEqualTo(Map.of("create", 2, "create-folder", 1, "adopt", 1));
        assertThat(plan.at("/actions/create/bytes").asInt()).isEqualTo(7);
        assertThat(plan.at("/conflicts/size-mismatch").asInt()).isEqualTo(1);
        assertThat(plan.at("/estimate/googleRequests").asInt()).isEqualTo(3);
        assertThat(plan.at("/estimate/oneDriveRequests").asInt()).isEqualTo(4);
        assertThat(plan.at("/estimate/bytesSent").asInt()).isEqualTo(7);
        assertThat(plan.at("/estimate/bytesRead").asInt()).isEqualTo(20);
        assertThat(plan.get("steps")).hasSize(5);
        assertThat(operations()).isSubsetOf(READS);
        for (String table : List.of("job", "item", "baseline", "feed_cursor", "conflict")) {
            assertThat(aqwa.rows(table)).as(table).isZero();
        }
        assertThat(aqwa.engine().sessions().find(session.id()).orElseThrow().state())
                .isEqualTo(SessionState.STOPPED);

        aqwa.engine().sessions().start(session.id());
        aqwa.awaitAtDestination("Papers/two.txt", "two!");
        aqwa.awaitQuiet(session.id());
        assertThat(done(session, Set.of())).isEqualTo(counts(plan));
    }

    @Test
    void aStoppedSessionIsPlannedFromWhereItsFeedsWereLeft() throws Exception {
        for (String name : List.of("edited", "renamed", "deleted", "quiet", "both")) {
            aqwa.put(name + ".txt", name);
        }
        Session session = aqwa.session("conflicts.strategy=manual");
        aqwa.awaitAtDestination("quiet.txt", "quiet");
        aqwa.awaitQuiet(session.id());
        aqwa.engine().sessions().stop(session.id());
        Set<Long> before =
                transfers(session).stream().map(Transfer::id).collect(Collectors.toSet());
        aqwa.put("edited.txt", "edited, and longer");
        Files.move(aqwa.drive.resolve("renamed.txt"), aqwa.drive.resolve("other.txt"));
        Files.delete(aqwa.drive.resolve("deleted.txt"));
        aqwa.put("both.txt", "both, at Drive");
        Files.writeString(aqwa.oneDrive.resolve("both.txt"), "both, at OneDrive");
        aqwa.put("new.txt", "new");
        aqwa.idInDrive("new.txt");

        JsonNode plan =
                await("the sandbox has seen all")
                        .atMost(Duration.ofSeconds(60))
                        .until(
                                () -> planned(session),
                                each ->
                                        counts(each).size() == 4
                                                && each.at("/conflicts").size() == 1);

        assertThat(counts(plan))
                .isEqualTo(Map.of("update", 1, "rename", 1, "delete", 1, "create", 1));
        assertThat(plan.at("/conflicts/simultaneous-edit").asInt()).isEqualTo(1);
        assertThat(transfers(session))
                .extracting(Transfer::id)
                .containsExactlyInAnyOrderElementsOf(before);

        aqwa.engine().sessions().start(session.id());
        aqwa.awaitAtDestination("new.txt", "new");
        aqwa.awaitQuiet(session.id());
        assertThat(done(session, before)).isEqualTo(counts(plan));
    }

    @ParameterizedTest
    @CsvSource({
        "delta, expire-delta-link, destinationListed",
        "changes.list, expire-page-token, sourceListed"
    })
    void aStoppedSessionIsPlannedThoughItsFeedsPlaceIsForgotten(
            String operation, String kind, String listed) throws Exception {
        for (String name : List.of("edited", "deleted", "quiet")) {
            aqwa.put(name + ".txt", name);
        }
        Session session = aqwa.session();
        aqwa.awaitAtDestination("quiet.txt", "quiet");
        aqwa.awaitQuiet(session.id());
        aqwa.engine().sessions().stop(session.id());
        aqwa.put("edited.txt", "edited, and longer");
        Files.delete(aqwa.drive.resolve("deleted.txt"));
        aqwa.put("new.txt", "new");
        Map<String, Integer> changes = Map.of("update", 1, "delete", 1, "create", 1);
        planned(session, changes);

        aqwa.fault(
                "{'operation':'%s','kind':'%s','times':1}"
                        .formatted(operation, kind)
                        .replace('\'', '"'));
        JsonNode plan = planned(session);

        assertThat(plan.get("state").asText()).as(plan.toString()).isEqualTo("done");
        assertThat(counts(plan)).isEqualTo(changes);
        assertThat(plan.get("conflicts")).isEmpty();
        assertThat(plan.get(listed).asInt()).isGreaterThanOrEqualTo(3);
    }

    @Test
    void theEstimateIsWhatTheCloudsThenCount() throws Exception {
        Session session =
                aqwa.session(
                        "monitor.enabled=false",
                        "quota.google=100000/100s",
                        "deletes.max-percent=90");
        aqwa.poll(session.id());
        for (int i = 0; i < SMALL; i++) {
            aqwa.put("folder-" + i % 3 + "/small-" + i + ".txt", "small " + i);
        }
        Files.write(aqwa.drive.resolve("large.bin"), bytes(25 * MIB, 1));
        aqwa.put("Plan.gdoc", "the plan");
        aqwa.put("same.txt", "on both sides");
        Files.writeString(aqwa.oneDrive.resolve("same.txt"), "on both sides");

        JsonNode first =
                planned(session, Map.of("create-folder", 3, "create", SMALL + 2, "adopt", 1));
        assertThat(first.at("/estimate/unknownSizes").asInt()).isEqualTo(1);
        assertEstimated(first, session);

        Files.write(aqwa.drive.resolve("large.bin"), bytes(22 * MIB, 2));
        aqwa.put("Plan.gdoc", "another plan");
        for (int i = 0; i < SMALL; i++) {
            Path file = aqwa.drive.resolve("folder-" + i % 3 + "/small-" + i + ".txt");
            switch (i % 10) {
                case 0 -> Files.move(file, file.resolveSibling("renamed-" + i + ".txt"));
                case 1 -> Files.move(file, aqwa.drive.resolve("small-" + i + ".txt"));
                case 2 -> Files.delete(file);
                case 3, 4, 5 -> Files.writeString(file, "edited " + i);
                case 6 ->
                        Files.setLastModifiedTime(
                                file, FileTime.from(Instant.parse("2021-02-03T04:05:06Z")));
                default -> {
                    // Stays as it is.
                }
            }
        }
        int tenth = SMALL / 10;
        Map<String, Integer> changes =
                Map.of(
                        "update", 3 * tenth + 2,
                        "rename", tenth,
                        "move", tenth,
                        "delete", tenth,
                        "touch", tenth);
        assertEstimated(planned(session, changes), session);
    }

    /** Has the session do what was planned, and lays what it costs beside the estimate. */
    private void assertEstimated(JsonNode plan, Session session) throws Exception {
        int jobs = counts(plan).values().stream().mapToInt(Integer::intValue).sum();
        long before = completed(session);
        aqwa.forgetRequests();

        aqwa.poll(session.id());
        await("all is done")
                .atMost(Duration.ofSeconds(60))
                .until(() -> completed(session) == before + jobs);

        JsonNode estimate = plan.get("estimate");
        JsonNode google = aqwa.requests().get("google");
        JsonNode oneDrive = aqwa.requests().get("onedrive");
        assertNear(estimate.get("googleRequests"), work(google), "requests to Google Drive");
        assertNear(estimate.get("oneDriveRequests"), work(oneDrive), "requests to OneDrive");
        assertNear(estimate.get("bytesRead"), google.get("bytesOut").asLong(), "bytes read");
        assertNear(estimate.get("bytesSent"), oneDrive.get("bytesIn").asLong(), "bytes sent");
    }

    private long completed(Session session) {
        return transfers(session).stream()
                .filter(transfer -> transfer.state() == JobState.COMPLETED)
                .count();
    }

    private static void assertNear(JsonNode estimated, long counted, String what) {
        assertThat(estimated.asLong())
                .as(what)
                .isCloseTo(counted, Percentage.withPercentage(TOLERANCE));
    }

    /** How many requests there were beside those that read the feeds. */
    private static long work(JsonNode cloud) {
        JsonNode operations = cloud.get("operations");
        return cloud.get("requests").asLong()
                - FEEDS.stream().mapToLong(feed -> operations.path(feed).asLong()).sum();
    }

    private static byte[] bytes(int size, long seed) {
        var bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    /** A plan that was made once the sandbox had seen all. */
    private JsonNode planned(Session session, Map<String, Integer> counts) {
        return await("the plan")
                .atMost(Duration.ofSeconds(60))
                .until(() -> planned(session), each -> counts(each).equals(counts));
    }

    private JsonNode planned(Session session) throws Exception {
        return aqwa.planned(session.id());
    }

    private static Map<String, Integer> counts(JsonNode plan) {
        var counts = new TreeMap<String, Integer>();
        plan.get("actions")
                .properties()
                .forEach(
                        action ->
                                counts.put(
                                        action.getKey(), action.getValue().get("count").asInt()));
        return counts;
    }

    private List<Transfer> transfers(Session session) {
        return aqwa.engine().transfers().list(null, session.id(), 1000);
    }

    /** What was done since, by action. */
    private Map<String, Integer> done(Session session, Set<Long> before) {
        var counts = new TreeMap<String, Integer>();
        for (Transfer transfer : transfers(session)) {
            if (!before.contains(transfer.id()) && transfer.state() == JobState.COMPLETED) {
                counts.merge(
                        transfer.action().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                        1,
                        Integer::sum);
            }
        }
        return counts;
    }

    private Set<String> operations() throws Exception {
        var operations = new TreeSet<String>();
        aqwa.requests().at("/onedrive/operations").fieldNames().forEachRemaining(operations::add);
        return operations;
    }
}
