package com.aqwacloud.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.aqwacloud.web.browser.Chromium;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.WebDriverException;

/** Route files edited, added, broken and removed while files are on their way. */
class HotDeploymentTest {
    private static final Duration TAKES_EFFECT_WITHIN = Duration.ofSeconds(3);
    private static final int FILES = 12;
    private static final int FILE_BYTES = 200_000;
    private static final int BYTES_PER_SECOND = 600_000;

    private static final Map<String, String> shipped = new TreeMap<>();

    @TempDir static Path folder;
    private static Distribution aqwa;
    private static Chromium browser;
    private static RemoteConsole console;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        aqwa = Distribution.unpack(folder);
        aqwa.env("AQWA_POLL_INTERVAL", "1s");
        aqwa.startAndAwaitReady();
        for (String name : List.of("clouds.xml", "conflicts.xml", "progress.xml")) {
            shipped.put(name, Files.readString(file(name)));
        }
        console = new RemoteConsole(aqwa);
        browser = Chromium.start();
        browser.open("http://localhost:" + aqwa.httpPort() + "/");
    }

    @AfterAll
    static void close() throws IOException {
        if (browser != null) {
            browser.close();
        }
        if (console != null) {
            console.close();
        }
        aqwa.close();
    }

    @AfterEach
    void putBackWhatAFailedTestLeft() throws IOException {
        for (var file : shipped.entrySet()) {
            write(file.getKey(), file.getValue());
        }
    }

    @Test
    void anotherThrottleHoldsFromTheNextCallOn() throws Exception {
        whileFilesMove(
                "throttled",
                () -> {
                    String good = Files.readString(file("clouds.xml"));
                    var others = countsOutside("clouds.xml");
                    String loaded = loadedAt("clouds.xml");
                    write(
                            "clouds.xml",
                            good.replace("{{quota.google.window-ms}}", "1000")
                                    .replace("{{quota.google.requests}}", "1"));
                    within3Seconds(() -> assertThat(loadedAt("clouds.xml")).isNotEqualTo(loaded));
                    long before = googleRequests();
                    long start = System.nanoTime();
                    await("calls under the new throttle")
                            .atMost(Duration.ofSeconds(30))
                            .until(() -> googleRequests() >= before + 4);
                    assertThat(Duration.ofNanos(System.nanoTime() - start))
                            .as("4 calls at one a second")
                            .isGreaterThan(Duration.ofMillis(2500));
                    assertGoOn(others);
                    String throttled = loadedAt("clouds.xml");
                    write("clouds.xml", good);
                    within3Seconds(
                            () -> assertThat(loadedAt("clouds.xml")).isNotEqualTo(throttled));
                });
    }

    @Test
    void aLongUploadArrivesThoughItsRouteIsExchangedMeanwhile() throws Exception {
        aqwa.shape(3_000_000);
        try {
            aqwa.drop("long.bin", 15_000_000);
            await("the upload under way")
                    .atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(50))
                    .until(
                            () ->
                                    aqwa.api()
                                                    .get("/api/transfers?state=transferring")
                                                    .path(0)
                                                    .path("bytesDone")
                                                    .asLong()
                                            > 0);
            String loaded = loadedAt("clouds.xml");
            String good = Files.readString(file("clouds.xml"));
            write("clouds.xml", good + "<!-- edited -->\n");
            within3Seconds(() -> assertThat(loadedAt("clouds.xml")).isNotEqualTo(loaded));
            assertThat(Files.exists(aqwa.oneDrive().resolve("long.bin"))).isFalse();
            aqwa.shape(0);
            aqwa.awaitArrival("long.bin");
            await("the queue is empty")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> aqwa.api().jobs("transferring") + aqwa.api().jobs("pending") == 0);
            assertThat(aqwa.api().jobs("failed")).isZero();
            String edited = loadedAt("clouds.xml");
            write("clouds.xml", good);
            within3Seconds(() -> assertThat(loadedAt("clouds.xml")).isNotEqualTo(edited));
        } finally {
            aqwa.shape(0);
        }
    }

    @Test
    void anAddedFileRunsAndARemovedOneStops() throws Exception {
        whileFilesMove(
                "added",
                () -> {
                    var others = countsOutside("heartbeat.xml");
                    write(
                            "heartbeat.xml",
                            """
                            <camel xmlns="http://camel.apache.org/schema/xml-io">
                              <route id="heartbeat" description="Beats">
                                <from uri="timer:heartbeat?period=100"/>
                                <log loggingLevel="DEBUG" message="beat"/>
                              </route>
                            </camel>
                            """);
                    within3Seconds(
                            () -> assertThat(aqwa.api().exchanges("heartbeat")).isPositive());
                    assertGoOn(others);

                    Files.delete(file("heartbeat.xml"));
                    within3Seconds(
                            () -> {
                                assertThat(aqwa.api().exchanges("heartbeat")).isEqualTo(-1);
                                assertThat(aqwa.api().routeFile("heartbeat.xml").isMissingNode())
                                        .isTrue();
                            });
                    assertGoOn(others);
                    assertThat(aqwa.log()).contains("heartbeat.xml: removed");
                });
    }

    @Test
    void aFileOfThePipelineCanGoAndComeBack() throws Exception {
        whileFilesMove(
                "removed",
                () -> {
                    String good = Files.readString(file("conflicts.xml"));
                    var others = countsOutside("conflicts.xml");
                    Files.delete(file("conflicts.xml"));
                    within3Seconds(
                            () -> assertThat(aqwa.api().exchanges("conflict")).isEqualTo(-1));
                    assertGoOn(others);
                    write("conflicts.xml", good);
                    within3Seconds(
                            () -> assertThat(aqwa.api().exchanges("conflict")).isNotNegative());
                });
    }

    @ParameterizedTest
    @CsvSource({
        "xml, </camel>, </kamel>, well-formed, refused",
        "component, bean ref=\"steps\" method=\"announce\", to uri=\"carrier-pigeon:home\", carrier-pigeon, pending",
        "bean, ref=\"steps\", ref=\"nobody\", nobody, refused"
    })
    void aBrokenFileIsRefusedAloneAndSaysWhatAndWhere(
            String kind, String from, String to, String reason, String state) throws Exception {
        whileFilesMove(
                "broken-" + kind,
                () -> {
                    String good = shipped.get("progress.xml");
                    assertThat(good).contains(from);
                    int line = lineOf(good, from);
                    var counts = counts();
                    write("progress.xml", good.replace(from, to));

                    within3Seconds(
                            () -> {
                                JsonNode told = aqwa.api().routeFile("progress.xml");
                                assertThat(told.path("error").asText())
                                        .startsWith("progress.xml:" + line + ":")
                                        .contains(reason);
                                assertThat(told.path("line").asInt()).isEqualTo(line);
                                assertThat(told.path("state").asText()).isEqualTo(state);
                            });
                    String error = aqwa.api().routeFile("progress.xml").path("error").asText();
                    assertThat(aqwa.log()).contains(error);
                    assertThat(aqwa.api().problems()).contains(error);
                    assertThat(console.run("aqwa:routes --files --no-format").output())
                            .contains(state)
                            .contains(error);
                    onPage(
                            () ->
                                    assertThat(browser.text("[data-refused='progress.xml']"))
                                            .contains("progress.xml", "line " + line, reason));
                    assertGoOn(counts);
                    if (kind.equals("bean")) {
                        picture("refused-desktop");
                    }

                    write("progress.xml", good);
                    within3Seconds(
                            () -> {
                                JsonNode told = aqwa.api().routeFile("progress.xml");
                                assertThat(told.path("state").asText()).isEqualTo("loaded");
                                assertThat(told.path("error").isNull()).isTrue();
                            });
                    assertThat(aqwa.api().problems()).isEmpty();
                    onPage(
                            () ->
                                    assertThat(browser.findAll("[data-refused='progress.xml']"))
                                            .isEmpty());
                });
    }

    /** What is done while files are on their way. */
    private interface Meanwhile {
        void run() throws Exception;
    }

    private static void whileFilesMove(String name, Meanwhile meanwhile) throws Exception {
        aqwa.shape(BYTES_PER_SECOND);
        try {
            for (int i = 0; i < FILES; i++) {
                aqwa.drop(name + "/" + i + ".bin", FILE_BYTES);
            }
            await("transfers under way")
                    .atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> aqwa.api().jobs("transferring") > 0);
            meanwhile.run();
        } finally {
            aqwa.shape(0);
        }
        for (int i = 0; i < FILES; i++) {
            aqwa.awaitArrival(name + "/" + i + ".bin");
        }
        await("the queue is empty")
                .atMost(Duration.ofSeconds(60))
                .until(() -> aqwa.api().jobs("transferring") + aqwa.api().jobs("pending") == 0);
        assertThat(aqwa.api().jobs("failed")).isZero();
    }

    private static Path file(String name) {
        return aqwa.base().resolve("routes").resolve(name);
    }

    private static void write(String name, String content) throws IOException {
        Files.writeString(file(name), content);
    }

    private static int lineOf(String text, String part) {
        return (int) text.substring(0, text.indexOf(part)).chars().filter(c -> c == '\n').count()
                + 1;
    }

    private static String loadedAt(String file) throws IOException, InterruptedException {
        return aqwa.api().routeFile(file).path("loadedAt").asText();
    }

    private static long googleRequests() throws IOException, InterruptedException {
        return aqwa.sandbox().requests().google().requests();
    }

    private static Map<String, Long> counts() throws IOException, InterruptedException {
        return countsOutside("");
    }

    private static Map<String, Long> countsOutside(String file)
            throws IOException, InterruptedException {
        var counts = new TreeMap<String, Long>();
        for (JsonNode route : aqwa.api().get("/api/routes").path("routes")) {
            if (!route.path("file").asText().equals(file)) {
                counts.put(route.path("id").asText(), route.path("exchangesTotal").asLong());
            }
        }
        return counts;
    }

    /** None of the routes began anew, and those that always have something to do go on. */
    private static void assertGoOn(Map<String, Long> before) {
        await("the other routes' counters")
                .atMost(Duration.ofSeconds(15))
                .untilAsserted(
                        () -> {
                            var now = counts();
                            before.forEach(
                                    (route, count) ->
                                            assertThat(now.get(route))
                                                    .as(route)
                                                    .isNotNull()
                                                    .isGreaterThanOrEqualTo(count));
                            for (String busy : List.of("statistics", "tick", "poll")) {
                                assertThat(now.get(busy)).as(busy).isGreaterThan(before.get(busy));
                            }
                        });
    }

    private static void within3Seconds(ThrowingRunnable assertion) {
        await().atMost(TAKES_EFFECT_WITHIN)
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(assertion);
    }

    private static void onPage(ThrowingRunnable assertion) {
        await().atMost(Duration.ofSeconds(15))
                .ignoreExceptionsInstanceOf(WebDriverException.class)
                .untilAsserted(assertion);
    }

    private static void picture(String name) {
        browser.screenshotOfPage(Path.of("target", "screenshots", name + ".png"));
    }
}
