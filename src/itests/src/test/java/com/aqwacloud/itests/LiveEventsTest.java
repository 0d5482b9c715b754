package com.aqwacloud.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiveEventsTest {
    private static final int MEBIBYTE = 1024 * 1024;
    private static final Duration STARTS_WITHIN = Duration.ofSeconds(60);

    @TempDir static Path folder;
    private static Distribution aqwa;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        aqwa = Distribution.unpack(folder);
        aqwa.env("AQWA_POLL_INTERVAL", "1s");
        long start = System.nanoTime();
        aqwa.startAndAwaitReady();
        var took = Duration.ofNanos(System.nanoTime() - start);
        System.out.println("First start to ready: " + took.toMillis() + " ms");
        assertThat(took).isLessThan(STARTS_WITHIN);
    }

    @AfterAll
    static void close() throws IOException {
        aqwa.close();
    }

    @Test
    void aLargeTransferIsSeenByThoseWhoComeLateOrComeAgainAndLeavesTheProcessSmall()
            throws Exception {
        aqwa.shape(100L * MEBIBYTE);
        try {
            aqwa.drop("film.mov", 300 * MEBIBYTE);
            await("progress")
                    .atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> bytesDone() > 0);
            try (var late = Watcher.connect(aqwa, "/events")) {
                List<JsonNode> seenByTwo = new ArrayList<>();
                JsonNode welcome;
                try (var first = Watcher.connect(aqwa, "/events")) {
                    awaitProgress(first, 3);
                    welcome = first.messages("welcome").get(0);
                    seenByTwo.addAll(first.events());
                }
                long last = seenByTwo.get(seenByTwo.size() - 1).path("seq").asLong();
                int seen = late.messages("progress").size();
                awaitProgress(late, seen + 3);
                try (var again =
                        Watcher.connect(
                                aqwa,
                                "/events?since="
                                        + last
                                        + "&epoch="
                                        + welcome.path("epoch").asText())) {
                    await("the end of the transfer")
                            .atMost(Duration.ofSeconds(90))
                            .until(() -> ended(late) && ended(again));
                    JsonNode secondWelcome = again.messages().get(0);
                    assertThat(secondWelcome.path("type").asText()).isEqualTo("welcome");
                    assertThat(secondWelcome.path("missed").asBoolean()).isFalse();
                    seenByTwo.addAll(again.events());
                }
                assertStrictlyRising(late.numbers());
                var numbers = seenByTwo.stream().map(each -> each.path("seq").asLong()).toList();
                assertStrictlyRising(numbers);
                long from = Math.max(numbers.get(0), late.numbers().get(0));
                long to =
                        Math.min(
                                numbers.get(numbers.size() - 1),
                                late.numbers().get(late.numbers().size() - 1));
                assertThat(between(numbers, from, to))
                        .as("who came again knows all that happened meanwhile")
                        .isEqualTo(between(late.numbers(), from, to))
                        .isEqualTo(
                                java.util.stream.LongStream.rangeClosed(from, to).boxed().toList());
                assertProgress(late.messages("progress"));
            }
        } finally {
            aqwa.shape(0);
        }
        aqwa.awaitArrival("film.mov");
        await("the process is small again")
                .atMost(Duration.ofSeconds(30))
                .until(() -> aqwa.residentBytes() < 400L * MEBIBYTE);
        System.out.println("Resident after 300 MiB: " + aqwa.residentBytes() / MEBIBYTE + " MiB");
    }

    private static void assertProgress(List<JsonNode> progress) {
        assertThat(progress).hasSizeGreaterThan(5);
        long before = 0;
        for (JsonNode each : progress) {
            JsonNode transfer = each.path("transfer");
            assertThat(transfer.path("path").asText()).isEqualTo("/film.mov");
            assertThat(transfer.path("bytesDone").asLong()).isGreaterThanOrEqualTo(before);
            assertThat(transfer.path("size").asLong()).isEqualTo(300L * MEBIBYTE);
            before = transfer.path("bytesDone").asLong();
        }
        for (int i = 4; i < progress.size(); i++) {
            Instant fourBefore = Instant.parse(progress.get(i - 4).path("time").asText());
            Instant at = Instant.parse(progress.get(i).path("time").asText());
            // Five within a second would be one too many; an event is stamped a moment after it
            // was decided on.
            assertThat(Duration.between(fourBefore, at)).isGreaterThan(Duration.ofMillis(900));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "garbage",
                "",
                "[]",
                "{",
                "{\"type\":\"delete\",\"session\":\"s1\"}",
                "{\"type\":\"ping\",\"evil\":1}",
                "{\"type\":\"subscribe\",\"session\":\"s99\"}"
            })
    void garbageGetsAnErrorAndNothingElseHappens(String garbage) throws Exception {
        JsonNode before = aqwa.api().get("/api/sessions").path(0).path("state");
        try (var watcher = Watcher.connect(aqwa, "/events")) {
            watcher.send(garbage);
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> watcher.messages("error").size() == 1);
            assertThat(watcher.messages("error").get(0).path("message").asText()).endsWith(".");
            watcher.send("{\"type\":\"ping\"}");
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> watcher.messages("pong").size() == 1);
            assertThat(watcher.isOpen()).isTrue();
        }
        assertThat(aqwa.api().get("/api/sessions").path(0).path("state")).isEqualTo(before);
        assertThat(aqwa.api().get("/api/sessions")).hasSize(1);
    }

    @Test
    void anUpgradeOnTheRootIsToldTheSame() throws Exception {
        try (var root = Watcher.connect(aqwa, "/");
                var events = Watcher.connect(aqwa, "/events")) {
            aqwa.drop("root.txt", 10);
            for (Watcher each : List.of(root, events)) {
                await().atMost(Duration.ofSeconds(30)).until(() -> completed(each, "/root.txt"));
                assertThat(each.messages().get(0).path("type").asText()).isEqualTo("welcome");
            }
            long from = Math.max(root.numbers().get(0), events.numbers().get(0));
            long to = newestCompleted(root);
            assertThat(between(root.numbers(), from, to))
                    .isEqualTo(between(events.numbers(), from, to));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/events", "/"})
    void anUpgradeFromAnotherSitesPageIsRefused(String path) {
        var upgrade =
                HttpClient.newHttpClient()
                        .newWebSocketBuilder()
                        .header("Origin", "http://elsewhere.example")
                        .buildAsync(
                                URI.create("ws://localhost:" + aqwa.httpPort() + path),
                                new WebSocket.Listener() {});

        assertThatThrownBy(upgrade::join)
                .hasCauseInstanceOf(WebSocketHandshakeException.class)
                .satisfies(
                        e ->
                                assertThat(
                                                ((WebSocketHandshakeException) e.getCause())
                                                        .getResponse()
                                                        .statusCode())
                                        .isEqualTo(403));
    }

    private static long bytesDone() throws IOException, InterruptedException {
        return aqwa.api()
                .get("/api/transfers?state=transferring")
                .path(0)
                .path("bytesDone")
                .asLong();
    }

    private static void awaitProgress(Watcher watcher, int count) {
        await("progress at a watcher")
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> watcher.messages("progress").size() >= count);
    }

    private static boolean ended(Watcher watcher) {
        return completed(watcher, "/film.mov");
    }

    private static boolean completed(Watcher watcher, String path) {
        return watcher.messages("transfer").stream()
                .anyMatch(
                        each ->
                                each.path("state").asText().equals("completed")
                                        && each.path("transfer")
                                                .path("path")
                                                .asText()
                                                .equals(path));
    }

    private static long newestCompleted(Watcher watcher) {
        return watcher.messages("transfer").stream()
                .filter(each -> each.path("state").asText().equals("completed"))
                .mapToLong(each -> each.path("seq").asLong())
                .max()
                .orElseThrow();
    }

    private static List<Long> between(List<Long> numbers, long from, long to) {
        return numbers.stream().filter(each -> each >= from && each <= to).toList();
    }

    private static void assertStrictlyRising(List<Long> numbers) {
        assertThat(numbers).isNotEmpty().isSorted().doesNotHaveDuplicates();
    }
}
