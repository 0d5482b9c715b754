package com.aqwacloud.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import org.junit.jupiter.api.Test;

/** The queue on the page: live, by state, given up and tried again. */
class TransfersOnPageTest extends PageCase {
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
    void everyTransferOfAStateCanBeReached() {
        for (long id = 1; id <= 450; id++) {
            server.transfers.put(id, Sample.transfer(id, "/" + id + ".txt", "completed", 5));
        }
        server.stats = Sample.stats(0, 0, 450, 0, 0, 0);
        open();
        server.statsEvent();
        browser.click("[data-filter=completed]");
        for (int shown = 200; shown <= 450; shown += 200) {
            int expected = shown;
            browser.click("#transfers .more button");
            eventually(() -> assertThat(browser.findAll(".transfer")).hasSize(expected));
        }
        assertThat(browser.text("#transfers .more")).contains("and 50 more", "Show all");
        browser.click("#transfers .more button");
        eventually(() -> assertThat(browser.findAll("[data-transfer='1']")).hasSize(1));
        assertThat(browser.findAll("#transfers .more")).isEmpty();
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
    void aTransferIsInConflictUntilThatIsSettled() {
        for (long id = 4; id <= 5; id++) {
            String path = "/a/" + id + ".docx";
            server.transfers.put(id, Sample.transfer(id, path, "conflicted", 5));
            var conflict = Sample.conflict(id, "timestamp", path);
            conflict.withObject("/source").put("id", path);
            server.conflicts.put(id, conflict);
        }
        server.stats = Sample.stats(0, 0, 0, 0, 2, 0);
        open();
        assertThat(browser.text("[data-transfer='4'] .badge")).isEqualTo("Conflict");
        assertThat(browser.text("[data-transfer='5'] .badge")).isEqualTo("Conflict");

        browser.click("[data-conflict='4'] [data-resolution=source]");
        server.stats = Sample.stats(0, 0, 0, 0, 1, 0);
        server.statsEvent();

        eventually(
                () ->
                        assertThat(browser.text("[data-transfer='4'] .badge"))
                                .isEqualTo("Conflict settled"));
        assertThat(browser.text("[data-transfer='5'] .badge")).isEqualTo("Conflict");
        browser.size(390, 844);
        assertNoHorizontalScroll();
        assertNothingLogged();
    }

    @Test
    void whileNotAllConflictsAreKnownNoneCountsAsSettled() {
        server.transfers.put(4L, Sample.transfer(4, "/a/4.docx", "conflicted", 5));
        server.stats = Sample.stats(0, 0, 0, 0, 1, 0);
        open();
        assertThat(browser.text("[data-transfer='4'] .badge")).isEqualTo("Conflict");
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
    void aTransferThatAnotherFollowsIsNotOfferedToBeTriedAgain() {
        server.transfers.put(
                1L,
                Sample.transfer(1, "/old.txt", "cancelled", 5)
                        .put("error", "The disk was full.")
                        .put("item", "old"));
        server.transfers.put(
                2L,
                Sample.transfer(2, "/bad.txt", "failed", 5)
                        .put("error", "The disk is full.")
                        .put("item", "bad"));
        server.transfers.put(3L, Sample.transfer(3, "/worse.txt", "failed", 5));
        open();
        assertThat(browser.findAll("[data-transfer='1'] .transfer-error")).hasSize(1);
        assertThat(browser.findAll("[data-transfer='1'] .retry")).isEmpty();
        assertThat(browser.text("[data-transfer='1'] .transfer-followed"))
                .isEqualTo("A later transfer of it follows this one.");
        assertThat(browser.findAll("[data-transfer='2'] .transfer-followed")).isEmpty();
        assertThat(browser.findAll("[data-transfer='2'] .retry")).hasSize(1);

        server.transferEvent(
                "queued", Sample.transfer(4, "/renamed.txt", "pending", 5).put("item", "bad"));

        eventually(() -> assertThat(browser.findAll("[data-transfer='2'] .retry")).isEmpty());
        assertThat(browser.text("[data-transfer='2']"))
                .contains("Cancelled", "The disk is full.", "A later transfer of it follows");
        assertThat(browser.findAll("[data-transfer='3'] .retry")).hasSize(1);
        server.transferEvent(
                "failed", Sample.transfer(4, "/renamed.txt", "failed", 5).put("item", "bad"));
        eventually(() -> assertThat(browser.findAll("[data-transfer='4'] .retry")).hasSize(1));
        assertThat(browser.findAll("[data-transfer='2'] .retry")).isEmpty();
        assertNothingLogged();
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
}
