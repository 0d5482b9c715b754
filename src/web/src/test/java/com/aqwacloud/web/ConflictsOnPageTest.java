package com.aqwacloud.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.openqa.selenium.support.ui.Select;

/** The inbox on the page, and what was decided. */
class ConflictsOnPageTest extends PageCase {
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
    void aSideThatIsAFolderIsShownAsOne() {
        var conflict = Sample.conflict(4, "name", "/a/plan.docx");
        conflict.withObject("/destination").put("kind", "folder").put("size", 0).putNull("hash");
        server.conflicts.put(4L, conflict);
        open();
        eventually(() -> assertThat(browser.findAll("[data-conflict='4']")).hasSize(1));
        assertThat(browser.text("[data-conflict='4'] [data-side=destination]"))
                .contains("plan.docx", "Folder", "tom@example.com")
                .doesNotContain("Size", "0 B", "Hash");
        assertThat(browser.text("[data-conflict='4'] [data-side=source]"))
                .contains("145 KiB", "Hash")
                .doesNotContain("Folder");
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
        eventually(() -> assertThat(browser.text("#about-inbox .call-error")).contains(gone));
        assertThat(browser.findAll("[data-conflict]")).hasSize(2);
    }

    @Test
    void whatIsSaidOfAConflictThatIsGoneStaysUntilItIsDismissed() {
        server.conflicts.put(4L, Sample.conflict(4, "timestamp", "/a/plan.docx"));
        open();
        eventually(() -> assertThat(browser.findAll("[data-conflict='4']")).hasSize(1));
        String gone = "Conflict 4 was decided before; nothing changed.";
        server.refuseNext("POST", "/api/conflicts/4/resolve", 409, Sample.problem(409, gone, null));
        server.conflicts.remove(4L);
        browser.click("[data-conflict='4'] [data-resolution=source]");
        eventually(() -> assertThat(browser.find("#conflicts").isDisplayed()).isFalse());
        assertThat(browser.text("#about-inbox .call-error")).isEqualTo("/a/plan.docx: " + gone);
        browser.size(390, 844);
        assertNoHorizontalScroll();
        browser.click("#about-inbox [aria-label=Dismiss]");
        eventually(() -> assertThat(browser.findAll("#about-inbox .call-error")).isEmpty());
        assertThat(browser.find("#about-inbox").getSize().height).isZero();
    }

    @Test
    void allThatARuleIsAboutAreDecidedOnceTheirNumberWasTold() {
        server.sessions.put("s1", Sample.session("s1", "Everything", "running"));
        for (long id = 1; id <= 1_050; id++) {
            String folder = id > 20 ? "/Finance/" : "/a/";
            server.conflicts.put(id, Sample.conflict(id, "timestamp", folder + id + ".docx"));
        }
        server.stats = Sample.stats(0, 0, 0, 0, 1_050, 0);
        open();
        eventually(() -> assertThat(browser.text(".several")).contains("Select the 10 shown"));
        browser.click("#decide-all");
        eventually(
                () ->
                        assertThat(browser.text("#decide-count"))
                                .isEqualTo("This concerns 1,050 open conflicts."));
        browser.find("#field-path").sendKeys("/Finance/**");
        eventually(
                () ->
                        assertThat(browser.text("#decide-count"))
                                .isEqualTo("This concerns 1,030 open conflicts."));
        new Select(browser.find("#field-session")).selectByVisibleText("Everything");
        new Select(browser.find("#field-type")).selectByVisibleText("Same size, different content");
        new Select(browser.find("#field-resolution")).selectByValue("destination");
        eventually(
                () ->
                        assertThat(browser.text("#decide-dialog [type=submit]"))
                                .isEqualTo("Decide 1,030"));
        assertThat(server.changingCalls()).isEmpty();
        browser.click("#decide-dialog [type=submit]");
        eventually(() -> assertThat(browser.find("#decide-dialog").isDisplayed()).isFalse());
        eventually(() -> assertThat(browser.text("[data-conflict='20']")).contains("/a"));
        assertThat(server.changingCalls())
                .containsExactly(
                        new FakeServer.Call(
                                "POST",
                                "/api/conflicts/resolve",
                                "{\"all\":true,\"session\":\"s1\",\"type\":\"timestamp\","
                                        + "\"path\":\"/Finance/**\",\"newest\":1050,"
                                        + "\"resolution\":\"destination\"}"));
        assertNothingLogged();
    }

    @Test
    void whatCameAfterTheCountIsNotDecidedWithTheRest() {
        for (long id = 4; id <= 6; id++) {
            server.conflicts.put(id, Sample.conflict(id, "timestamp", "/a/" + id + ".docx"));
        }
        open();
        eventually(() -> assertThat(browser.findAll("[data-conflict]")).hasSize(3));
        browser.click("#decide-all");
        eventually(
                () ->
                        assertThat(browser.text("#decide-dialog [type=submit]"))
                                .isEqualTo("Decide 3"));
        server.conflictEvent("detected", Sample.conflict(7, "timestamp", "/a/7.docx"));
        eventually(() -> assertThat(browser.findAll("[data-conflict='7']")).hasSize(1));
        browser.click("#decide-dialog [type=submit]");
        eventually(() -> assertThat(browser.find("#decide-dialog").isDisplayed()).isFalse());
        eventually(() -> assertThat(browser.findAll("[data-conflict]")).hasSize(1));
        assertThat(server.conflicts).containsOnlyKeys(7L);
        assertThat(browser.findAll("[data-conflict='7']")).hasSize(1);
    }

    @Test
    void aRuleThatIsNoneOrAboutNothingDecidesNothing() {
        for (long id = 4; id <= 5; id++) {
            server.conflicts.put(id, Sample.conflict(id, "timestamp", "/a/" + id + ".docx"));
        }
        browser.size(390, 844);
        open();
        eventually(() -> assertThat(browser.findAll("[data-conflict]")).hasSize(2));
        assertNoHorizontalScroll();
        browser.click("#decide-all");
        eventually(
                () ->
                        assertThat(browser.text("#decide-dialog [type=submit]"))
                                .isEqualTo("Decide 2"));
        assertNoHorizontalScroll();
        String wrong = "path has a bracket that is not closed";
        server.refuseNext("GET", "/api/conflicts/count", 400, Sample.problem(400, wrong, "path"));
        browser.find("#field-path").sendKeys("[");
        eventually(() -> assertThat(browser.text("#field-path-error")).isEqualTo(wrong));
        assertThat(browser.find("#decide-dialog [type=submit]").isEnabled()).isFalse();
        browser.find("#field-path").sendKeys("]");
        eventually(
                () ->
                        assertThat(browser.text("#decide-count"))
                                .isEqualTo("No open conflict matches."));
        assertThat(browser.find("#decide-dialog [type=submit]").isEnabled()).isFalse();
        assertNoHorizontalScroll();
        browser.click("#decide-dialog .dialog-foot .quiet");
        eventually(() -> assertThat(browser.find("#decide-dialog").isDisplayed()).isFalse());
        assertThat(server.changingCalls()).isEmpty();
    }

    @Test
    void everyConflictCanBeReachedHoweverManyThereAre() {
        for (long id = 1; id <= 450; id++) {
            server.conflicts.put(id, Sample.conflict(id, "timestamp", "/a/" + id + ".docx"));
        }
        server.stats = Sample.stats(0, 0, 0, 0, 450, 0);
        open();
        server.statsEvent();
        eventually(() -> assertThat(browser.text("#conflicts .more")).startsWith("and 440 more"));
        assertThat(browser.text("#conflicts .more button")).isEqualTo("Show 40 more");
        for (int shown = 50; shown <= 450; shown += 50) {
            int expected = shown;
            browser.click("#conflicts .more button");
            eventually(() -> assertThat(browser.findAll("[data-conflict]")).hasSize(expected));
        }
        assertThat(browser.findAll("[data-conflict='1']")).hasSize(1);
        assertThat(browser.findAll("#conflicts .more")).isEmpty();
        assertNothingLogged();
    }

    @Test
    void whenAllKnownConflictsAreDecidedTheNextAreAskedFor() {
        for (long id = 1; id <= 201; id++) {
            server.conflicts.put(id, Sample.conflict(id, "timestamp", "/a/" + id + ".docx"));
        }
        server.stats = Sample.stats(0, 0, 0, 0, 1, 0);
        open();
        eventually(() -> assertThat(browser.findAll("[data-conflict='201']")).hasSize(1));
        for (long id = 201; id > 1; id--) {
            var conflict = server.conflicts.get(id);
            conflict.put("resolution", "source").put("resolvedAt", Sample.now().toString());
            server.conflictEvent("resolved", conflict);
            server.conflicts.remove(id);
        }
        server.statsEvent();
        eventually(() -> assertThat(browser.findAll("[data-conflict='1']")).hasSize(1));
    }

    @Test
    void olderDecisionsAreShownPageByPage() {
        server.sessions.put("s1", Sample.session("s1", "Everything", "running"));
        for (long id = 1; id <= 45; id++) {
            server.decided.put(id, Sample.decided(id, "/a/" + id + ".docx", "version-history"));
        }
        server.decided
                .get(45L)
                .putNull("resolution")
                .putNull("loser")
                .put("resolvedBy", "withdrawn");
        open();
        browser.click("#show-decided");
        eventually(() -> assertThat(browser.findAll("[data-decided]")).hasSize(20));
        assertThat(browser.text("[data-decided='45']")).contains("came together by themselves");
        browser.click("#more-decided");
        eventually(() -> assertThat(browser.findAll("[data-decided]")).hasSize(40));
        browser.click("#more-decided");
        eventually(() -> assertThat(browser.findAll("[data-decided]")).hasSize(45));
        assertThat(browser.findAll("#more-decided")).isEmpty();
    }

    @Test
    void whatOnlyAPersonCanTakeOutOfTheRecycleBinIsNotOfferedToBeUndone() {
        server.sessions.put(
                "s1", Sample.session("s1", "Everything", "running").put("recycleBinByHand", true));
        server.decided.put(7L, Sample.decided(7, "/a/plan.docx", "version-history"));
        server.decided.put(9L, Sample.decided(9, "/a/deleted.docx", "recycle-bin"));
        open();
        browser.click("#show-decided");
        eventually(() -> assertThat(browser.findAll("[data-decided]")).hasSize(2));
        assertThat(browser.text("[data-decided='9']"))
                .contains("recycle bin as plan.docx, where you can take it out by hand.");
        assertThat(browser.findAll("[data-undo='9']")).isEmpty();
        assertThat(browser.findAll("[data-undo='7']")).hasSize(1);
    }

    @Test
    void decidedConflictsAreShownOnRequestAndUndone() {
        server.sessions.put("s1", Sample.session("s1", "Everything", "running"));
        server.decided.put(7L, Sample.decided(7, "/a/plan.docx", "version-history"));
        server.decided.put(
                8L, Sample.decided(8, "/a/both.docx", "kept-copy").put("resolvedBy", "mira"));
        server.decided.put(9L, Sample.decided(9, "/a/deleted.docx", "recycle-bin"));
        open();
        browser.click("#show-decided");
        eventually(() -> assertThat(browser.findAll("[data-decided]")).hasSize(3));
        assertThat(browser.text("[data-decided='7']"))
                .contains("Kept Google Drive, by AqwaCloud", "version history as plan.docx");
        assertThat(browser.text("[data-decided='8']")).contains("Kept Google Drive, by mira");
        assertThat(browser.text("[data-decided='7'] .conflict-what"))
                .startsWith("Changed on both sides in Everything, decided ");
        assertThat(browser.find("[data-decided='7'] time").getDomAttribute("datetime"))
                .isEqualTo(server.decided.get(7L).get("resolvedAt").asText());
        assertThat(browser.find("[data-decided='7'] time").getText()).isNotBlank();
        browser.size(390, 844);
        assertNoHorizontalScroll();
        assertThat(browser.findAll("[data-undo='8']")).isEmpty();
        String gone = "Conflict 7 is past: OneDrive's file was changed since; nothing changed.";
        server.refuseNext("POST", "/api/conflicts/7/undo", 409, Sample.problem(409, gone, null));
        browser.click("[data-undo='7']");
        eventually(() -> assertThat(browser.text("[data-decided='7']")).contains(gone));
        browser.click("[data-undo='7']");
        eventually(
                () -> assertThat(browser.text("[data-decided='7']")).contains("undone by the API"));
        assertThat(browser.text("[data-decided='9']")).contains("the other is in OneDrive");
        browser.click("[data-undo='9']");
        eventually(
                () -> assertThat(browser.text("[data-decided='9']")).contains("undone by the API"));
        assertThat(browser.text("[data-decided='9']")).contains("the other was in OneDrive");
        assertThat(browser.findAll("[data-undo]")).isEmpty();
        browser.click("#show-decided");
        eventually(() -> assertThat(browser.findAll("[data-decided]")).isEmpty());
    }
}
