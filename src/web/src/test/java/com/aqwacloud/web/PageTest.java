package com.aqwacloud.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.aqwacloud.web.browser.Chromium;
import java.time.Duration;
import java.util.List;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.support.ui.Select;

class PageTest {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static Chromium browser;

    private final FakeServer server = new FakeServer();

    @BeforeAll
    static void startBrowser() {
        browser = Chromium.start();
    }

    @AfterAll
    static void closeBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void startServer() {
        browser.size(1280, 900);
        server.accounts.add(Sample.account("google", "google", "ready", null));
        server.accounts.add(Sample.account("onedrive", "onedrive", "ready", null));
        server.start();
    }

    @AfterEach
    void stopServer() {
        browser.driver().get("about:blank");
        server.close();
    }

    @Test
    void anEmptyInstallationSaysWhatToDo() {
        open();
        assertThat(browser.text("#sessions .empty-title")).isEqualTo("No session yet");
        assertThat(browser.text("#transfers")).contains("Drop files into");
        assertThat(browser.text("#changes .empty-title")).isEqualTo("No changes so far");
        assertThat(browser.find("#conflicts").isDisplayed()).isFalse();
        assertNothingLogged();
    }

    @Test
    void aSessionIsShownWithItsStateAndWay() {
        server.sessions.put("s1", Sample.session("s1", "Everything", "running"));
        open();
        assertThat(browser.text("[data-session=s1] h3")).isEqualTo("Everything");
        assertThat(browser.text("[data-session=s1] .badge")).isEqualTo("Running");
        assertThat(browser.text("[data-session=s1] .session-facts")).contains("every 30s");
    }

    @Test
    void aTransferGoesOnLiveWithRateAndTimeLeft() {
        open();
        String path = "/Videos/summer.mp4";
        server.transferEvent("started", Sample.progress(7, path, 300 * Sample.MIB, 0, 0));
        server.progressEvent(
                Sample.progress(7, path, 300 * Sample.MIB, 100 * Sample.MIB, 10 * Sample.MIB));
        eventually(
                () -> assertThat(browser.text("[data-transfer='7'] .percent")).isEqualTo("33 %"));
        assertThat(browser.text("[data-transfer='7'] .transfer-state")).isEqualTo("20 s left");
        assertThat(browser.text("[data-transfer='7'] .transfer-side")).isEqualTo("10.0 MiB/s");
        assertThat(browser.text("[data-transfer='7'] .amount")).isEqualTo("100 MiB of 300 MiB");
        assertThat(browser.find("[data-transfer='7'] progress").getDomProperty("position"))
                .startsWith("0.33");

        var done = Sample.transfer(7, path, "completed", 300 * Sample.MIB);
        server.transferEvent("completed", done);
        eventually(
                () ->
                        assertThat(browser.text("[data-transfer='7'] .transfer-state"))
                                .isEqualTo("Done"));
        assertNothingLogged();
    }

    @Test
    void statsReachHeaderAndCounts() {
        open();
        server.stats = Sample.stats(412, 3, 88, 2, 0, 5 * Sample.MIB);
        server.statsEvent();
        eventually(() -> assertThat(browser.text("#total-rate")).isEqualTo("5.0 MiB/s"));
        assertThat(browser.text("#total-bytes")).isEqualTo("264 MiB");
        assertThat(browser.text("[data-count=pending] .tile-number")).isEqualTo("412");
        assertThat(browser.text("[data-count=failed] .tile-number")).isEqualTo("2");
    }

    @Test
    void stopAndStartCallTheApi() {
        server.sessions.put("s1", Sample.session("s1", "Everything", "running"));
        open();
        browser.click("[data-session=s1] .stop");
        eventually(() -> assertThat(browser.text("[data-session=s1] .badge")).isEqualTo("Stopped"));
        browser.click("[data-session=s1] .start");
        eventually(() -> assertThat(browser.text("[data-session=s1] .badge")).isEqualTo("Running"));
        assertThat(server.changingCalls().stream().map(FakeServer.Call::path))
                .containsExactly("/api/sessions/s1/stop", "/api/sessions/s1/start");
    }

    @Test
    void aRefusedStartSaysWhyBesideItsButton() {
        server.sessions.put("s1", Sample.session("s1", "Everything", "stopped"));
        var problem = Sample.problem(409, "Account \"google\" must sign in again.", null);
        server.refuseNext("POST", "/api/sessions/s1/start", 409, problem);
        open();
        browser.click("[data-session=s1] .start");
        eventually(
                () ->
                        assertThat(browser.text("[data-session=s1] .call-error"))
                                .isEqualTo("Account \"google\" must sign in again."));
        assertThat(browser.text("[data-session=s1] .badge")).isEqualTo("Stopped");
    }

    @Test
    void aNewSessionSendsOnlyWhatWasFilledIn() throws Exception {
        server.accounts.add(Sample.account("work", "google", "ready", null));
        open();
        browser.click("#new-session");
        browser.find("[name=name]").sendKeys("Photos");
        new Select(browser.find("select[name=source]")).selectByValue("work");
        browser.find("[name='monitor.interval']").sendKeys("2m");
        browser.click("#create-dialog [type=submit]");
        eventually(() -> assertThat(browser.findAll("[data-session=s1]")).hasSize(1));
        assertThat(browser.find("#create-dialog").isDisplayed()).isFalse();
        eventually(
                () ->
                        assertThat(server.changingCalls().stream().map(FakeServer.Call::path))
                                .containsExactly("/api/sessions", "/api/sessions/s1/start"));
        assertThat(FakeServer.JSON.readTree(server.changingCalls().get(0).body()))
                .isEqualTo(
                        FakeServer.JSON.readTree(
                                "{\"name\":\"Photos\",\"source\":\"work\",\"destination\":\"onedrive\","
                                        + "\"options\":{\"monitor.interval\":\"2m\"}}"));
        assertNothingLogged();
    }

    @Test
    void anImpossibleOptionIsToldAtItsField() {
        var problem =
                Sample.problem(400, "retry.max must be from 0 to 20; it is \"99\".", "retry.max");
        server.refuseNext("POST", "/api/sessions", 400, problem);
        open();
        browser.click("#new-session");
        browser.find("[name=name]").sendKeys("Photos");
        browser.click("#create-dialog summary");
        browser.find("[name='retry.max']").sendKeys("99");
        browser.click("#create-dialog summary");
        browser.click("#create-dialog [type=submit]");
        eventually(
                () ->
                        assertThat(browser.text("#field-retry-max-error"))
                                .isEqualTo("retry.max must be from 0 to 20; it is \"99\"."));
        var field = browser.find("[name='retry.max']");
        assertThat(field.isDisplayed()).as("its group is open").isTrue();
        assertThat(field.getDomAttribute("aria-invalid")).isEqualTo("true");
        assertThat(browser.driver().switchTo().activeElement()).isEqualTo(field);
        assertThat(browser.findAll("[data-session]")).isEmpty();
    }

    @Test
    void aStoppedSessionsOptionsAreChangedAndOnlyTheNewOnesSent() throws Exception {
        var session = Sample.session("s1", "Everything", "stopped");
        session.withObject("/options").put("conflicts.prefer", "larger").put("retry.max", "7");
        server.sessions.put("s1", session);
        open();
        browser.click("[data-session=s1] .options summary");
        browser.click("[data-session=s1] .edit");
        assertThat(browser.text("#edit-title")).isEqualTo("Options of Everything");
        assertThat(browser.text("#edit-dialog .dialog-body")).contains("from its next start on");
        assertThat(new Select(browser.find("#edit-conflicts-prefer")).getFirstSelectedOption())
                .extracting(option -> option.getDomProperty("value"))
                .isEqualTo("larger");
        assertThat(browser.find("#edit-retry-max").getDomProperty("value")).isEqualTo("7");
        assertThat(browser.findAll("#edit-selection, #edit-destination-folder")).isEmpty();
        assertThat(browser.findAll("#edit-form [name]")).hasSize(session.get("options").size() - 2);
        new Select(browser.find("#edit-export-documents")).selectByValue("pdf");
        browser.find("#edit-select-exclude").sendKeys("*.tmp");
        browser.find("#edit-retry-max").clear();
        browser.find("#edit-retry-max").sendKeys("99");
        var impossible = "retry.max must be from 0 to 20; it is \"99\".";
        var problem = Sample.problem(400, impossible, "options.retry.max");
        server.refuseNext("PATCH", "/api/sessions/s1", 400, problem);
        browser.click("#edit-dialog [type=submit]");
        eventually(() -> assertThat(browser.text("#edit-retry-max-error")).isEqualTo(impossible));
        String running = "Session s1 is running; stop it first.";
        server.refuseNext("PATCH", "/api/sessions/s1", 409, Sample.problem(409, running, null));
        browser.click("#edit-dialog [type=submit]");
        eventually(() -> assertThat(browser.text("#edit-dialog .call-error")).isEqualTo(running));
        assertThat(
                        browser.script(
                                "return document.querySelector('#edit-dialog .dialog-body').scrollTop"))
                .isEqualTo(0L);
        browser.find("#edit-retry-max").clear();
        browser.find("#edit-retry-max").sendKeys("7");
        browser.click("#edit-dialog [type=submit]");
        eventually(() -> assertThat(browser.find("#edit-dialog").isDisplayed()).isFalse());
        assertThat(FakeServer.JSON.readTree(server.changingCalls().get(2).body()))
                .isEqualTo(
                        FakeServer.JSON.readTree(
                                "{\"options\":{\"export.documents\":\"pdf\",\"select.exclude\":\"*.tmp\"}}"));
        eventually(
                () ->
                        assertThat(browser.text("[data-session=s1] .options dl"))
                                .contains("pdf", "*.tmp"));
        browser.click("[data-session=s1] .edit");
        assertThat(browser.find("#edit-select-exclude").getDomProperty("value")).isEqualTo("*.tmp");
        browser.click("#edit-dialog [type=submit]");
        eventually(() -> assertThat(browser.find("#edit-dialog").isDisplayed()).isFalse());
        assertThat(server.changingCalls()).hasSize(3);
    }

    @Test
    void aRunningSessionsOptionsAreNotChanged() {
        server.sessions.put("s1", Sample.session("s1", "Everything", "running"));
        open();
        browser.click("[data-session=s1] .options summary");
        assertThat(browser.find("[data-session=s1] .edit").isEnabled()).isFalse();
        assertThat(browser.text("[data-session=s1] .options-foot"))
                .contains("Stop the session to change them");
    }

    @Test
    void aSessionIsDeletedOnlyAfterAQuestion() {
        server.sessions.put("s1", Sample.session("s1", "Everything", "stopped"));
        open();
        browser.click("[data-session=s1] .delete");
        browser.find("#delete-dialog").sendKeys(Keys.ESCAPE);
        assertThat(server.changingCalls()).isEmpty();
        browser.click("[data-session=s1] .delete");
        browser.click("#confirm-delete");
        eventually(() -> assertThat(browser.findAll("[data-session]")).isEmpty());
        assertThat(server.changingCalls())
                .extracting(FakeServer.Call::method, FakeServer.Call::path)
                .containsExactly(tuple("DELETE", "/api/sessions/s1"));
    }

    @Test
    void aReportIsShownAndCanBeKept() {
        server.sessions.put("s1", Sample.session("s1", "Everything", "running"));
        open();
        browser.click("[data-session=s1] .report");
        eventually(
                () ->
                        assertThat(browser.text("#report-dialog [data-kind=transferred]"))
                                .isEqualTo("Transferred 1,200 2.0 MiB"));
        assertThat(browser.text("#report-dialog [data-kind=in-sync]"))
                .isEqualTo("In sync 1,240 3.0 MiB");
        assertThat(browser.text("#report-dialog [data-kind=skipped]")).isEqualTo("Left out 7 –");
        for (String format : List.of("csv", "json")) {
            assertThat(
                            browser.find("#report-dialog [data-format=" + format + "]")
                                    .getDomProperty("href"))
                    .endsWith("/api/sessions/s1/report." + format);
        }
        browser.size(360, 740);
        assertNoHorizontalScroll();
        browser.find("#report-dialog").sendKeys(Keys.ESCAPE);
        eventually(() -> assertThat(browser.find("#report-dialog").isDisplayed()).isFalse());
        assertNothingLogged();
    }

    @Test
    void aReportsVerificationIsFollowedToItsEnd() {
        server.sessions.put("s1", Sample.session("s1", "Everything", "running"));
        open();
        browser.click("[data-session=s1] .report");
        eventually(() -> assertThat(browser.find("#verify").isEnabled()).isTrue());
        browser.click("#verify");
        eventually(
                () ->
                        assertThat(browser.text("#verification h3"))
                                .isEqualTo("Verification: under way"));
        assertThat(browser.find("#verify").isEnabled()).isFalse();

        var over = Sample.verification("done");
        over.withObject("/counts").put("equal", 1199).put("differing", 1);
        over.withArray("findings")
                .addObject()
                .put("outcome", "differing")
                .put("path", "/Papers/a.txt")
                .put("reason", "OneDrive's content is another.");
        server.verification = over;

        eventually(
                () -> assertThat(browser.text("#verification h3")).isEqualTo("Verification: done"));
        assertThat(browser.text("#verification [data-outcome=equal]")).isEqualTo("Equal 1,199");
        assertThat(browser.text("#verification .findings"))
                .isEqualTo("/Papers/a.txt: OneDrive's content is another.");
        assertThat(browser.find("#verify").isEnabled()).isTrue();
    }

    @Test
    void aReportsDryRunIsFollowedToItsPlan() {
        server.sessions.put("s1", Sample.session("s1", "Everything", "stopped"));
        open();
        browser.click("[data-session=s1] .report");
        eventually(() -> assertThat(browser.find("#dry-run").isEnabled()).isTrue());
        browser.click("#dry-run");
        eventually(() -> assertThat(browser.text("#plan h3")).isEqualTo("Dry run: under way"));

        var plan = Sample.plan("done");
        plan.withObject("/actions/create").put("count", 1100).put("bytes", 5 * Sample.MIB);
        plan.withObject("/conflicts").put("size-mismatch", 2);
        plan.put("deletesHeld", 60);
        plan.withObject("/estimate")
                .put("googleRequests", 1100)
                .put("oneDriveRequests", 1155)
                .put("bytesSent", 5 * Sample.MIB)
                .put("atLeastSeconds", 100)
                .put("boundedBy", "quota.google");
        server.plan = plan;

        eventually(() -> assertThat(browser.text("#plan h3")).isEqualTo("Dry run: done"));
        var gap =
                browser.script(
                        "const section = document.querySelector('#plan');"
                                + "return section.querySelector('h3').getBoundingClientRect().top"
                                + " - section.previousElementSibling.getBoundingClientRect().bottom");
        assertThat(((Number) gap).doubleValue()).isGreaterThan(24);
        assertThat(browser.text("#plan [data-kind=create]")).isEqualTo("create 1,100 5.0 MiB");
        assertThat(browser.text("#plan [data-kind=conflict-size-mismatch]"))
                .isEqualTo("conflict: size-mismatch 2 –");
        assertThat(browser.text("#plan"))
                .contains("1,100 requests to Google Drive and 1,155 to OneDrive, 5.0 MiB to send")
                .contains("at least 1 min 40 s, by quota.google")
                .contains("60 files would be deleted at once");
        assertThat(server.changingCalls())
                .extracting(FakeServer.Call::path)
                .containsExactly("/api/sessions/s1/plan");
    }

    @Test
    void aReportThatCannotBeMadeSaysWhy() {
        server.sessions.put("s1", Sample.session("s1", "Everything", "running"));
        var problem = Sample.problem(503, "The store is full.", null);
        server.refuseNext("GET", "/api/sessions/s1/report", 503, problem);
        open();
        browser.click("[data-session=s1] .report");
        eventually(
                () ->
                        assertThat(browser.text("#report-dialog .call-error"))
                                .isEqualTo("The store is full."));
    }

    @Test
    void aConflictShowsBothSidesAndIsResolved() {
        server.sessions.put("s1", Sample.session("s1", "Everything", "running"));
        open();
        server.conflictEvent("detected", Sample.conflict(4, "simultaneous-edit", "/a/plan.docx"));
        eventually(() -> assertThat(browser.findAll("[data-conflict='4']")).hasSize(1));
        assertThat(browser.text("[data-conflict='4'] [data-side=source]"))
                .contains("plan.docx", "145 KiB", "Mira Hansen", "Created", "sg4mGKUZSqC2u8ELY")
                .doesNotContain("newer");
        assertThat(browser.text("[data-conflict='4'] [data-side=destination]"))
                .contains("148 KiB", "tom@example.com", "newer");
        assertThat(browser.text("[data-conflict='4'] .conflict-rule"))
                .contains("conflicts.strategy=manual")
                .doesNotContain("by itself");
        browser.click("[data-conflict='4'] [data-resolution=keep-both]");
        eventually(() -> assertThat(browser.find("#conflicts").isDisplayed()).isFalse());
        assertThat(server.changingCalls())
                .containsExactly(
                        new FakeServer.Call(
                                "POST",
                                "/api/conflicts/4/resolve",
                                "{\"resolution\":\"keep-both\"}"));
    }

    @Test
    void severalConflictsAreTickedAndResolvedAtOnce() {
        for (long id = 4; id <= 6; id++) {
            server.conflicts.put(id, Sample.conflict(id, "edit-rename", "/a/" + id + ".docx"));
        }
        server.conflicts.get(6L).put("deadline", Sample.now().plusSeconds(600).toString());
        open();
        eventually(() -> assertThat(browser.findAll("[data-conflict]")).hasSize(3));
        assertThat(browser.text("[data-conflict='6']"))
                .contains("Renamed or moved apart", "decided by itself at");
        assertThat(browser.find("[data-several=newer]").isEnabled()).isFalse();
        browser.click("[data-conflict='4'] .select");
        browser.click("[data-conflict='6'] .select");
        eventually(() -> assertThat(browser.text(".several")).contains("2 selected"));
        browser.click("[data-several=newer]");
        eventually(() -> assertThat(browser.findAll("[data-conflict]")).hasSize(1));
        assertThat(server.changingCalls())
                .containsExactly(
                        new FakeServer.Call(
                                "POST",
                                "/api/conflicts/resolve",
                                "{\"ids\":[6,4],\"resolution\":\"newer\"}"));
        assertNothingLogged();
    }

    @Test
    void allConflictsAreSelectedByOneTickAndARefusalIsShown() {
        for (long id = 4; id <= 5; id++) {
            server.conflicts.put(id, Sample.conflict(id, "timestamp", "/a/" + id + ".docx"));
        }
        open();
        eventually(() -> assertThat(browser.findAll("[data-conflict]")).hasSize(2));
        browser.click("#select-conflicts");
        eventually(() -> assertThat(browser.text(".several")).contains("2 selected"));
        String gone = "Conflict 4 was decided before; nothing changed.";
        server.refuseNext("POST", "/api/conflicts/resolve", 409, Sample.problem(409, gone, null));
        browser.click("[data-several=source]");
        eventually(() -> assertThat(browser.text(".several .call-error")).contains(gone));
        assertThat(browser.findAll("[data-conflict]")).hasSize(2);
    }

    @Test
    void decidedConflictsAreShownOnRequestAndUndone() {
        server.sessions.put("s1", Sample.session("s1", "Everything", "running"));
        server.decided.put(7L, Sample.decided(7, "/a/plan.docx", "version-history"));
        server.decided.put(8L, Sample.decided(8, "/a/both.docx", "kept-copy"));
        server.decided.put(9L, Sample.decided(9, "/a/deleted.docx", "recycle-bin"));
        open();
        browser.click("#show-decided");
        eventually(() -> assertThat(browser.findAll("[data-decided]")).hasSize(3));
        assertThat(browser.text("[data-decided='7']"))
                .contains("Kept Google Drive, by auto", "version history as plan.docx");
        assertThat(browser.findAll("[data-undo='8']")).isEmpty();
        String gone = "Conflict 7 is past: OneDrive's file was changed since; nothing changed.";
        server.refuseNext("POST", "/api/conflicts/7/undo", 409, Sample.problem(409, gone, null));
        browser.click("[data-undo='7']");
        eventually(() -> assertThat(browser.text("[data-decided='7']")).contains(gone));
        browser.click("[data-undo='7']");
        eventually(() -> assertThat(browser.text("[data-decided='7']")).contains("undone by api"));
        browser.click("[data-undo='9']");
        eventually(() -> assertThat(browser.text("[data-decided='9']")).contains("undone by api"));
        assertThat(browser.findAll("[data-undo]")).isEmpty();
        browser.click("#show-decided");
        eventually(() -> assertThat(browser.findAll("[data-decided]")).isEmpty());
    }

    @Test
    void aRefusedRouteFileStandsOutWithFileLineAndReason() {
        server.files.add(Sample.file("transfer.xml", "loaded", null, 0, "transfer"));
        open();
        String reason = "the element \"tow\" is not known";
        String error = "retry.xml, line 12: " + reason;
        server.routeFileEvent(Sample.file("retry.xml", "refused", error, 12, "retry"));
        eventually(() -> assertThat(browser.findAll("[data-refused='retry.xml']")).hasSize(1));
        assertThat(browser.text("[data-refused='retry.xml']"))
                .contains("retry.xml", "line 12", reason);
        assertThat(browser.text("#routes .rows li")).contains("retry.xml", "line 12", reason);
        server.routeFileEvent(Sample.file("retry.xml", "loaded", null, 0, "retry"));
        eventually(() -> assertThat(browser.findAll("[data-refused]")).isEmpty());
    }

    @Test
    void aPageOpenedLateShowsTheLatestChanges() {
        server.changeEvent("google", "/a/first.txt", "created", null);
        server.changeEvent("google", "/a/second.txt", "renamed", null);
        open();
        eventually(() -> assertThat(browser.findAll(".change")).hasSize(2));
        assertThat(browser.text(".change")).contains("second.txt", "renamed", "Google Drive");
    }

    @Test
    void afterABreakItGoesOnFromTheLastEvent() {
        server.sessions.put("s1", Sample.session("s1", "Everything", "running"));
        open();
        server.changeEvent("google", "/before.txt", "created", null);
        eventually(() -> assertThat(browser.findAll(".change")).hasSize(1));
        server.stop();
        eventually(() -> assertThat(browser.find("#offline").isDisplayed()).isTrue());
        assertThat(browser.text("#offline")).contains("Connection lost", "What you see is from");
        assertThat(browser.find("main").getDomAttribute("class")).isEqualTo("stale");
        assertThat(browser.find("[data-session=s1] .stop").isEnabled()).isFalse();
        assertThat(browser.text("#link")).isEqualTo("Offline");

        server.changeEvent("google", "/meanwhile.txt", "created", null);
        int readsBefore = server.callsOf("/api/sessions").size();
        server.start();
        eventually(() -> assertThat(browser.text(".change")).contains("meanwhile.txt"));
        assertThat(server.sinces()).last().isEqualTo("1");
        assertThat(browser.findAll(".change")).hasSize(2);
        assertThat(browser.find("#offline").isDisplayed()).isFalse();
        assertThat(browser.text("#link")).isEqualTo("Live");
        assertThat(server.callsOf("/api/sessions")).as("nothing was missed").hasSize(readsBefore);
    }

    @Test
    void afterANewStartOfTheServerItReadsEverythingAnew() {
        server.sessions.put("s1", Sample.session("s1", "Everything", "running"));
        open();
        for (int i = 0; i < 5; i++) {
            server.changeEvent("google", "/" + i + ".txt", "created", null);
        }
        eventually(() -> assertThat(browser.findAll(".change")).hasSize(5));
        server.stop();
        server.sessions.clear();
        server.sessions.put("s2", Sample.session("s2", "Another", "running"));
        server.forgetEvents();
        server.start();
        eventually(() -> assertThat(browser.findAll("[data-session=s2]")).hasSize(1));
        assertThat(browser.findAll("[data-session=s1]")).isEmpty();
        assertThat(server.sinces()).last().isEqualTo("5");
        server.sessionEvent("stopped", Sample.session("s2", "Another", "stopped"));
        eventually(() -> assertThat(browser.text("[data-session=s2] .badge")).isEqualTo("Stopped"));
    }

    @Test
    void whatTheBufferNoLongerHoldsIsReadByRest() {
        open();
        server.changeEvent("google", "/seen.txt", "created", null);
        eventually(() -> assertThat(browser.findAll(".change")).hasSize(1));
        server.stop();
        server.transferEvent("queued", Sample.transfer(1, "/missed.txt", "pending", 5));
        server.changeEvent("google", "/missed.txt", "created", null);
        server.changeEvent("google", "/last.txt", "created", null);
        server.keepOnlyNewestEvent();
        server.start();
        eventually(() -> assertThat(browser.findAll("[data-transfer='1']")).hasSize(1));
        eventually(() -> assertThat(browser.text(".change .name")).isEqualTo("last.txt"));
    }

    @Test
    void theWaitBetweenTriesDoublesUpToHalfAMinute() {
        open();
        var waits =
                browser.driver()
                        .executeAsyncScript(
                                "const done = arguments[0];"
                                        + "import('/js/connection.js').then(m => done("
                                        + "[[0, 0], [0, 1], [3, 1], [50, 0], [50, 1]]"
                                        + ".map(([n, r]) => m.delayBefore(n, () => r))))");
        assertThat((List<?>) waits).isEqualTo(List.of(250L, 500L, 4000L, 15000L, 30000L));
    }

    @Test
    void aNameIsTextWhateverItHolds() {
        String evil = "<img src=x onerror=\"document.title='owned'\"><script>alert(1)</script>";
        server.sessions.put("s1", Sample.session("s1", evil, "running").put("message", evil));
        server.transfers.put(1L, Sample.transfer(1, "/" + evil + ".txt", "pending", 5));
        server.conflicts.put(2L, Sample.conflict(2, "name", "/" + evil));
        server.files.add(Sample.file(evil, "refused", evil, 3));
        server.accounts.add(Sample.account(evil, "google", "reconnect", evil));
        server.problems.add(evil);
        open();
        server.changeEvent("google", "/x/" + evil, "skipped", evil);
        eventually(() -> assertThat(browser.findAll(".change")).hasSize(1));
        assertThat(browser.text("[data-session=s1] h3")).isEqualTo(evil);
        assertThat(browser.findAll("main img, main script")).isEmpty();
        assertThat(browser.driver().getTitle()).isEqualTo("AqwaCloud");
        assertNothingLogged();
    }

    @Test
    void aNameCannotTurnItsDirection() {
        server.transfers.put(1L, Sample.transfer(1, "/report\u202Efdp.exe", "pending", 5));
        open();
        assertThat(browser.text("[data-transfer='1'] .name")).isEqualTo("report\uFFFDfdp.exe");
    }

    @Test
    void aLongNameKeepsItsEndInView() {
        String name = "a".repeat(190) + "-v2.final.pdf";
        server.transfers.put(1L, Sample.transfer(1, "/b/" + name, "pending", 5));
        open();
        assertThat(browser.find("[data-transfer='1'] .path").getDomAttribute("title"))
                .isEqualTo("/b/" + name);
        assertThat(browser.text("[data-transfer='1'] .tail")).isEqualTo("v2.final.pdf");
        assertNoHorizontalScroll();
    }

    @Test
    void tenThousandEventsLeaveAShortListAndALivePage() {
        open();
        server.stats = Sample.stats(10_000, 0, 0, 0, 0, 0);
        server.statsEvent();
        for (int i = 0; i < 5_000; i++) {
            server.changeEvent("google", "/many/file-" + i + ".txt", "created", null);
            server.transferEvent(
                    "queued", Sample.transfer(i, "/many/file-" + i + ".txt", "pending", 9));
        }
        server.changeEvent("google", "/last.txt", "created", null);
        eventually(() -> assertThat(browser.text(".change .name")).isEqualTo("last.txt"));
        browser.click("#transfers .more button");
        eventually(() -> assertThat(browser.findAll(".transfer")).hasSize(200));
        assertThat(browser.text("#transfers .more")).startsWith("and 9,800 more");
        browser.click("#changes .more button");
        eventually(() -> assertThat(browser.findAll(".change")).hasSize(200));
        assertNothingLogged();
    }

    @Test
    void filtersShowOneStateOnly() {
        server.transfers.put(1L, Sample.transfer(1, "/ok.txt", "completed", 5));
        server.transfers.put(2L, Sample.transfer(2, "/bad.txt", "failed", 5));
        server.transfers.put(3L, Sample.transfer(3, "/gone.txt", "cancelled", 5));
        open();
        assertThat(browser.findAll(".transfer")).hasSize(3);
        browser.click("[data-filter=failed]");
        eventually(() -> assertThat(browser.findAll(".transfer")).hasSize(1));
        assertThat(browser.text(".transfer .name")).isEqualTo("bad.txt");
        assertThat(browser.find("[data-filter=failed]").getDomAttribute("aria-pressed"))
                .isEqualTo("true");
        browser.click("[data-filter=cancelled]");
        eventually(() -> assertThat(browser.text(".transfer .name")).isEqualTo("gone.txt"));
    }

    @Test
    void aFailedTransferIsTriedAgainAtTheButton() {
        server.transfers.put(1L, Sample.transfer(1, "/ok.txt", "completed", 5));
        server.transfers.put(
                2L, Sample.transfer(2, "/bad.txt", "failed", 5).put("error", "The disk is full."));
        open();
        assertThat(browser.findAll(".retry")).hasSize(1);
        assertThat(browser.text("[data-transfer='2'] .transfer-error")).contains("disk is full");

        browser.click("[data-transfer='2'] .retry");

        eventually(() -> assertThat(browser.findAll(".retry")).isEmpty());
        assertThat(browser.findAll("[data-transfer='2'][data-state=pending]")).hasSize(1);
        assertThat(server.changingCalls())
                .extracting(FakeServer.Call::method, FakeServer.Call::path)
                .containsExactly(tuple("POST", "/api/transfers/2/retry"));
    }

    @Test
    void aTransferIsGivenUpAtTheButtonAndTakenUpAgain() {
        server.transfers.put(1L, Sample.transfer(1, "/ok.txt", "completed", 5));
        server.transfers.put(2L, Sample.transfer(2, "/large.iso", "pending", 5));
        open();
        assertThat(browser.findAll(".transfer .cancel")).hasSize(1);

        browser.click("[data-transfer='2'] .cancel");

        eventually(
                () ->
                        assertThat(browser.findAll("[data-transfer='2'][data-state=cancelled]"))
                                .hasSize(1));
        assertThat(browser.text("[data-transfer='2'] .transfer-error")).contains("given up");
        browser.click("[data-transfer='2'] .retry");
        eventually(
                () ->
                        assertThat(server.changingCalls())
                                .extracting(FakeServer.Call::path)
                                .containsExactly(
                                        "/api/transfers/2/cancel", "/api/transfers/2/retry"));
    }

    @Test
    void aRetryThatIsRefusedSaysWhyBesideTheButton() {
        server.transfers.put(2L, Sample.transfer(2, "/bad.txt", "failed", 5));
        server.refuseNext(
                "POST",
                "/api/transfers/2/retry",
                409,
                Sample.problem(409, "There is a later one.", null));
        open();

        browser.click("[data-transfer='2'] .retry");

        eventually(
                () ->
                        assertThat(browser.text("[data-transfer='2'] .call-error"))
                                .contains("There is a later one."));
    }

    @Test
    void aPhoneNeedsNoSidewaysScrolling() {
        browser.size(390, 844);
        Scenes.busy(server);
        open();
        assertThat(browser.findAll(".transfer")).isNotEmpty();
        assertNoHorizontalScroll();
        browser.click("#new-session");
        browser.click("#create-dialog summary");
        assertNoHorizontalScroll();
        assertThat(
                        browser.script(
                                "const d = document.querySelector('.dialog-body');"
                                        + "return d.scrollWidth <= d.clientWidth"))
                .isEqualTo(true);
    }

    @Test
    void everyControlHasANameAndEveryFieldALabel() {
        Scenes.busy(server);
        open();
        var nameless =
                browser.script(
                        "return [...document.querySelectorAll('button, a, input, select, progress')]"
                                + ".filter(e => !(e.textContent.trim() || e.ariaLabel || e.labels?.length))"
                                + ".map(e => e.outerHTML)");
        assertThat((List<?>) nameless).isEmpty();
        assertThat(browser.driver().findElement(By.tagName("html")).getDomAttribute("lang"))
                .isEqualTo("en");
        assertNothingLogged();
    }

    private void open() {
        browser.open(server.url());
        eventually(
                () ->
                        assertThat(browser.find("main").getDomAttribute("aria-busy"))
                                .isEqualTo("false"));
        eventually(() -> assertThat(browser.text("#link")).isEqualTo("Live"));
    }

    private void assertNoHorizontalScroll() {
        var wider =
                browser.script(
                        "const width = document.documentElement.clientWidth;"
                                + "const all = 'html, main, button, a, input, select, progress, .badge,"
                                + " .newer, .side, .path, .name, .tail, h2, h3, h4, dd, p';"
                                + "return [...document.querySelectorAll(all)]"
                                + ".filter(e => !e.closest('.unseen, .skip, [hidden]'))"
                                + ".filter(e => e.getBoundingClientRect().right > width"
                                + " || e === document.documentElement && e.scrollWidth > width)"
                                + ".map(e => e.outerHTML.slice(0, 200))");
        assertThat((List<?>) wider).isEmpty();
    }

    private static void assertNothingLogged() {
        assertThat(browser.logged()).isEmpty();
    }

    private static void eventually(ThrowingRunnable assertion) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(40))
                .ignoreExceptionsInstanceOf(WebDriverException.class)
                .untilAsserted(assertion);
    }
}
