package com.aqwacloud.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The page and its line to the server: opened late, cut, and taken up again. */
class PageConnectionTest extends PageCase {
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
}
