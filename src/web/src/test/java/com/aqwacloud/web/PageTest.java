package com.aqwacloud.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** The page as a whole: what it says when there is nothing, counts, names, small screens. */
class PageTest extends PageCase {
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
    void anAccountWhoseCloudAskedForSilenceSaysUntilWhen() {
        String until = Instant.now().plusSeconds(3600).toString();
        server.accounts.get(1).put("pausedUntil", until);
        server.accounts.get(0).put("pausedUntil", Instant.now().minusSeconds(1).toString());
        open();
        assertThat(browser.text("[data-account=onedrive]"))
                .contains("OneDrive asked for silence until", "Waiting");
        assertThat(browser.text("[data-account=google]"))
                .contains("Ready")
                .doesNotContain("silence");
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
}
