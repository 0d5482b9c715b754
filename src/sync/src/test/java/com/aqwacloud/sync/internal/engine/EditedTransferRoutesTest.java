package com.aqwacloud.sync.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.aqwacloud.sync.api.JobState;
import com.aqwacloud.sync.api.RouteFile;
import com.aqwacloud.sync.api.Session;
import com.aqwacloud.sync.api.Transfer;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** An operator saves route files while files are on their way through them. */
class EditedTransferRoutesTest extends EngineCase {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2020-05-06T07:08:09Z"));
    private static final String NAME = "large.bin";

    /** More than the places of the engine, so that one that is not freed is missed. */
    private static final int MORE = 10;

    private Session session;
    private byte[] content;

    private void begin(int bytes) throws Exception {
        session = aqwa.session("transfers.max-concurrent=1", "retry.delay=100ms");
        aqwa.awaitPoll(session.id());
        content = new byte[bytes];
        new Random(1).nextBytes(content);
        Files.write(aqwa.drive.resolve(NAME), content);
    }

    @Test
    void anUploadInOneRequestIsMadeAnew() throws Exception {
        aqwa.slow(300_000);
        begin(2_000_000);
        await().atMost(LONG).until(() -> sent() > 0);

        save("transfer.xml");
        aqwa.slow(0);

        assertArrived();
    }

    @Test
    void anUploadSessionGoesOn() throws Exception {
        delay("session.fragment", "'nth':2");
        begin(25 << 20);
        await().atMost(LONG).until(() -> sent() >= 10 << 20);

        save("transfer.xml");

        assertArrived();
        assertThat(requests("session.create")).isEqualTo(1);
        assertThat(aqwa.requests().at("/onedrive/bytesIn").asLong()).isLessThan(36 << 20);
    }

    @Test
    void anUploadGoesOnThroughTheRoutesOfTheCloudsAsTheyWere() throws Exception {
        delay("session.fragment", "'nth':2");
        begin(25 << 20);
        await().atMost(LONG).until(() -> sent() >= 10 << 20);

        save("clouds.xml");

        assertArrived();
        assertThat(requests("session.create")).isEqualTo(1);
        assertThat(aqwa.requests().at("/onedrive/bytesIn").asLong()).isLessThan(36 << 20);
    }

    @Test
    void whatTheRoutesOfAPollWereStoppedUnderIsReadByTheNext() throws Exception {
        session = aqwa.session("transfers.max-concurrent=1", "retry.delay=100ms");
        aqwa.awaitPoll(session.id());
        delay("changes.list", "'times':1");
        content = new byte[] {1};
        Files.write(aqwa.drive.resolve(NAME), content);
        int before = requests("google", "changes.list");
        await().atMost(LONG).until(() -> requests("google", "changes.list") > before);

        save("watch.xml");

        assertArrived();
    }

    @Test
    void filesThatWaitForTheirTimesGetThem() throws Exception {
        save("transfer.xml", "completionTimeout=\"3000\"", "completionTimeout=\"600000\"");
        session = aqwa.session("retry.delay=100ms");
        aqwa.awaitPoll(session.id());
        aqwa.slow(500_000);
        content = new byte[25 << 20];
        Files.write(aqwa.drive.resolve(NAME), content);
        await().atMost(LONG).until(() -> sent() > 0);
        aqwa.put("small.txt", "small");
        aqwa.awaitAtDestination("small.txt", "small");
        assertThat(aqwa.transfers(JobState.TRANSFERRING)).hasSize(2);
        assertThat(requests("batch")).isZero();

        save("transfer.xml", "600000", "3000");

        await("the small one").atMost(LONG).until(() -> requests("batch") == 1);
        aqwa.slow(0);
        assertArrived();
    }

    @Test
    void filesWhoseTimesAreBeingSetGetThem() throws Exception {
        session = aqwa.session("retry.delay=100ms");
        aqwa.awaitPoll(session.id());
        delay("batch", "'times':1");
        Path small = Files.writeString(Files.createTempFile("small", ".txt"), "small");
        Files.setLastModifiedTime(small, LONG_AGO);
        Files.move(small, aqwa.drive.resolve("small.txt"));
        await("the request").atMost(LONG).until(() -> requests("batch") == 1);

        save("transfer.xml");

        aqwa.awaitQuiet(session.id());
        assertThat(aqwa.transfers(JobState.TRANSFERRING)).isEmpty();
        assertThat(aqwa.transfers(JobState.COMPLETED)).isNotEmpty();
        assertThat(Files.getLastModifiedTime(aqwa.oneDrive.resolve("small.txt")))
                .isEqualTo(LONG_AGO);
    }

    @Test
    void whatIsAskedOfOneDriveIsDoneOnce() throws Exception {
        session = aqwa.session("retry.delay=100ms");
        content = new byte[5 << 20];
        Files.write(aqwa.drive.resolve(NAME), content);
        aqwa.put("goes.txt", "small");
        assertArrived();
        aqwa.awaitAtDestination("goes.txt", "small");
        delay("copy", "'times':1");
        delay("delete", "'times':1");
        Files.write(aqwa.drive.resolve("twin.bin"), content);
        Files.delete(aqwa.drive.resolve("goes.txt"));
        await().atMost(LONG).until(() -> !aqwa.transfers(JobState.TRANSFERRING).isEmpty());

        save("transfer.xml");

        await("the copy").atMost(LONG).until(() -> Files.exists(aqwa.oneDrive.resolve("twin.bin")));
        await().atMost(LONG).until(() -> Files.notExists(aqwa.oneDrive.resolve("goes.txt")));
        aqwa.awaitQuiet(session.id());
        assertThat(aqwa.oneDrive.resolve("twin.bin")).hasBinaryContent(content);
        try (Stream<Path> files = Files.list(aqwa.oneDrive)) {
            assertThat(files.filter(Files::isRegularFile)).hasSize(2 + MORE);
        }
        assertThat(aqwa.engine().transfers().list(null, null, 100))
                .allMatch(each -> each.state() == JobState.COMPLETED);
        assertThat(aqwa.engine().conflicts().list(true)).isEmpty();
    }

    /** Keeps the answers to such requests back for longer than routes wait. */
    private void delay(String operation, String which) throws Exception {
        String rule =
                "{'kind':'delay','millis':4000,'operation':'" + operation + "'," + which + "}";
        aqwa.fault(rule.replace('\'', '"'));
    }

    private void assertArrived() throws Exception {
        await("the content, whole")
                .atMost(LONG)
                .until(
                        () -> {
                            Path arrived = aqwa.oneDrive.resolve(NAME);
                            return Files.exists(arrived)
                                    && Arrays.equals(Files.readAllBytes(arrived), content);
                        });
        for (int i : IntStream.range(0, MORE).toArray()) {
            aqwa.put(i + ".txt", "small");
        }
        for (int i : IntStream.range(0, MORE).toArray()) {
            aqwa.awaitAtDestination(i + ".txt", "small");
        }
        aqwa.awaitQuiet(session.id());
        List<Transfer> all = aqwa.engine().transfers().list(null, null, 100);
        assertThat(all).allMatch(each -> each.state() == JobState.COMPLETED);
        assertThat(all).allMatch(each -> each.attempts() == 1);
        assertThat(all).filteredOn(each -> each.path().equals("/" + NAME)).hasSize(1);
    }

    /** Saves a route file with another comment, and waits until its routes run. */
    private void save(String name) throws Exception {
        save(name, "<!--", "<!-- Edited.");
    }

    private void save(String name, String part, String edited) throws Exception {
        Path file = aqwa.routes.resolve(name);
        Instant before = routes(name).loadedAt();
        Files.writeString(file, Files.readString(file).replaceFirst(part, edited));
        await(name + " is loaded")
                .atMost(LONG)
                .until(() -> routes(name).loadedAt().isAfter(before));
        assertThat(routes(name).state()).as(routes(name).error()).isEqualTo(RouteFile.State.LOADED);
    }

    private RouteFile routes(String name) {
        return aqwa.engine().routes().files().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private long sent() {
        return aqwa.engine().transfers().list(null, null, 10).stream()
                .mapToLong(Transfer::bytesDone)
                .sum();
    }

    private int requests(String operation) throws Exception {
        return requests("onedrive", operation);
    }

    private int requests(String cloud, String operation) throws Exception {
        JsonNode operations = aqwa.requests().path(cloud).path("operations");
        return operations.path(operation).asInt();
    }
}
