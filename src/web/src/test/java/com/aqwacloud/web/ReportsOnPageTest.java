package com.aqwacloud.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

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
                .put("bytesRead", 5 * Sample.MIB)
                .put("bytesSent", 5 * Sample.MIB)
                .put("unknownSizes", 0)
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
                .isEqualTo("conflict: Two different files of one name 2 –");
        assertThat(browser.text("#plan"))
                .contains("1,100 requests to Google Drive and 1,155 to OneDrive, 5.0 MiB to send")
                .contains("at least 1 min 40 s, by quota.google")
                .contains("60 files would be deleted at once")
                .doesNotContain("to read", "known only once");
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
    void aPlanOpensToItsStepsAndTellsWhatIsReadAndOfUnknownSize() {
        server.sessions.put("s1", Sample.session("s1", "Everything", "stopped"));
        var plan = Sample.plan("done");
        plan.withObject("/actions/create-folder").put("count", 201).put("bytes", 0);
        plan.withObject("/actions/create").put("count", 3).put("bytes", 5 * Sample.MIB);
        plan.withObject("/actions/adopt").put("count", 1).put("bytes", 2 * Sample.MIB);
        plan.withObject("/conflicts").put("timestamp", 1);
        plan.put("skipped", 1);
        plan.withArray("/steps")
                .add(Sample.step("create-folder", "/Papers", 0))
                .add(Sample.step("create", "/Papers/a.txt", 4 * Sample.MIB))
                .add(Sample.step("create", "/Papers/b.txt", Sample.MIB))
                .add(Sample.step(null, "/Papers/c.txt", 9).put("conflict", "timestamp"))
                .add(Sample.step(null, "/Survey", 0).put("reason", "it has no file content"));
        plan.withObject("/estimate")
                .put("googleRequests", 4)
                .put("oneDriveRequests", 205)
                .put("bytesRead", 7 * Sample.MIB)
                .put("bytesSent", 5 * Sample.MIB)
                .put("unknownSizes", 2)
                .put("atLeastSeconds", 0)
                .putNull("boundedBy");
        server.plan = plan;
        open();
        browser.click("[data-session=s1] .report");
        eventually(() -> assertThat(browser.text("#plan h3")).isEqualTo("Dry run: done"));
        assertThat(browser.text("#plan"))
                .contains("205 to OneDrive, 7.0 MiB to read and 5.0 MiB to send.")
                .contains("The size of 2 documents is known only once they are exported");

        for (var row :
                Map.of(
                                "create",
                                        "a.txt /Papers 4.0 MiB b.txt /Papers 1.0 MiB and 1 more,"
                                                + " which are counted, but not told one by one",
                                "adopt", "These are counted, but not told one by one",
                                "conflict-timestamp", "c.txt /Papers 9 B",
                                "left-out", "Survey / it has no file content")
                        .entrySet()) {
            browser.click("#plan [data-kind=" + row.getKey() + "] button");
            eventually(
                    () ->
                            assertThat(browser.text("#plan-" + row.getKey()))
                                    .isEqualTo(row.getValue()));
        }
        browser.click("#plan [data-kind=create] button");
        eventually(() -> assertThat(browser.findAll("#plan-create")).isEmpty());
        assertThat(browser.findAll("#plan-adopt")).hasSize(1);
        assertNothingLogged();
    }

    @Test
    void aRowOpensToItsEntriesPageByPageByKeysAlone() {
        server.sessions.put("s1", Sample.session("s1", "Everything", "running"));
        count("failed", 120);
        server.entries.put(
                "failed",
                IntStream.rangeClosed(1, 120)
                        .mapToObj(
                                i ->
                                        Sample.entry("failed", "/Taxes/" + i + ".pdf")
                                                .put("action", "create")
                                                .put("size", 3 * Sample.MIB)
                                                .put("at", "2026-11-29T10:15:30Z")
                                                .put("detail", "OneDrive has no space left.")
                                                .put("remedy", "aqwa:transfer-retry " + i))
                        .toList());
        openReport();
        assertThat(browser.findAll("[data-kind=adopted] button, [data-kind=waiting] button"))
                .as("rows of what is not there")
                .isEmpty();
        var row = browser.find("[data-kind=failed] button");
        assertThat(row.getDomAttribute("aria-expanded")).isEqualTo("false");

        row.sendKeys(Keys.ENTER);
        eventually(() -> assertThat(browser.findAll("#report-failed li")).hasSize(50));
        assertThat(row.getDomAttribute("aria-expanded")).isEqualTo("true");
        assertThat(row.getDomAttribute("aria-controls")).isEqualTo("report-failed");
        assertThat(browser.text("#report-failed li"))
                .startsWith("1.pdf /Taxes OneDrive has no space left. aqwa:transfer-retry 1")
                .contains("New file", "3.0 MiB", "2026");
        assertThat(browser.text("#report-failed .more")).isEqualTo("and 70 more Show more");
        assertThat(focused()).as("what was pressed").isEqualTo(row);

        row.sendKeys(Keys.TAB);
        var more = browser.find("#report-failed [data-more]");
        assertThat(focused()).as("what follows it").isEqualTo(more);
        more.sendKeys(Keys.ENTER);
        eventually(() -> assertThat(browser.findAll("#report-failed li")).hasSize(100));
        assertThat(focused()).isEqualTo(more);
        more.sendKeys(Keys.SPACE);
        eventually(() -> assertThat(browser.findAll("#report-failed li")).hasSize(120));
        assertThat(browser.findAll("#report-failed [data-more]")).isEmpty();
        assertThat(browser.script("return document.activeElement.querySelector('.name').innerText"))
                .as("the first that the last press brought")
                .isEqualTo("101.pdf");

        row.sendKeys(Keys.SPACE);
        eventually(() -> assertThat(browser.findAll("#report-failed")).isEmpty());
        assertThat(row.getDomAttribute("aria-expanded")).isEqualTo("false");
        assertNothingLogged();
    }

    @Test
    void everyKindTellsWhatIsKnownOfIt() {
        server.sessions.put("s1", Sample.session("s1", "Everything", "running"));
        count("renamed", 1);
        count("conflict", 6);
        server.entries.put(
                "renamed",
                List.of(
                        Sample.entry("renamed", "/a:b.txt")
                                .put("destinationName", "a\uA789b.txt")
                                .put("detail", "OneDrive refuses it")));
        server.entries.put(
                "conflict",
                List.of(
                        conflict("open").put("remedy", "Decide it: aqwa:conflict-resolve 1 …"),
                        conflict("withdrawn"),
                        conflict("keep-both"),
                        conflict("source")
                                .put(
                                        "detail",
                                        "delete-edit; decided by the API; what gave way:"
                                                + " recycle-bin, plan.docx"),
                        conflict("source")
                                .put(
                                        "detail",
                                        "delete-edit; decided by the API; what gave way:"
                                                + " recycle-bin, plan.docx; undone by ann"),
                        conflict("destination")
                                .put(
                                        "detail",
                                        "unheard-of; decided by AqwaCloud; rule: a, b; what gave"
                                                + " way: nowhere")));
        openReport();
        browser.click("[data-kind=renamed] button");
        browser.click("[data-kind=conflict] button");
        eventually(
                () ->
                        assertThat(browser.text("#report-renamed li"))
                                .isEqualTo(
                                        "a:b.txt / In OneDrive: a\uA789b.txt OneDrive refuses"
                                                + " it"));
        eventually(
                () ->
                        assertThat(browser.findAll("#report-conflict li"))
                                .extracting(entry -> entry.getText().replace('\n', ' '))
                                .containsExactly(
                                        "plan.docx / Changed on both sides Decide it:"
                                                + " aqwa:conflict-resolve 1 … Open",
                                        "plan.docx / Changed on both sides Both sides came together"
                                                + " by themselves",
                                        "plan.docx / Changed on both sides Kept both",
                                        "plan.docx / Deleted on one side, changed on the other;"
                                                + " decided by the API; the other is in OneDrive’s"
                                                + " recycle bin as plan.docx Kept Google Drive",
                                        "plan.docx / Deleted on one side, changed on the other;"
                                                + " decided by the API; the other was in OneDrive’s"
                                                + " recycle bin as plan.docx; undone by ann Kept"
                                                + " Google Drive",
                                        "plan.docx / unheard-of; decided by AqwaCloud; rule: a, b;"
                                                + " what gave way: nowhere Kept OneDrive"));
    }

    @Test
    void whatIsOpenStaysOpenAndKeepsTheFocusWhileThePageGoesOn() {
        server.sessions.put("s1", Sample.session("s1", "Everything", "running"));
        count("skipped", 60);
        server.entries.put(
                "skipped",
                IntStream.range(0, 60)
                        .mapToObj(i -> Sample.entry("skipped", "/Forms/" + i))
                        .toList());
        openReport();
        browser.click("[data-kind=skipped] button");
        eventually(() -> assertThat(browser.findAll("#report-skipped li")).hasSize(50));
        var first = browser.find("#report-skipped li");
        var more = browser.find("#report-skipped [data-more]");
        browser.script("arguments[0].focus()", more);

        server.sessionEvent("stopped", Sample.session("s1", "Everything", "stopped"));
        server.transferEvent("completed", Sample.transfer(1, "/new.txt", "completed", 5));
        server.stats = Sample.stats(0, 0, 4321, 0, 0, 0);
        server.statsEvent();
        browser.click("#verify");
        eventually(() -> assertThat(browser.text("#total-done")).isEqualTo("4,321"));
        eventually(
                () ->
                        assertThat(browser.text("#verification h3"))
                                .isEqualTo("Verification: under way"));
        server.verification = Sample.verification("done");
        browser.script("arguments[0].focus()", more);
        eventually(
                () -> assertThat(browser.text("#verification h3")).isEqualTo("Verification: done"));

        assertThat(browser.findAll("#report-skipped li")).hasSize(50).first().isEqualTo(first);
        assertThat(focused()).isEqualTo(more);
    }

    @Test
    void aListThatCannotBeReadOrIsEmptyMeanwhileSaysSo() {
        server.sessions.put("s1", Sample.session("s1", "Everything", "running"));
        server.entries.put("skipped", List.of(Sample.entry("skipped", "/Survey")));
        openReport();
        var problem = Sample.problem(503, "The store is full.", null);
        server.refuseNext("GET", "/api/sessions/s1/report", 503, problem);
        browser.click("[data-kind=skipped] button");
        eventually(
                () ->
                        assertThat(browser.text("#report-skipped [role=alert]"))
                                .isEqualTo("This list could not be read. The store is full."));
        assertThat(browser.text("#report-skipped [data-more]")).isEqualTo("Read again");

        browser.find("#report-skipped [data-more]").sendKeys(Keys.ENTER);
        eventually(() -> assertThat(browser.text("#report-skipped")).isEqualTo("Survey /"));
        assertThat(focused()).isEqualTo(browser.find("#report-skipped li"));

        browser.click("[data-kind=skipped] button");
        eventually(() -> assertThat(browser.findAll("#report-skipped")).isEmpty());
        server.entries.clear();
        server.report.withObject("/totals/skipped").put("count", 0);
        browser.click("[data-kind=skipped] button");
        eventually(
                () ->
                        assertThat(browser.text("#report-skipped"))
                                .isEqualTo("There is none any more."));
        assertThat(browser.text("[data-kind=skipped]")).isEqualTo("Left out 0 –");

        var row = browser.find("[data-kind=skipped] button");
        row.sendKeys(Keys.ENTER);
        eventually(() -> assertThat(browser.findAll("#report-skipped")).isEmpty());
        assertThat(focused()).as("who closes it stays there").isEqualTo(row);
    }

    @Test
    void aRowOfAPlanThatCameToNothingIsClosedByKeys() {
        server.sessions.put("s1", Sample.session("s1", "Everything", "stopped"));
        var plan = Sample.plan("done").put("skipped", 1);
        plan.withArray("/steps").add(Sample.step(null, "/Survey", 0).put("reason", "a form"));
        plan.withObject("/estimate").put("bytesRead", 0).put("bytesSent", 0);
        server.plan = plan;
        openReport();
        browser.click("#plan [data-kind=left-out] button");
        eventually(
                () -> assertThat(browser.text("#plan-left-out li")).isEqualTo("Survey / a form"));

        var nothing = Sample.plan("done");
        nothing.withObject("/estimate").put("bytesRead", 0).put("bytesSent", 0);
        browser.click("#dry-run");
        eventually(() -> assertThat(browser.text("#plan h3")).isEqualTo("Dry run: under way"));
        server.plan = nothing;
        eventually(
                () ->
                        assertThat(browser.text("#plan [data-kind=left-out]"))
                                .isEqualTo("left out 0 –"));
        var row = browser.find("#plan [data-kind=left-out] button");
        row.sendKeys(Keys.ENTER);
        eventually(() -> assertThat(browser.findAll("#plan-left-out")).isEmpty());
        assertThat(focused()).isEqualTo(row);
        assertNothingLogged();
    }

    @Test
    void whatNamesAndReasonsHoldIsTextAndFitsAPhone() {
        String evil = "<img src=x onerror=\"document.title='owned'\"><script>alert(1)</script>";
        server.sessions.put("s1", Sample.session("s1", "Everything", "running"));
        server.entries.put(
                "skipped",
                List.of(
                        Sample.entry("skipped", "/" + evil)
                                .put("destinationName", evil)
                                .put("detail", evil)
                                .put("remedy", evil),
                        Sample.entry("skipped", "/report\u202Efdp.exe"),
                        Sample.entry("skipped", "/" + "long".repeat(60) + "/" + "x".repeat(250))
                                .put("detail", "y".repeat(300))));
        var plan = Sample.plan("done").put("skipped", 1);
        plan.withArray("/steps")
                .add(Sample.step(null, "/" + evil + "z".repeat(250), 0).put("reason", evil));
        plan.withObject("/estimate").put("bytesRead", 0).put("bytesSent", 0);
        server.plan = plan;
        browser.size(360, 740);
        openReport();
        var columns = columns();
        browser.click("[data-kind=skipped] button");
        eventually(() -> assertThat(browser.findAll("#report-skipped li")).hasSize(3));
        browser.click("[data-kind=left-out] button");
        eventually(() -> assertThat(browser.findAll("#plan-left-out li")).hasSize(1));

        assertThat(browser.text("#report-skipped .why")).isEqualTo(evil);
        assertThat(browser.text("#plan-left-out .why")).isEqualTo(evil);
        assertThat(browser.text("#report-skipped li:nth-child(2) .name"))
                .isEqualTo("report\uFFFDfdp.exe");
        assertThat(browser.findAll("dialog img, dialog script")).isEmpty();
        assertThat(browser.driver().getTitle()).isEqualTo("AqwaCloud");
        assertThat(columns()).as("where the columns are").isEqualTo(columns);
        assertNoHorizontalScroll();
        assertThat(
                        browser.script(
                                "const d = document.querySelector('#report-dialog .dialog-body');"
                                        + "return d.scrollWidth <= d.clientWidth"))
                .isEqualTo(true);
        assertNothingLogged();
    }

    private void openReport() {
        open();
        browser.click("[data-session=s1] .report");
        eventually(
                () ->
                        assertThat(browser.findAll("#report-dialog [data-kind=skipped] button"))
                                .hasSize(1));
    }

    private void count(String kind, int count) {
        server.report.withObject("/totals/" + kind).put("count", count);
    }

    private static ObjectNode conflict(String outcome) {
        return Sample.entry("conflict", "/plan.docx")
                .put("destinationName", "plan.docx")
                .put("outcome", outcome)
                .put("detail", "simultaneous-edit");
    }

    private WebElement focused() {
        return browser.driver().switchTo().activeElement();
    }

    /** Where each column of the report begins. */
    private Object columns() {
        return browser.script(
                "return [...document.querySelectorAll('#report-dialog thead th')]"
                        + ".map(cell => cell.getBoundingClientRect().left)");
    }
}
