package com.aqwacloud.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.aqwacloud.itests.People.Document;
import com.aqwacloud.itests.SandboxClouds.Opening;
import com.aqwacloud.itests.SandboxProcess.UnfinishedUpload;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One run of 500 files between two clouds that do all that real ones are known for, in which the
 * process is killed fifty times: while it starts, while it works, and around the last bytes of
 * large uploads; and people edit, rename, move and delete all along. The clouds live on in a
 * process of their own.
 */
@Tag("soak")
class FiftyCrashesTest {
    private static final Duration LONG = Duration.ofMinutes(4);
    private static final int KILLS = 50;
    private static final int FILES_BETWEEN = 10;
    private static final int MEBIBYTE = 1 << 20;

    /** One of ten files of every sixth kill is large. */
    private static final int LARGE_EVERY = 6;

    private static final int LARGE_BYTES = 50 * MEBIBYTE;

    /** From then on there are files enough to work on. */
    private static final int FIRST_REWORK = 3;

    private static final int CONCURRENT = 6;

    /** What one request sends at most, and so a kill wastes of each transfer at work. */
    private static final long REQUEST_BYTES = 10L * MEBIBYTE;

    /** So slow that a large file takes a few seconds. */
    private static final long BYTES_PER_SECOND = 25L * MEBIBYTE;

    private static final List<String> FAULTS =
            List.of(
                    "{'kind':'refuse','status':503,'probability':0.01,'seed':1}",
                    "{'kind':'refuse','status':500,'probability':0.01,'seed':2}",
                    "{'kind':'throttle','status':429,'probability':0.004,'seed':3}",
                    "{'kind':'expire-access-token','probability':0.01,'seed':4}",
                    "{'kind':'cut-response','afterBytes':500,'operation':'files.media','probability':0.03,'seed':5}",
                    "{'kind':'cut-request','afterBytes':100000,'operation':'session.fragment','probability':0.05,'seed':6}",
                    "{'kind':'lose-answer','operation':'upload.put','probability':0.04,'seed':7}",
                    "{'kind':'lose-answer','operation':'session.fragment','probability':0.1,'seed':8}",
                    "{'kind':'lose-answer','operation':'batch','probability':0.1,'seed':9}",
                    "{'kind':'corrupt-download','probability':0.01,'seed':10}",
                    "{'kind':'corrupt-upload','operation':'upload.put','probability':0.01,'seed':11}",
                    "{'kind':'expire-upload-session','operation':'session.fragment','probability':0.02,'seed':12}",
                    "{'kind':'short-page','operation':'changes.list','probability':0.1,'seed':13}",
                    "{'kind':'repeat-items','operation':'delta','probability':0.2,'seed':14}",
                    "{'kind':'missing-hash','operation':'upload.put','probability':0.02,'seed':15}");

    /** The time of a file may be a little behind that of a request. */
    private static final Duration CLOCKS = Duration.ofMillis(50);

    /** A start takes longer than that until it asks for anything. */
    private static final Duration LAST_WORDS = Duration.ofMillis(500);

    /** What the log says at the next start. */
    private static final String CUT_OFF = "transfers were cut off by the last stop";

    private final long seed = Long.getLong("aqwa.seed", System.nanoTime());
    private final SplittableRandom random = new SplittableRandom(seed);

    /** When a life of the process was over, and all that it had asked for. */
    private final List<Instant> died = new ArrayList<>();

    private final Set<Opening> openings = new HashSet<>();

    @TempDir Path folder;
    private Distribution aqwa;
    private People people;

    @Test
    void fiftyKillsInOneRunLoseNothingAndDoNothingTwice()
            throws IOException, InterruptedException, SQLException {
        Instant began = Instant.now();
        aqwa = Distribution.unpack(folder);
        aqwa.env("AQWA_HEAP", "256m").env("AQWA_SANDBOX", "false").env("AQWA_CLOUDS", "sandbox");
        people = new People(aqwa, random);
        System.out.println("Fifty kills: to have the same again, -Daqwa.seed=" + seed);
        try (var clouds = new SandboxProcess(aqwa)) {
            String session = begin();
            aqwa.sandbox().shape(Duration.ofMillis(10), BYTES_PER_SECOND);
            for (String fault : FAULTS) {
                aqwa.sandbox().fault(fault.replace('\'', '"'));
            }
            for (int kill = 0; kill < KILLS; kill++) {
                drop(kill);
                if (kill > 0) {
                    aqwa.start();
                }
                live(kill);
                aqwa.kill();
                // By then the sandbox is done with what was sent before.
                died.add(Instant.now().plus(LAST_WORDS));
                openings.addAll(aqwa.sandbox().openings());
            }
            aqwa.startAndAwaitReady();
            aqwa.sandbox().shape(Duration.ZERO, 0);
            aqwa.awaitSame(LONG);
            long expired = aqwa.sandbox().fired("expire-upload-session");
            aqwa.sandbox().noFaults();
            await().atMost(LONG)
                    .pollInterval(Duration.ofMillis(500))
                    .untilAsserted(() -> Tree.assertSame(aqwa.oneDrive(), aqwa.googleDrive()));
            aqwa.awaitSame(LONG);

            assertThat(Tree.read(aqwa.oneDrive()))
                    .isEqualTo(Tree.read(aqwa.googleDrive()))
                    .containsOnlyKeys(people.living().stream().map(Document::path).toList());
            aqwa.assertNoTrouble();
            // What nobody goes on with is cancelled every few seconds.
            await().atMost(LONG)
                    .pollInterval(Duration.ofMillis(500))
                    .ignoreExceptionsInstanceOf(UncheckedIOException.class)
                    .untilAsserted(
                            () ->
                                    assertThat(clouds.unfinishedUploads())
                                            .allSatisfy(this::assertNobodyHeardOfIt));
            long amid = aqwa.log().lines().filter(line -> line.contains(CUT_OFF)).count();
            SandboxClouds.Asked asked = aqwa.sandbox().requests().oneDrive();
            assertThat(aqwa.stop()).as("exit code").isZero();
            assertAudited(Audit.read(aqwa, session));
            long most = people.bytes() + KILLS * wastePerKill() + expired * LARGE_BYTES;
            System.out.printf(
                    "Fifty kills in %s, %d amid transfers: %d files, %d deleted; OneDrive was sent"
                            + " %.1f MiB of at most %.1f for %.1f, %s%n",
                    Duration.between(began, Instant.now()),
                    amid,
                    people.living().size() + people.deleted().size(),
                    people.deleted().size(),
                    asked.bytesIn() / (double) MEBIBYTE,
                    most / (double) MEBIBYTE,
                    people.bytes() / (double) MEBIBYTE,
                    asked.operations());
            assertThat(asked.bytesIn()).as("bytes sent to OneDrive").isLessThan(most);
            assertThat(amid).as("kills amid transfers").isGreaterThan(KILLS / 2);
        } finally {
            aqwa.close();
        }
    }

    /**
     * What opened it was killed before it had kept the answer, so it could not be known: no byte
     * was ever sent to it, and until the kill its file got no other. One that was lost otherwise
     * differs in that.
     */
    private void assertNobodyHeardOfIt(UnfinishedUpload upload) {
        assertThat(upload.bytes()).as("bytes of %s", upload).isZero();
        assertThat(upload.begun()).as("%s was begun", upload).isFalse();
        Optional<Instant> death = died.stream().filter(upload.written()::isBefore).findFirst();
        assertThat(death).as("a kill after %s", upload).isPresent();
        assertThat(openings)
                .filteredOn(each -> each.path().contains(upload.target()))
                .filteredOn(each -> each.at().isAfter(upload.written().plus(CLOCKS)))
                .filteredOn(each -> each.at().isBefore(death.get()))
                .as("opened again after %s, before the kill at %s", upload, death.get())
                .isEmpty();
    }

    /** The session that all is about, running; its id. */
    private String begin() throws IOException, InterruptedException {
        aqwa.startAndAwaitReady();
        String options =
                "{\"monitor.interval\":\"1s\",\"retry.delay\":\"200ms\",\"retry.max\":\"20\","
                        + "\"deletes.max-percent\":\"100\",\"transfers.max-concurrent\":\""
                        + CONCURRENT
                        + "\"}";
        JsonNode made =
                aqwa.api()
                        .post("/api/sessions", "{\"name\":\"Crashes\",\"options\":" + options + "}")
                        .body();
        String id = made.path("id").asText();
        assertThat(aqwa.api().post("/api/sessions/" + id + "/start", null).status()).isEqualTo(200);
        return id;
    }

    /** Ten new files at once, each of a size and a content of its own; and work on old ones. */
    private void drop(int kill) throws IOException {
        for (int i = 0; i < FILES_BETWEEN; i++) {
            if (i == 0 && kill % LARGE_EVERY == 0) {
                people.bringLarge(LARGE_BYTES);
            } else {
                people.bringSmall();
            }
        }
        if (kill >= FIRST_REWORK) {
            people.rework(FILES_BETWEEN);
        }
    }

    /** Waits for the moment to be killed at: any of a start, of the work, or of a large upload. */
    private void live(int kill) throws IOException, InterruptedException {
        switch (kill % 5) {
            case 0, 2, 4 -> {
                awaitHealthy();
                long more = uploads() + 1 + random.nextInt(FILES_BETWEEN);
                within(Duration.ofSeconds(2), () -> uploads() >= more);
                pause(random.nextInt(200));
            }
            case 1 -> {
                awaitHealthy();
                long more = fragments() + 1 + random.nextLong(LARGE_BYTES / REQUEST_BYTES);
                within(Duration.ofSeconds(3), () -> fragments() >= more);
                pause(random.nextInt(300));
            }
            default -> pause(500 + random.nextInt(4000));
        }
    }

    private void awaitHealthy() {
        aqwa.awaitHealthy(aqwa.httpPort(), LONG);
    }

    private long uploads() throws IOException, InterruptedException {
        return aqwa.sandbox().requests().oneDrive().of("upload.put");
    }

    private long fragments() throws IOException, InterruptedException {
        return aqwa.sandbox().requests().oneDrive().of("session.fragment");
    }

    /** Waits for it, or for so long if there is too little to do: any moment is as good then. */
    private static void within(Duration most, Callable<Boolean> condition) {
        Instant end = Instant.now().plus(most);
        await().atMost(LONG)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> condition.call() || Instant.now().isAfter(end));
    }

    private static void pause(int millis) {
        await().pollDelay(Duration.ofMillis(millis)).until(() -> true);
    }

    /**
     * One transfer of a large file, others of small ones; the sandbox counts what it was sent of a
     * request that was cut off. What an upload session had received is lost besides if it expires.
     */
    private static long wastePerKill() {
        return REQUEST_BYTES + (CONCURRENT - 1) * 60_000L;
    }

    /**
     * Each change was made by one job or together with others, none twice; each is written down.
     */
    private void assertAudited(Audit audit) {
        assertThat(audit.completed()).isGreaterThanOrEqualTo(people.living().size());
        assertThat(audit.untold()).as("jobs and audit").isEmpty();
        Map<String, Audit.Story> living = audit.living();
        assertThat(living).containsOnlyKeys(people.living().stream().map(Document::path).toList());
        for (Document document : people.living()) {
            Audit.Story story = living.get(document.path());
            assertDoneOnce(document, story);
            assertThat(story.count("delete")).as("%s", story).isZero();
            assertThat(aqwa.googleDrive().resolve(document.path())).hasSize(story.size());
        }
        Map<String, Audit.Story> deleted = audit.deleted();
        for (Document document : people.deleted()) {
            // Of what was moved and deleted at once, only the deletion is told: where it was. What
            // was brought and has no deletion is among the living, where it is not expected.
            List<Audit.Story> told =
                    document.paths().stream()
                            .map(deleted::remove)
                            .filter(Objects::nonNull)
                            .toList();
            assertThat(told).as("%s", document).hasSizeLessThanOrEqualTo(1);
            for (Audit.Story story : told) {
                if (!story.isGivenUpOnItsWay()) {
                    assertDoneOnce(document, story);
                    assertThat(story.count("delete")).as("%s", story).isEqualTo(1);
                }
            }
        }
        assertThat(deleted).as("deleted by nobody").isEmpty();
    }

    private static void assertDoneOnce(Document document, Audit.Story story) {
        assertThat(story.count("create", "adopt")).as("%s", story).isEqualTo(1);
        assertThat(story.count("update")).as("%s", story).isBetween(0L, (long) document.edits());
        assertThat(story.count("rename", "move"))
                .as("%s", story)
                .isBetween(0L, (long) document.moves());
    }
}
