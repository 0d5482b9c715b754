package com.aqwacloud.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** A session's report on the page, with its verification and its dry run. */
class ReportsOnPageTest extends PageCase {
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
        var broken =
                browser.script(
                        "const cells = '#report-dialog .report-table :is(thead th + th, td)';"
                                + "const range = document.createRange();"
                                + "return [...document.querySelectorAll(cells)].filter(cell => {"
                                + " range.selectNodeContents(cell);"
                                + " return range.getBoundingClientRect().height > 30;"
                                + "}).map(cell => cell.innerText)");
        assertThat((List<?>) broken).isEmpty();
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
}
