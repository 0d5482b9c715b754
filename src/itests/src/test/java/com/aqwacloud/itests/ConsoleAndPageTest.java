package com.aqwacloud.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.aqwacloud.web.browser.Chromium;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.WebDriverException;

/** The console over SSH and the page in a browser, on sessions that leave conflicts to a person. */
class ConsoleAndPageTest {
    private static final int MEBIBYTE = 1024 * 1024;

    @TempDir static Path folder;
    private static Distribution aqwa;
    private static RemoteConsole console;
    private static Chromium browser;
    private static String session;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        aqwa = Distribution.unpack(folder);
        aqwa.env("AQWA_POLL_INTERVAL", "1s");
        aqwa.startAndAwaitReady();
        console = new RemoteConsole(aqwa);
        assertThat(aqwa.api().delete("/api/sessions/s1").status()).isEqualTo(204);
        session =
                ok("aqwa:session-create \"By hand\" --start -o conflicts.strategy=manual").strip();
        browser = Chromium.start();
        open();
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

    @Test
    void aSessionLivesItsWholeLifeInTheConsole() throws Exception {
        String id = ok("aqwa:session-create Photos -o retry.max=5").strip();
        assertThat(ok("aqwa:session-list --no-format")).contains(id, "Photos", "stopped");
        ok("aqwa:session-start " + id);
        assertThat(aqwa.api().get("/api/sessions/" + id).path("state").asText())
                .isEqualTo("running");
        ok("aqwa:session-stop " + id);
        assertThat(aqwa.api().get("/api/sessions/" + id).path("state").asText())
                .isEqualTo("stopped");
        assertThat(aqwa.api().get("/api/sessions/" + id).path("options").path("retry.max").asText())
                .isEqualTo("5");
        ok("aqwa:session-delete --force " + id);
        assertThat(ok("aqwa:session-list --no-format")).doesNotContain("Photos");
    }

    @Test
    void theConsoleShowsWhatGoesOn() throws Exception {
        aqwa.drop("console.txt", 10);
        aqwa.awaitArrival("console.txt");
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () ->
                                assertThat(ok("aqwa:transfers --no-format"))
                                        .contains("/console.txt", "completed"));
        assertThat(ok("aqwa:status")).contains("1 running", "By hand");
        assertThat(ok("aqwa:accounts --no-format")).contains("google", "onedrive", "ready");
        assertThat(ok("aqwa:routes --no-format")).contains("carry-out", "transfer.xml", "Started");
        ok("aqwa:conflicts");
    }

    @Test
    void aSessionIsReportedAndVerified() throws Exception {
        aqwa.drop("report.txt", 10);
        aqwa.awaitArrival("report.txt");
        assertThat(ok("aqwa:session-report " + session)).contains("By hand", "transferred");
        ok("aqwa:session-verify " + session);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () ->
                                assertThat(ok("aqwa:session-verify " + session + " --result"))
                                        .contains("done")
                                        .containsPattern("equal +[1-9]"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status",
                "session-list",
                "session-create",
                "session-configure",
                "session-start",
                "session-stop",
                "session-delete",
                "session-plan",
                "session-report",
                "session-verify",
                "transfers",
                "transfer-cancel",
                "transfer-retry",
                "conflicts",
                "conflict-resolve",
                "conflict-undo",
                "routes",
                "accounts"
            })
    void everyCommandHasHelp(String command) throws IOException {
        assertThat(ok("aqwa:" + command + " --help"))
                .contains("DESCRIPTION", "aqwa:" + command, "SYNTAX");
    }

    @ParameterizedTest
    @CsvSource({
        "aqwa:session-configure s99 shortcuts=link, s99",
        "aqwa:session-start s99, s99",
        "aqwa:session-stop s99, s99",
        "aqwa:session-delete --force s99, s99",
        "aqwa:session-plan s99, s99",
        "aqwa:session-report s99, s99",
        "aqwa:session-verify s99, s99",
        "aqwa:session-create x -o monitor.interval=0, monitor.interval",
        "aqwa:session-create x -o conflicts.strategy=fair, conflicts.strategy",
        "aqwa:session-create x -o transfers.max-concurrent=0, transfers.max-concurrent",
        "aqwa:session-create x -o destination.folder=/not/there, destination.folder",
        "aqwa:session-create x --source nobody, source",
        "aqwa:transfer-cancel 99999, 99999",
        "aqwa:transfer-retry 99999, 99999",
        "aqwa:conflict-resolve 99 newer, 99",
        "aqwa:conflict-resolve 1 fair, resolution",
        "aqwa:transfers --state running, state"
    })
    void aMistakeGetsOneLineAndAnErrorCode(String command, String named) throws Exception {
        JsonNode before = aqwa.api().get("/api/sessions");
        String logged = aqwa.log();

        var result = console.run(command);

        assertThat(result.exitCode()).as(result.output()).isNotZero();
        assertThat(result.output().strip().lines()).as(result.output()).hasSize(1);
        assertThat(result.output()).contains(named);
        assertThat(aqwa.api().get("/api/sessions")).hasSameSizeAs(before);
        assertThat(aqwa.log().substring(logged.length())).doesNotContain("Exception");
    }

    @Test
    void aConflictIsDecidedInTheConsole() throws Exception {
        long id = conflict("console-conflict.txt");
        assertThat(ok("aqwa:conflicts --no-format"))
                .contains("/console-conflict.txt", "simultaneous-edit");

        assertThat(ok("aqwa:conflict-resolve " + id + " source")).contains("is decided: source");

        await("Drive's version")
                .atMost(Duration.ofSeconds(60))
                .until(() -> content("console-conflict.txt").equals("edited in Drive"));
        assertThat(Files.readString(aqwa.googleDrive().resolve("console-conflict.txt")))
                .isEqualTo("edited in Drive");
        assertThat(ok("aqwa:conflicts --all --no-format"))
                .contains("/console-conflict.txt", "aqwa");
    }

    @Test
    void aConflictIsDecidedByAButtonOfThePage() throws Exception {
        long id = conflict("page-conflict.txt");
        String card = "[data-conflict='" + id + "']";
        onPage(() -> assertThat(browser.text(card)).contains("page-conflict.txt"));

        browser.click(card + " [data-resolution='source']");

        await("Drive's version")
                .atMost(Duration.ofSeconds(60))
                .until(() -> content("page-conflict.txt").equals("edited in Drive"));
        onPage(() -> assertThat(browser.findAll(card)).isEmpty());
    }

    @Test
    void thePageShowsALiveTransferAndItsButtonStopsTheSession() throws Exception {
        String card = "[data-session=" + session + "]";
        onPage(() -> assertThat(browser.text(card + " .badge")).isEqualTo("Running"));
        conflict("waiting.txt");
        aqwa.shape(8 * MEBIBYTE);
        try {
            for (int i = 0; i < 8; i++) {
                aqwa.drop("Holiday/clip-" + i + ".mov", 12 * MEBIBYTE);
            }
            onPage(() -> assertThat(percent()).isBetween(5L, 99L));
            long seen = percent();
            onPage(() -> assertThat(percent()).isNotEqualTo(seen));
            onPage(() -> assertThat(browser.text(".transfer-side")).contains("/s"));
            pictures("busy");

            browser.click(card + " .stop");

            onPage(() -> assertThat(browser.text(card + " .badge")).isEqualTo("Stopped"));
            assertThat(aqwa.api().get("/api/sessions/" + session).path("state").asText())
                    .isEqualTo("stopped");
            await("nothing under way")
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> aqwa.api().jobs("transferring") == 0);
            pictures("stopped");
        } finally {
            aqwa.shape(0);
            aqwa.api().post("/api/sessions/" + session + "/start", "");
        }
        for (int i = 0; i < 8; i++) {
            aqwa.awaitArrival("Holiday/clip-" + i + ".mov");
        }
    }

    @Test
    void theReportOnThePageTellsWhyAFormIsLeftOut() throws Exception {
        Files.writeString(aqwa.googleDrive().resolve("Survey.gform"), "How was it?");
        await("the form is left out")
                .atMost(Duration.ofSeconds(30))
                .until(() -> totals().path("skipped").path("count").asLong() > 0);
        String form = "#report-skipped li:has([title='/Survey'])";
        try {
            browser.click("[data-session=" + session + "] .report");
            onPage(() -> assertThat(browser.text("[data-kind=skipped] button")).isNotNull());

            browser.click("[data-kind=skipped] button");

            onPage(
                    () ->
                            assertThat(browser.text(form + " .why"))
                                    .contains("no file content", "vnd.google-apps.form"));
            assertThat(browser.find(form).isDisplayed()).isTrue();
        } finally {
            browser.click("#report-dialog .dialog-foot .quiet");
        }
    }

    private static JsonNode totals() throws IOException, InterruptedException {
        return aqwa.api().get("/api/sessions/" + session + "/report?limit=1").path("totals");
    }

    @Test
    void thePageSaysThatItIsOfflineAndComesBackByItself() throws Exception {
        onPage(() -> assertThat(browser.text("#link")).isEqualTo("Live"));

        aqwa.kill();
        onPage(() -> assertThat(browser.text("#link")).isEqualTo("Offline"));
        assertThat(browser.find("#offline").isDisplayed()).isTrue();
        browser.screenshot(Path.of("target", "screenshots", "offline-desktop.png"));
        aqwa.startAndAwaitReady();

        await("the page is live again")
                .atMost(Duration.ofSeconds(90))
                .ignoreExceptionsInstanceOf(WebDriverException.class)
                .until(() -> "Live".equals(browser.text("#link")));
        assertThat(browser.find("#offline").isDisplayed()).isFalse();
        aqwa.drop("after-recovery.txt", 10);
        onPage(() -> assertThat(browser.text("#changes")).contains("after-recovery.txt"));
    }

    /** A file that was edited on both sides, waiting for a decision; the conflict's id. */
    private static long conflict(String name) throws Exception {
        aqwa.drop(name, 10);
        aqwa.awaitArrival(name);
        await("the baseline of " + name)
                .atMost(Duration.ofSeconds(30))
                .until(() -> aqwa.api().jobs("transferring") + aqwa.api().jobs("pending") == 0);
        ok("aqwa:session-stop " + session);
        Files.writeString(aqwa.googleDrive().resolve(name), "edited in Drive");
        Files.writeString(aqwa.oneDrive().resolve(name), "edited in OneDrive too");
        ok("aqwa:session-start " + session);
        await("the conflict of " + name).atMost(Duration.ofSeconds(60)).until(() -> idOf(name) > 0);
        assertThat(content(name)).isEqualTo("edited in OneDrive too");
        return idOf(name);
    }

    private static long idOf(String name) throws IOException, InterruptedException {
        for (JsonNode conflict : aqwa.api().get("/api/conflicts")) {
            if (conflict.path("path").asText().equals("/" + name)) {
                return conflict.path("id").asLong();
            }
        }
        return -1;
    }

    private static String content(String name) throws IOException {
        return Files.readString(aqwa.oneDrive().resolve(name));
    }

    private static long percent() {
        String text = browser.text("[data-transfer] .percent");
        return text == null ? -1 : Long.parseLong(text.replaceAll("\\D", ""));
    }

    private static String ok(String command) throws IOException {
        var result = console.run(command);
        assertThat(result.exitCode()).as(command + ": " + result.output()).isZero();
        return result.output();
    }

    @ParameterizedTest
    @CsvSource({
        "/o/oauth2/v2/auth, https%3A%2F%2Fwww.googleapis.com%2Fauth%2Fdrive.readonly",
        "/common/oauth2/v2.0/authorize, Files.ReadWrite.All%20offline_access"
    })
    void aPersonLetsAnApplicationUseTheSandboxInTheBrowser(String address, String scope) {
        try {
            browser.open(
                    "http://localhost:"
                            + aqwa.sandboxPort()
                            + address
                            + "?client_id=app&response_type=code&scope="
                            + scope
                            + "&prompt=consent&redirect_uri=http%3A%2F%2Flocalhost%3A"
                            + aqwa.httpPort());
            browser.click("button[value='allow']");
            onPage(
                    () ->
                            assertThat(browser.driver().getCurrentUrl())
                                    .startsWith("http://localhost:" + aqwa.httpPort())
                                    .contains("code="));
        } finally {
            open();
        }
    }

    private static void open() {
        browser.size(1280, 900);
        browser.open("http://localhost:" + aqwa.httpPort() + "/");
        onPage(() -> assertThat(browser.text("#link")).isEqualTo("Live"));
    }

    private static void pictures(String name) {
        browser.screenshotOfPage(Path.of("target", "screenshots", name + "-desktop.png"));
        browser.size(390, 844);
        browser.screenshotOfPage(Path.of("target", "screenshots", name + "-phone.png"));
        browser.size(1280, 900);
    }

    private static void onPage(ThrowingRunnable assertion) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptionsInstanceOf(WebDriverException.class)
                .untilAsserted(assertion);
    }
}
