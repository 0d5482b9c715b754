package com.aqwacloud.sync.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import com.aqwacloud.sync.api.JobState;
import com.aqwacloud.sync.api.Session;
import com.aqwacloud.sync.api.SessionState;
import com.aqwacloud.sync.api.Transfer;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Things that go wrong at one engine, one after the other: each with a file of its own, and the
 * faults of the one before taken away.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class FaultCase {
    /** Goes in one request. */
    static final int SMALL = 3_000;

    /** Goes through an upload session, in one fragment. */
    static final int LARGE = 5 << 20;

    /** Goes through an upload session, in two fragments. */
    static final int TWO_FRAGMENTS = 12 << 20;

    /** A date that no cloud means to come. */
    static final String PAST = "Thu, 1 Jan 2015 00:00:00 GMT";

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration TRIES = Duration.ofMillis(100);

    EngineFixture aqwa;
    Session session;
    private int files;

    @BeforeAll
    void startEngine(@TempDir Path folder) throws Exception {
        aqwa = new EngineFixture(folder);
        session =
                aqwa.session(
                        "monitor.enabled=false",
                        "monitor.interval=1m",
                        "retry.delay=" + TRIES.toMillis() + "ms",
                        "retry.max=2");
        aqwa.poll(session.id());
    }

    @AfterAll
    void stopEngine() throws Exception {
        aqwa.noFaults();
        aqwa.close();
    }

    /** What becomes of the transfer of a file. */
    enum Outcome {
        COMPLETED,
        /** Given up, with a sentence. */
        FAILED,
        /** Still queued, to be tried again much later. */
        LATER,
        /** Its session asks for a person first. */
        PAUSED
    }

    /**
     * Something that goes wrong while a new file is transferred, and what is expected then.
     *
     * @param what goes wrong
     * @param rules the sandbox's
     * @param bytes of the file
     * @param words in what people are told; empty where they are told nothing
     * @param attempts of the transfer
     * @param requests how often operations are asked for, by "cloud/operation"
     * @param silence for which the cloud that refused is asked for nothing at all
     */
    record Row(
            String what,
            List<String> rules,
            int bytes,
            Outcome outcome,
            String words,
            int attempts,
            Map<String, Integer> requests,
            Duration silence) {
        static Row of(String what, int bytes, String... rules) {
            return new Row(
                    what,
                    Arrays.stream(rules).map(rule -> rule.replace('\'', '"')).toList(),
                    bytes,
                    null,
                    "",
                    1,
                    Map.of(),
                    Duration.ZERO);
        }

        private Row becomes(Outcome which, String told, int tries) {
            return new Row(what, rules, bytes, which, told, tries, requests, silence);
        }

        Row completesAtTry(int tries) {
            return becomes(Outcome.COMPLETED, "", tries);
        }

        Row fails(String told) {
            return failsAtTry(1, told);
        }

        Row failsAtTry(int tries, String told) {
            return becomes(Outcome.FAILED, told, tries);
        }

        Row waits(String told) {
            return becomes(Outcome.LATER, told, 1);
        }

        /** What asks for a person is no attempt that counts. */
        Row pausesTheSession(String told) {
            return pausesTheSessionAfterTries(0, told);
        }

        Row pausesTheSessionAfterTries(int tries, String told) {
            return becomes(Outcome.PAUSED, told, tries);
        }

        Row asking(String operation, int times) {
            var all = new LinkedHashMap<>(requests);
            all.put(operation, times);
            return new Row(what, rules, bytes, outcome, words, attempts, all, silence);
        }

        Row afterSilenceOf(int seconds) {
            return new Row(
                    what,
                    rules,
                    bytes,
                    outcome,
                    words,
                    attempts,
                    requests,
                    Duration.ofSeconds(seconds));
        }

        @Override
        public String toString() {
            return what
                    + ": "
                    + switch (outcome) {
                        case COMPLETED -> "completed at try " + attempts;
                        case FAILED -> "failed, \"" + words + "\"";
                        case LATER -> "later, \"" + words + "\"";
                        case PAUSED -> "session paused, \"" + words + "\"";
                    }
                    + (silence.isZero() ? "" : " after silence of " + silence.toSeconds() + " s");
        }
    }

    /** Lets it go wrong, and looks at what the engine did. */
    void happens(Row row) throws Exception {
        String name = "file-" + ++files + ".bin";
        byte[] content = new byte[row.bytes()];
        new SplittableRandom(files).nextBytes(content);
        goOn();
        aqwa.create(name, content);
        happens(row, name, () -> assertArrived(name, content));
    }

    /** The same to what is new and to become a file of that name. */
    void happens(Row row, String name, ThrowingCallable assertArrived) throws Exception {
        for (String rule : row.rules()) {
            aqwa.fault(rule);
        }
        aqwa.forgetRequests();
        aqwa.poll(session.id());
        if (!row.silence().isZero()) {
            until("a refusal that the engine knows of", this::isRefusedForAWhile);
            // It is asked for in vain until the silence is over.
            aqwa.poll(session.id());
        }

        switch (row.outcome()) {
            case COMPLETED -> awaitState(name, JobState.COMPLETED);
            case FAILED -> {
                awaitState(name, JobState.FAILED);
                assertThat(aqwa.oneDrive.resolve(name)).doesNotExist();
            }
            case LATER -> {
                until("put back", () -> transfer(name).error() != null);
                until("for later", () -> transfer(name).state() == JobState.PENDING);
                long id = transfer(name).id();
                assertThat(aqwa.nextStart(id)).isAfter(Instant.now().plusSeconds(20));
            }
            case PAUSED -> assertPaused(row.words());
        }
        Transfer transfer = transfer(name);
        if (row.outcome() != Outcome.COMPLETED) {
            assertThat(transfer.error()).contains(row.words()).endsWith(".");
        }
        assertRequests(row);
        if (!row.silence().isZero()) {
            assertThat(silence()).isGreaterThanOrEqualTo(row.silence());
        }
        if (row.outcome() == Outcome.LATER) {
            aqwa.engine().transfers().cancel(transfer.id(), "test");
            return;
        }
        assertThat(transfer.attempts()).as("attempts").isEqualTo(row.attempts());
        if (row.outcome() == Outcome.PAUSED) {
            assertThat(transfer.state()).isEqualTo(JobState.PENDING);
            assertThat(aqwa.oneDrive.resolve(name)).doesNotExist();
            goOn();
            awaitState(name, JobState.COMPLETED);
            // A job that had been given up would have got a successor.
            assertThat(transfer(name).id()).isEqualTo(transfer.id());
        } else {
            assertThat(session().state()).isEqualTo(SessionState.RUNNING);
        }
        if (row.outcome() != Outcome.FAILED) {
            assertThatCode(assertArrived).doesNotThrowAnyException();
        }
        assertThat(aqwa.engine().conflicts().list(true)).isEmpty();
    }

    /**
     * That the session asks for a person, all its transfers wait for that, and it leaves the clouds
     * alone: neither its polls nor what wakes its transfers have anything asked for.
     */
    void assertPaused(String... words) throws Exception {
        until("paused", () -> session().state() == SessionState.PAUSED);
        assertThat(session().message()).contains(words).endsWith(".");
        List<Transfer> waiting = aqwa.engine().transfers().list(JobState.PENDING, null, 1000);
        for (Transfer each : waiting) {
            until("due", () -> aqwa.nextStart(each.id()).isBefore(Instant.now()));
        }
        JsonNode asked = aqwa.requests();

        aqwa.poll(session.id());
        aqwa.dispatch();

        assertThat(count(JobState.TRANSFERRING)).isZero();
        assertThat(aqwa.engine().transfers().list(JobState.PENDING, null, 1000)).isEqualTo(waiting);
        assertThat(aqwa.requests()).as("what was asked for since").isEqualTo(asked);
    }

    /** Nothing goes wrong any more. */
    void goOn() throws Exception {
        aqwa.noFaults();
        if (session().state() == SessionState.PAUSED) {
            aqwa.engine().sessions().start(session.id());
            // What had failed before is tried again then.
            aqwa.poll(session.id());
            until("quiet", () -> open() == 0);
        }
    }

    int open() {
        return count(JobState.PENDING) + count(JobState.TRANSFERRING);
    }

    int count(JobState state) {
        return aqwa.engine().transfers().list(state, null, 1000).size();
    }

    private void assertRequests(Row row) throws Exception {
        JsonNode told = aqwa.requests();
        var counted = new LinkedHashMap<String, Integer>();
        for (String operation : row.requests().keySet()) {
            String[] parts = operation.split("/");
            counted.put(operation, told.path(parts[0]).path("operations").path(parts[1]).asInt());
        }
        assertThat(counted).isEqualTo(row.requests());
    }

    /** That the destination has the file, whole and once. */
    void assertArrived(String name, byte[] content) throws Exception {
        assertThat(Files.readAllBytes(aqwa.oneDrive.resolve(name))).isEqualTo(content);
        String stem = name.substring(0, name.indexOf('.'));
        try (Stream<Path> all = Files.list(aqwa.oneDrive)) {
            assertThat(all.map(file -> file.getFileName().toString()))
                    .filteredOn(file -> file.startsWith(stem + ".") || file.startsWith(stem + " "))
                    .containsExactly(name);
        }
    }

    void awaitState(String name, JobState state) {
        until(name + " " + state, () -> transfer(name).state() == state);
    }

    static void until(String what, Callable<Boolean> condition) {
        await(what).atMost(LONG).pollInterval(Duration.ofMillis(20)).until(condition);
    }

    Session session() {
        return aqwa.engine().sessions().find(session.id()).orElseThrow();
    }

    /** The newest transfer of a file in the root. */
    Transfer transfer(String name) {
        return aqwa.engine().transfers().list(null, null, 1000).stream()
                .filter(each -> each.path().equals("/" + name))
                .max((a, b) -> Long.compare(a.id(), b.id()))
                .orElseThrow();
    }

    /** How long the cloud that first refused was left alone after it. */
    private Duration silence() throws Exception {
        JsonNode last = aqwa.lastRequests();
        int at = refused();
        JsonNode refusal = last.get(at);
        for (int i = at + 1; i < last.size(); i++) {
            if (last.get(i).get("cloud").equals(refusal.get("cloud"))) {
                return Duration.between(time(refusal), time(last.get(i)));
            }
        }
        throw new AssertionError("Nothing was asked for after the refusal");
    }

    private boolean isRefusedForAWhile() throws Exception {
        int at = refused();
        return at >= 0 && Instant.now().isAfter(time(aqwa.lastRequests().get(at)).plusMillis(200));
    }

    private int refused() throws Exception {
        JsonNode last = aqwa.lastRequests();
        for (int i = 0; i < last.size(); i++) {
            if (last.get(i).get("status").asInt() >= 400) {
                return i;
            }
        }
        return -1;
    }

    private static Instant time(JsonNode request) {
        return Instant.parse(request.get("time").asText());
    }
}
