package com.aqwacloud.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.support.ui.Select;

/** Sessions on the page: shown, made, changed, started, stopped and deleted. */
class SessionsOnPageTest extends PageCase {
    @Test
    void aSessionIsShownWithItsStateAndWay() {
        server.sessions.put("s1", Sample.session("s1", "Everything", "running"));
        open();
        assertThat(browser.text("[data-session=s1] h3")).isEqualTo("Everything");
        assertThat(browser.text("[data-session=s1] .badge")).isEqualTo("Running");
        assertThat(browser.text("[data-session=s1] .session-facts")).contains("every 30s");
    }

    @Test
    void aSessionThatPollsMoreOftenThanThePageAsksDoesNotSeemLate() {
        for (int seconds : new int[] {12, 40}) {
            server.sessions.put(
                    "s" + seconds,
                    Sample.session("s" + seconds, "Everything", "running")
                            .put("lastPollAt", Sample.now().minusSeconds(seconds).toString()));
        }
        server.sessions.put("s1", Sample.session("s1", "Resting", "stopped"));
        open();
        assertThat(browser.text("[data-session=s12] .session-facts")).contains("looked just now");
        assertThat(browser.text("[data-session=s40] .session-facts")).containsPattern("4\\d s ago");
        assertThat(browser.text("[data-session=s1] .session-facts")).contains("s ago");
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
    void aPausedSessionIsStartedAsItsMessageSays() {
        String message = "65 files would be deleted. Start the session again to allow it.";
        server.sessions.put(
                "s1", Sample.session("s1", "Everything", "paused").put("message", message));
        open();
        assertThat(browser.text("[data-session=s1] .session-message")).isEqualTo(message);
        assertThat(browser.text("[data-session=s1] .start")).isEqualTo("Start");
        assertThat(browser.find("[data-session=s1] .start").getDomAttribute("aria-label"))
                .isEqualTo("Start Everything");
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
    void whoeverAsksForANewSessionCanTypeItsName() {
        open();
        browser.click("#new-session");
        assertThat(browser.driver().switchTo().activeElement().getDomAttribute("name"))
                .isEqualTo("name");
    }

    @Test
    void aNewSessionsFormClaimsNoDefaultsThatThePageCannotKnow() {
        open();
        browser.click("#new-session");
        browser.click("#create-dialog summary");
        for (var field : browser.findAll("#create-dialog .field input:not([name=name])")) {
            assertThat(field.getDomAttribute("placeholder"))
                    .as(field.getDomAttribute("name"))
                    .startsWith("Default");
        }
        assertThat(browser.find("[name='monitor.interval']").getDomAttribute("placeholder"))
                .isEqualTo("Default, or e.g. 30s");
        assertThat(browser.text("#create-dialog .dialog-body"))
                .contains("left empty takes the defaults of this installation");
        browser.size(390, 844);
        assertNoHorizontalScroll();
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
}
