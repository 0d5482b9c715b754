package com.aqwacloud.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.apache.derby.jdbc.EmbeddedDataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One run of 500 files between two clouds that do all that real ones are known for, in which the
 * process is killed fifty times: while it starts, while it works, and around the last bytes of
 * large uploads. The clouds live on in a process of their own.
 */
@Tag("endurance")
class FiftyCrashesTest {
    private static final Duration LONG = Duration.ofMinutes(4);
    private static final int KILLS = 50;
    private static final int FILES_BETWEEN = 10;
    private static final int MEBIBYTE = 1 << 20;

    /** One of ten files of every sixth kill is large. */
    private static final int LARGE_EVERY = 6;

    private static final int LARGE_BYTES = 50 * MEBIBYTE;

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

    private final long seed = Long.getLong("aqwa.seed", System.nanoTime());
    private final SplittableRandom random = new SplittableRandom(seed);

    @TempDir Path folder;
    private Distribution aqwa;

    @Test
    void fiftyKillsInOneRunLoseNothingAndDoNothingTwice()
            throws IOException, InterruptedException, SQLException {
        Instant began = Instant.now();
        aqwa = Distribution.unpack(folder);
        aqwa.env("AQWA_HEAP", "256m").env("AQWA_SANDBOX", "false").env("AQWA_CLOUDS", "sandbox");
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
            }
            aqwa.startAndAwaitReady();
            aqwa.sandbox().shape(Duration.ZERO, 0);
            aqwa.awaitSame(LONG);
            aqwa.sandbox().noFaults();
            await().atMost(LONG)
                    .pollInterval(Duration.ofMillis(500))
                    .untilAsserted(
                            () ->
                                    assertThat(Tree.read(aqwa.oneDrive()))
                                            .isEqualTo(Tree.read(aqwa.googleDrive())));
            aqwa.awaitSame(LONG);

            assertThat(Tree.read(aqwa.oneDrive())).hasSize(KILLS * FILES_BETWEEN);
            aqwa.assertNoTrouble();
            assertThat(clouds.unfinishedUploads()).isEmpty();
            SandboxClouds.Asked asked = aqwa.sandbox().requests().oneDrive();
            assertThat(aqwa.stop()).as("exit code").isZero();
            assertAudited(session);
            System.out.printf(
                    "Fifty kills in %s: %d files; OneDrive was sent %.1f MiB, %s%n",
                    Duration.between(began, Instant.now()),
                    KILLS * FILES_BETWEEN,
                    asked.bytesIn() / (double) MEBIBYTE,
                    asked.operations());
        } finally {
            aqwa.close();
        }
    }

    /** The session that all is about, running; its id. */
    private String begin() throws IOException, InterruptedException {
        aqwa.startAndAwaitReady();
        String options =
                "{\"monitor.interval\":\"1s\",\"retry.delay\":\"200ms\",\"retry.max\":\"20\","
                        + "\"transfers.max-concurrent\":\"6\"}";
        JsonNode made =
                aqwa.api()
                        .post("/api/sessions", "{\"name\":\"Crashes\",\"options\":" + options + "}")
                        .body();
        String id = made.path("id").asText();
        assertThat(aqwa.api().post("/api/sessions/" + id + "/start", null).status()).isEqualTo(200);
        return id;
    }

    /** Ten new files at once, each of a size and a content of its own. */
    private void drop(int kill) throws IOException {
        for (int i = 0; i < FILES_BETWEEN; i++) {
            boolean large = i == 0 && kill % LARGE_EVERY == 0;
            String path = "d%d/f%02d-%d.bin".formatted(kill % 7, kill, i);
            aqwa.drop(path, large ? LARGE_BYTES : random.nextInt(60_000));
        }
    }

    /** Waits for the moment to be killed at: any of a start, of the work, or of a large upload. */
    private void live(int kill) throws IOException, InterruptedException {
        switch (kill % 5) {
            case 0, 2, 4 -> {
                aqwa.awaitHealthy(aqwa.httpPort(), Duration.ofSeconds(90));
                long more = uploads() + 1 + random.nextInt(2 * FILES_BETWEEN);
                within(Duration.ofSeconds(4), () -> uploads() >= more);
                pause(random.nextInt(200));
            }
            case 1 -> {
                aqwa.awaitHealthy(aqwa.httpPort(), Duration.ofSeconds(90));
                long fragments = fragments();
                within(Duration.ofSeconds(4), () -> fragments() > fragments);
                pause(random.nextInt(300));
            }
            default -> pause(500 + random.nextInt(5000));
        }
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

    /** Each file was brought by exactly one job, and that it was is written down once. */
    private void assertAudited(String session) throws SQLException {
        var store = new EmbeddedDataSource();
        store.setDatabaseName(aqwa.base().resolve("data/aqwa/store").toString());
        var brought = new TreeMap<String, List<String>>();
        try (var connection = store.getConnection();
                var statement =
                        connection.prepareStatement(
                                "SELECT path, task, job_id FROM audit WHERE session_id = ? AND"
                                        + " step = 'completed' AND task IN"
                                        + " ('create', 'update', 'adopt')")) {
            statement.setString(1, session);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    brought.computeIfAbsent(rows.getString(1), path -> new ArrayList<>())
                            .add(rows.getString(2) + " by job " + rows.getLong(3));
                }
            }
        }
        assertThat(brought).hasSize(KILLS * FILES_BETWEEN);
        assertThat(brought).allSatisfy((path, jobs) -> assertThat(jobs).as(path).hasSize(1));
    }
}
