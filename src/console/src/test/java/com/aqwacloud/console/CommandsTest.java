package com.aqwacloud.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.aqwacloud.sync.api.Account;
import com.aqwacloud.sync.api.AccountState;
import com.aqwacloud.sync.api.Action;
import com.aqwacloud.sync.api.Cloud;
import com.aqwacloud.sync.api.ConflictPreference;
import com.aqwacloud.sync.api.ConflictSide;
import com.aqwacloud.sync.api.ConflictType;
import com.aqwacloud.sync.api.DryRun;
import com.aqwacloud.sync.api.JobState;
import com.aqwacloud.sync.api.ReportEntry;
import com.aqwacloud.sync.api.ReportKind;
import com.aqwacloud.sync.api.RouteFile;
import com.aqwacloud.sync.api.RouteInfo;
import com.aqwacloud.sync.api.SessionReport;
import com.aqwacloud.sync.api.SessionState;
import com.aqwacloud.sync.api.Stats;
import com.aqwacloud.sync.api.Status;
import com.aqwacloud.sync.api.SyncException;
import com.aqwacloud.sync.api.TaskState;
import com.aqwacloud.sync.api.Verification;
import com.aqwacloud.sync.api.VerifyOutcome;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.karaf.shell.support.CommandException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;

/** Command lines as people type them, through Karaf's parser. */
class CommandsTest {
    private static final String RED = "\u001b[31m";
    private static final String PLAIN = "\u001b[39m";

    private final InMemoryEngine engine = new InMemoryEngine();
    private Shell shell;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        shell = new Shell(folder);
        engine.publish(shell.context());
    }

    @AfterEach
    void stop() throws Exception {
        shell.close();
    }

    @Test
    void aCreatedSessionIsAnsweredByItsIdAlone() {
        var result = shell.run("aqwa:session-create \"My files\"");

        assertThat(result.output().strip()).isEqualTo("s1");
        assertThat(engine.sessions)
                .singleElement()
                .satisfies(
                        session -> {
                            assertThat(session.name()).isEqualTo("My files");
                            assertThat(session.state()).isEqualTo(SessionState.STOPPED);
                        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aqwa:session-create --source g2 --destination o2 -o retry.max=7"
                        + " --option monitor.interval=10s --start Photos",
                "aqwa:session-create Photos --source g2 --destination o2 -o retry.max=7"
                        + " --option monitor.interval=10s --start",
                "aqwa:session-create -o retry.max=7 Photos --source=g2 --start --destination o2"
                        + " -o=monitor.interval=10s"
            })
    void optionsMayStandBeforeAndAfterTheName(String line) {
        var result = shell.run(line);

        assertThat(result.failure()).isNull();
        var session = engine.sessions.get(0);
        assertThat(session.name()).isEqualTo("Photos");
        assertThat(session.source()).isEqualTo("g2");
        assertThat(session.destination()).isEqualTo("o2");
        assertThat(session.state()).isEqualTo(SessionState.RUNNING);
        assertThat(session.options().maxRetries()).isEqualTo(7);
        assertThat(session.options().monitorInterval()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void aNameThatIsANumberStaysAsTyped() {
        shell.run("aqwa:session-create 007");

        assertThat(engine.sessions.get(0).name()).isEqualTo("007");
    }

    @Test
    void anImpossibleOptionIsOneRedLineThatNamesItAndChangesNothing() {
        var result = shell.run("aqwa:session-create \"My files\" -o monitor.interval=0");

        assertThat(result.output().strip())
                .startsWith(RED + "monitor.interval must be a duration")
                .endsWith(PLAIN)
                .hasLineCount(1);
        assertThat(result.failure())
                .isExactlyInstanceOf(CommandException.class)
                .hasCauseInstanceOf(SyncException.class);
        assertThat(engine.sessions).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aqwa:session-create A --sorce g",
                "aqwa:session-create A B",
                "aqwa:session-create A -o",
                "aqwa:session-create A -o retry.max",
                "aqwa:session-create -o =3 A",
                "aqwa:session-create",
                "aqwa:session-create A -o nonsense=1"
            })
    void aWrongCommandLineCreatesNothing(String line) {
        var result = shell.run(line);

        assertThat(result.failure()).isInstanceOf(CommandException.class);
        assertThat(result.output()).startsWith(RED);
        assertThat(engine.sessions).isEmpty();
    }

    @Test
    void sessionsAreListedWithTheirStateAndMessage() {
        engine.session("s1", "Everything", SessionState.PAUSED, "12 deletes wait for you.");

        var result = shell.run("aqwa:session-list");

        assertThat(result.output()).contains("ID", "State", "Everything", "paused", "12 deletes");
    }

    @Test
    void noFormatLeavesOutTheHeaderAndSeparatesByTabs() {
        engine.session("s1", "Everything", SessionState.RUNNING, null);

        var result = shell.run("aqwa:session-list --no-format");

        assertThat(result.output()).hasLineCount(1).startsWith("s1\tEverything\trunning\tgoogle");
    }

    @Test
    void anEmptyListSaysSo() {
        assertThat(shell.run("aqwa:session-list").output()).contains("There are no sessions.");
        assertThat(shell.run("aqwa:conflicts").output()).contains("There are no open conflicts.");
    }

    @Test
    void theOptionsOfASessionAreListedByKey() {
        engine.session("s1", "Everything", SessionState.RUNNING, null);

        var result = shell.run("aqwa:session-list --options --no-format");

        assertThat(result.output()).containsPattern("s1\tquota.google +\t1000/100s");
    }

    @Test
    void aSessionIsStartedAndStopped() {
        engine.session("s1", "Everything", SessionState.STOPPED, null);

        assertThat(shell.run("aqwa:session-start s1").output())
                .contains("Session s1 (Everything) is running.");
        assertThat(shell.run("aqwa:session-stop s1").output())
                .contains("Session s1 (Everything) is stopped.");
    }

    @Test
    void optionsOfASessionAreChanged() {
        engine.session("s1", "Everything", SessionState.STOPPED, null);

        assertThat(
                        shell.run("aqwa:session-configure s1 export.documents=pdf shortcuts=link")
                                .output())
                .contains("Session s1 (Everything) has new options.");

        assertThat(engine.sessions.get(0).options().toMap())
                .containsEntry("export.documents", "pdf")
                .containsEntry("shortcuts", "link")
                .containsEntry("export.drawings", "png");
    }

    @ParameterizedTest
    @CsvSource({
        "aqwa:session-configure s1 export.documents=xlsx, export.documents",
        "aqwa:session-configure s1 no.such=1, no.such",
        "aqwa:session-configure s1 shortcuts, shortcuts",
        "aqwa:session-configure s1, options"
    })
    void anOptionThatCannotBeChangedIsNamed(String line, String named) {
        engine.session("s1", "Everything", SessionState.STOPPED, null);
        var before = engine.sessions.get(0);

        assertThat(shell.run(line).output()).contains(named);

        assertThat(engine.sessions).containsExactly(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aqwa:session-configure s9 shortcuts=link",
                "aqwa:session-start s9",
                "aqwa:session-stop s9",
                "aqwa:session-delete s9",
                "aqwa:transfers --session s9"
            })
    void anUnknownSessionIsNamed(String line) {
        assertThat(shell.run(line).output().strip())
                .isEqualTo(RED + "There is no session \"s9\"." + PLAIN);
    }

    @Test
    void aScriptDeletesWithoutBeingAsked() {
        engine.session("s1", "Everything", SessionState.STOPPED, null);

        assertThat(shell.run("aqwa:session-delete s1").output()).contains("Session s1 is deleted.");
        assertThat(engine.sessions).isEmpty();
    }

    @Test
    void atATerminalYesDeletes() {
        engine.session("s1", "Everything", SessionState.STOPPED, null);

        var result = shell.runInteractively("aqwa:session-delete s1", "yes\n");

        assertThat(result.output()).contains("Delete session s1 (Everything)?");
        assertThat(engine.sessions).isEmpty();
    }

    @Test
    void atATerminalAnythingElseDeletesNothing() {
        engine.session("s1", "Everything", SessionState.STOPPED, null);

        var result = shell.runInteractively("aqwa:session-delete s1", "no\n");

        assertThat(result.output()).contains("Nothing was deleted.");
        assertThat(engine.sessions).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aqwa:session-delete --force s1",
                "aqwa:session-delete s1 --force",
                "aqwa:session-delete s1 -f"
            })
    void forceAsksNothing(String line) {
        engine.session("s1", "Everything", SessionState.STOPPED, null);

        var result = shell.runInteractively(line, "no\n");

        assertThat(result.output()).doesNotContain("?");
        assertThat(engine.sessions).isEmpty();
    }

    @Test
    void aTransferShowsSizeProgressAndRate() {
        engine.transfer(JobState.TRANSFERRING, "/film.mp4", 300L << 20, 75L << 20, 1_572_864, null);

        var line = shell.run("aqwa:transfers --no-format").output();

        assertThat(line).contains("transferring", "300.0 MiB", "25%", "1.5 MiB/s", "/film.mp4");
    }

    @Test
    void transfersAreChosenByStateAndLimited() {
        engine.session("s1", "Everything", SessionState.RUNNING, null);
        engine.transfer(JobState.COMPLETED, "/a", 1, 1, 0, null);
        engine.transfer(JobState.FAILED, "/b", 1, 0, 0, "OneDrive is full.");
        engine.transfer(JobState.FAILED, "/c", 1, 0, 0, "OneDrive is full.");

        var output = shell.run("aqwa:transfers --state failed --session s1 --limit 1").output();

        assertThat(output).contains("/b", "OneDrive is full.", "Only the first 1 are shown");
        assertThat(output).doesNotContain("/a", "/c");
    }

    @Test
    void aStatesTransfersAreShownToTheirEnd() {
        engine.session("s1", "Everything", SessionState.RUNNING, null);
        var first = engine.transfer(JobState.FAILED, "/b", 1, 0, 0, "OneDrive is full.");
        var second = engine.transfer(JobState.FAILED, "/c", 1, 0, 0, "OneDrive is full.");

        String page = "aqwa:transfers --state failed --limit 1";

        assertThat(shell.run(page).output())
                .contains("--before " + first.id() + " shows what is older");
        assertThat(shell.run("aqwa:transfers --state failed --before " + second.id()).output())
                .doesNotContain("/c");
        assertThat(shell.run("aqwa:transfers --before 7").output())
                .contains("--before is only for --state.");
    }

    @Test
    void anUnknownStateListsTheKnownOnes() {
        assertThat(shell.run("aqwa:transfers --state done").output())
                .contains("--state must be one of pending, transferring, completed, failed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1001", "-1", "many"})
    void aLimitOutOfRangeIsRefused(String limit) {
        assertThat(shell.run("aqwa:transfers --limit " + limit).output())
                .contains(
                        "--limit must be a whole number from 1 to 1000; it is \"" + limit + "\".");
    }

    @Test
    void aFileNameCannotSteerTheTerminal() {
        engine.transfer(JobState.PENDING, "/evil\u001b[2J\n\u202etxt.exe", 1, 0, 0, null);

        var output = shell.run("aqwa:transfers --no-format").output();

        assertThat(output).contains("/evil?[2J??txt.exe").hasLineCount(1);
    }

    @Test
    void conflictsShowBothSides() {
        engine.conflict(7, "/report.docx");

        assertThat(shell.run("aqwa:conflicts --no-format").output())
                .contains(
                        "7",
                        "simultaneous-edit",
                        "report.docx: 2.0 KiB, created 2026-11-2",
                        "changed 2026-11-2",
                        "by Mira, 0cc175b9",
                        "deleted",
                        "conflicts.strategy=manual",
                        "/report.docx");
    }

    @Test
    void aSideThatIsAFolderIsShownAsOne() {
        var folder = ConflictSide.Kind.FOLDER;
        engine.conflict(
                7,
                ConflictType.NAME,
                "/report.docx",
                new ConflictSide("o", true, folder, "report.docx", 0, null, null, "Tom", null));

        assertThat(shell.run("aqwa:conflicts --no-format").output())
                .contains("report.docx: 2.0 KiB", "report.docx: folder, by Tom")
                .doesNotContain("0 B");
    }

    @Test
    void conflictsAreShownToTheirEnd() {
        engine.conflict(8, "/newer.txt");
        engine.conflict(7, "/older.txt");

        assertThat(shell.run("aqwa:conflicts --limit 1").output())
                .contains("/newer.txt", "--before 8 shows what is older")
                .doesNotContain("/older.txt");
        assertThat(shell.run("aqwa:conflicts --limit 2 --before 8").output())
                .contains("/older.txt")
                .doesNotContain("/newer.txt", "shows what is older");
        assertThat(shell.run("aqwa:conflicts --before x").output()).contains("--before must be");
    }

    @Test
    void aFailedTransferIsQueuedOnceMore() {
        var failed = engine.transfer(JobState.FAILED, "/bad.txt", 5, 0, 0, "No room.");

        assertThat(shell.run("aqwa:transfer-retry " + failed.id()).output())
                .contains("Transfer 1 is queued once more, for /bad.txt.");
        assertThat(engine.retried).containsExactly(failed.id());
    }

    @Test
    void aTransferThatIsNotOverIsGivenUp() {
        var open = engine.transfer(JobState.PENDING, "/large.iso", 5, 0, 0, null);

        assertThat(shell.run("aqwa:transfer-cancel " + open.id()).output())
                .contains("Transfer 1 of /large.iso is cancelled.");
        assertThat(engine.cancelled).containsExactly("1 by ada");
    }

    @ParameterizedTest
    @ValueSource(strings = {"9", "one", "-1", ""})
    void aTransferThatCanNotBeGivenUpSaysSo(String id) {
        var result = shell.run("aqwa:transfer-cancel " + id);

        assertThat(result.failure()).isInstanceOf(CommandException.class);
        assertThat(result.output()).startsWith(RED);
        assertThat(engine.cancelled).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"9", "one", "-1", ""})
    void aRetryThatIsNotPossibleSaysSo(String id) {
        var result = shell.run("aqwa:transfer-retry " + id);

        assertThat(result.failure()).isInstanceOf(CommandException.class);
        assertThat(result.output()).startsWith(RED);
        assertThat(engine.retried).isEmpty();
    }

    @Test
    void aConflictIsDecidedInTheNameOfTheConsolesUser() {
        engine.conflict(7, "/report.docx");

        var result = shell.run("aqwa:conflict-resolve 7 keep-both");

        assertThat(result.output()).contains("Conflict 7 is decided: keep-both, for /report.docx.");
        assertThat(engine.conflicts.get(0).resolution()).isEqualTo(ConflictPreference.KEEP_BOTH);
        assertThat(engine.conflicts.get(0).resolvedBy()).isEqualTo("ada");
        assertThat(shell.run("aqwa:conflicts").output()).doesNotContain("report");
        assertThat(shell.run("aqwa:conflicts --all").output()).contains("keep-both", "ada");
    }

    @Test
    void whatIsNoConflictAnyMoreIsNotShownAsOpen() {
        engine.withdrawn(7, "/report.docx");

        assertThat(shell.run("aqwa:conflicts --all --no-format").output())
                .contains("withdrawn")
                .doesNotContain("open");
    }

    @Test
    void theDecisionThatWasMadeIsToldNotTheWordThatWasAsked() {
        engine.conflict(7, "/report.docx");
        engine.conflict(8, "/plan.xlsx");
        engine.decidesAs = ConflictPreference.SOURCE;

        assertThat(shell.run("aqwa:conflict-resolve 7 8 newer").output())
                .contains("Conflict 7 is decided: source", "Conflict 8 is decided: source")
                .doesNotContain("newer");
    }

    @Test
    void aDecidedConflictIsUndoneInTheNameOfTheConsolesUser() {
        engine.decided(7, "/report.docx");
        assertThat(shell.run("aqwa:conflicts --all").output())
                .contains("version history of report.docx in OneDrive");

        assertThat(shell.run("aqwa:conflict-undo 7").output())
                .contains("Conflict 7 is undone, for /report.docx.");
        assertThat(engine.conflicts.get(0).undoneBy()).isEqualTo("ada");
        assertThat(shell.run("aqwa:conflict-undo 7").output())
                .contains(RED + "Conflict 7 has nothing to bring back.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "8", "seven", ""})
    void anUndoThatIsNotPossibleSaysSo(String id) {
        engine.conflict(7, "/report.docx");

        var result = shell.run("aqwa:conflict-undo " + id);

        assertThat(result.failure()).isInstanceOf(CommandException.class);
        assertThat(result.output()).startsWith(RED);
    }

    @Test
    void severalConflictsAreDecidedAtOnce() {
        engine.conflict(7, "/report.docx");
        engine.conflict(8, "/plan.xlsx");
        engine.conflict(9, "/other.txt");

        var result = shell.run("aqwa:conflict-resolve 7 9 source");

        assertThat(result.output())
                .contains("Conflict 7 is decided: source", "Conflict 9 is decided: source");
        assertThat(engine.conflicts.get(1).resolution()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--all --path *.xlsx newer",
                "--all --session s1 --type simultaneous-edit --path /plan.xlsx newer",
                "newer --all --path=/plan*"
            })
    void allThatAFilterLetsThroughAreDecided(String arguments) {
        engine.conflict(7, "/report.docx");
        engine.conflict(8, "/plan.xlsx");

        assertThat(shell.run("aqwa:conflict-resolve " + arguments).output())
                .contains("Conflict 8 is decided: newer, for /plan.xlsx.")
                .doesNotContain("Conflict 7");
        assertThat(shell.run("aqwa:conflict-resolve " + arguments).output())
                .contains("There is no such open conflict.");
        assertThat(engine.conflicts.get(0).resolution()).isNull();
    }

    @Test
    void ofSeveralConflictsNoneIsDecidedIfOneIsGone() {
        engine.conflict(7, "/report.docx");
        engine.conflict(8, "/plan.xlsx");
        shell.run("aqwa:conflict-resolve 8 newer");

        assertThat(shell.run("aqwa:conflict-resolve 7 8 source").output())
                .contains(RED + "Conflict 8 was decided before.");
        assertThat(engine.conflicts.get(0).resolution()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "7 oldest",
                "8 newer",
                "seven newer",
                "7",
                "newer",
                "7 --all newer",
                "--all 7 newer",
                "--type name 7 newer",
                "--all --type fight newer",
                "--all --path \"/[a\" newer",
                "7 8 newer",
                "--all"
            })
    void aDecisionThatIsNotPossibleLeavesTheConflictOpen(String arguments) {
        engine.conflict(7, "/report.docx");

        var result = shell.run("aqwa:conflict-resolve " + arguments);

        assertThat(result.failure()).isInstanceOf(CommandException.class);
        assertThat(result.output()).startsWith(RED);
        assertThat(engine.conflicts.get(0).resolution()).isNull();
    }

    @Test
    void aConflictDecidedBeforeSaysSo() {
        engine.conflict(7, "/report.docx");
        shell.run("aqwa:conflict-resolve 7 newer");

        assertThat(shell.run("aqwa:conflict-resolve 7 source").output())
                .contains(RED + "Conflict 7 was decided before.");
    }

    @Test
    void aRefusedRouteFileShowsFileLineAndReason() {
        engine.routes.add(new RouteInfo("watch", "Polls", "watch.xml", "Started", 12, 1, 0));
        engine.files.add(
                new RouteFile(
                        "watch.xml",
                        RouteFile.State.REFUSED,
                        List.of("watch"),
                        "watch.xml, line 7: there is no component \"gogle-drive\".",
                        7,
                        InMemoryEngine.THEN));

        var output = shell.run("aqwa:routes").output();

        assertThat(output)
                .contains("Started", "refused")
                .contains("watch.xml, line 7: there is no component \"gogle-drive\".");
        assertThat(shell.run("aqwa:routes --files --no-format").output()).hasLineCount(1);
    }

    @Test
    void anAccountThatCannotBeUsedShowsTheRemedy() {
        engine.account("google", Cloud.GOOGLE, AccountState.RECONNECT, "Sign in again.");

        assertThat(shell.run("aqwa:accounts").output())
                .contains("google", "Google Drive", "sandbox", "reconnect", "Sign in again.");
    }

    @Test
    void anAccountWhoseCloudAskedForSilenceSaysUntilWhen() {
        Account account = engine.account("google", Cloud.GOOGLE, AccountState.READY, null);
        engine.accounts.set(0, account.pausedUntil(Instant.parse("2026-03-04T05:06:07Z")));

        assertThat(shell.run("aqwa:accounts").output())
                .contains("ready", "The cloud asked for silence until 2026-03-04");
    }

    @Test
    void theStatusShowsAllInOneGlanceAndWhatNeedsAPerson() {
        engine.session("s1", "Everything", SessionState.RUNNING, null);
        engine.session("s2", "Photos", SessionState.PAUSED, "12 deletes wait for you.");
        engine.conflict(7, "/report.docx");
        engine.account("google", Cloud.GOOGLE, AccountState.RECONNECT, "Sign in again.");
        engine.configurationProblems.add("etc/aqwa.accounts.cfg: onedrive.cloud is wrong.");
        engine.files.add(
                new RouteFile(
                        "watch.xml",
                        RouteFile.State.REFUSED,
                        List.of(),
                        "watch.xml, line 7: no.",
                        7,
                        null));

        var output = shell.run("aqwa:status").output();

        assertThat(output)
                .contains("1 running of 2")
                .contains("3 pending, 0 transferring, 120 completed")
                .contains("1.5 MiB/s now, 5.0 GiB in all")
                .contains("12 to Google Drive, 34 to OneDrive")
                .contains("2 h 5 min")
                .contains("s1 \"Everything\" running, google to onedrive")
                .contains("Attention  session s2: 12 deletes wait for you.")
                .contains("Attention  1 open in aqwa:conflicts")
                .contains("Attention  etc/aqwa.accounts.cfg: onedrive.cloud is wrong.")
                .contains("Attention  account google reconnect: Sign in again.")
                .contains("Attention  route file refused: watch.xml, line 7: no.");
    }

    @Test
    void outputGoesThroughAPipe() {
        engine.session("s1", "Everything", SessionState.RUNNING, null);
        engine.session("s2", "Photos", SessionState.STOPPED, null);

        var output = shell.run("aqwa:session-list | grep Photos").output();

        assertThat(output).contains("s2").doesNotContain("Everything");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aqwa:status",
                "aqwa:session-list",
                "aqwa:session-configure s1 shortcuts=link",
                "aqwa:session-create A",
                "aqwa:session-start s1",
                "aqwa:session-stop s1",
                "aqwa:session-delete s1",
                "aqwa:transfers",
                "aqwa:transfer-cancel 1",
                "aqwa:transfer-retry 1",
                "aqwa:conflicts",
                "aqwa:conflict-resolve 7 newer",
                "aqwa:conflict-undo 7",
                "aqwa:routes",
                "aqwa:accounts"
            })
    void withoutTheEngineEveryCommandSaysSoInOneLine(String line) {
        engine.unpublish();

        var result = shell.run(line);

        assertThat(result.output().strip())
                .isEqualTo(RED + "The engine is not running; see log:display." + PLAIN);
        assertThat(result.failure()).isInstanceOf(CommandException.class);
    }

    @Test
    void anUnexpectedFailureGoesUpForTheLog() {
        var ranking = FrameworkUtil.asDictionary(Map.of(Constants.SERVICE_RANKING, 1));
        shell.context()
                .registerService(
                        Status.class,
                        new Status() {
                            @Override
                            public Stats stats() {
                                throw new IllegalStateException("the store is closed");
                            }

                            @Override
                            public List<String> configurationProblems() {
                                return List.of();
                            }
                        },
                        ranking);

        var result = shell.run("aqwa:status");

        assertThat(result.failure()).isExactlyInstanceOf(IllegalStateException.class);
        assertThat(result.output()).contains("the store is closed").doesNotContain("\tat ");
    }

    @Test
    void aReportCountsEveryKindAndTellsTheProblems() {
        engine.session("s1", "My files", SessionState.STOPPED, null);
        for (int i = 0; i < 25; i++) {
            engine.reported.add(
                    new ReportEntry(
                            ReportKind.SKIPPED,
                            "/form " + i,
                            null,
                            null,
                            0,
                            null,
                            null,
                            "a form has no content",
                            null));
        }
        engine.reported.add(
                new ReportEntry(
                        ReportKind.FAILED,
                        "/big\u001b[2J.bin",
                        Action.CREATE,
                        null,
                        4096,
                        InMemoryEngine.THEN,
                        null,
                        "It is too large.",
                        "Once the cause is gone: aqwa:transfer-retry 7."));

        var output = shell.run("aqwa:session-report s1").output();

        assertThat(output)
                .contains("Session s1 \"My files\", stopped")
                .containsPattern("in sync +3, 2.0 KiB")
                .containsPattern("failed +1, 4.0 KiB")
                .containsPattern("skipped +25\\R")
                .containsPattern("renamed +0\\R")
                .contains(
                        "failed /big?[2J.bin: It is too large. Once the cause is gone:"
                                + " aqwa:transfer-retry 7.")
                .contains("skipped /form 19: a form has no content", "... and 5 more of them")
                .doesNotContain("/form 20");
    }

    @Test
    void aReportOfAnUnknownSessionIsRefused() {
        var result = shell.run("aqwa:session-report s9");

        assertThat(result.output()).contains("There is no session \"s9\".");
        assertThat(result.failure()).isInstanceOf(CommandException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "aqwa:session-verify s1 | s1 with 0",
                "aqwa:session-verify --download-bytes 5000 s1 | s1 with 5000",
                "aqwa:session-verify s1 --download-bytes=5000 | s1 with 5000"
            })
    void aVerificationIsBegunAndSaysWhereItsResultIs(String line, String begun) {
        engine.session("s1", "My files", SessionState.STOPPED, null);

        var output = shell.run(line).output();

        assertThat(engine.verified).containsExactly(begun);
        assertThat(output).contains("aqwa:session-verify s1 --result");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aqwa:session-verify s9",
                "aqwa:session-verify s1 --download-bytes many",
                "aqwa:session-verify s1 --download-bytes -1",
                "aqwa:session-verify s1 --fast"
            })
    void aVerificationThatIsNotPossibleIsRefused(String line) {
        engine.session("s1", "My files", SessionState.STOPPED, null);

        assertThat(shell.run(line).failure()).isInstanceOf(CommandException.class);
        assertThat(engine.verified).isEmpty();
    }

    @Test
    void theResultOfAVerificationTellsEachFinding() {
        engine.session("s1", "My files", SessionState.STOPPED, null);
        assertThat(shell.run("aqwa:session-verify s1 --result").output())
                .contains("was not verified");
        engine.verification =
                new Verification(
                        "s1",
                        TaskState.DONE,
                        InMemoryEngine.THEN,
                        InMemoryEngine.THEN.plusSeconds(63),
                        12,
                        13,
                        0,
                        Map.of(VerifyOutcome.EQUAL, 11L, VerifyOutcome.DIFFERING, 1L),
                        List.of(
                                new Verification.Finding(
                                        VerifyOutcome.DIFFERING, "/a\u0007.txt", "It differs.")),
                        null);

        var output = shell.run("aqwa:session-verify s1 -r").output();

        assertThat(output)
                .contains("Verification of s1: done", "took 1 min 3 s")
                .contains("12 in Google Drive, 13 in OneDrive")
                .containsPattern("equal +11")
                .containsPattern("missing-at-source +0")
                .contains("differing /a?.txt: It differs.");
        assertThat(engine.verified).isEmpty();
    }

    @Test
    void aDryRunIsBegunAndItsPlanTold() {
        engine.session("s1", "My files", SessionState.STOPPED, null);
        assertThat(shell.run("aqwa:session-plan s1 --result").output()).contains("was not planned");

        assertThat(shell.run("aqwa:session-plan s1").output())
                .contains("aqwa:session-plan s1 --result");

        assertThat(engine.planned).containsExactly("s1");
        engine.dryRun =
                new DryRun(
                        "s1",
                        TaskState.DONE,
                        InMemoryEngine.THEN,
                        InMemoryEngine.THEN,
                        120,
                        7,
                        Map.of(Action.CREATE, new SessionReport.Total(100, 2048)),
                        Map.of(ConflictType.NAME, 2L),
                        3,
                        60,
                        new DryRun.Estimate(100, 105, 4096, 2048, 4, 200, "quota.google"),
                        List.of(
                                new DryRun.Step(Action.CREATE, null, null, "/a\u0007.txt", 20),
                                new DryRun.Step(null, ConflictType.NAME, null, "/b", 0),
                                new DryRun.Step(null, null, "it is a form", "/c", 0)),
                        null);

        var output = shell.run("aqwa:session-plan s1 -r").output();

        assertThat(output)
                .containsPattern("create +100, 2.0 KiB")
                .containsPattern("conflict +2, name")
                .containsPattern("left out +3")
                .contains("4.0 KiB read, 2.0 KiB sent, and 4 documents of unknown size")
                .contains("about 100 to Google Drive, 105 to OneDrive")
                .contains("at least 3 min 20 s, by quota.google")
                .contains("60 files would be deleted at once")
                .contains("create /a?.txt", "conflict /b", "left out /c: it is a form");
        assertThat(engine.planned).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"aqwa:session-plan s9", "aqwa:session-plan s1 --fast"})
    void aDryRunThatIsNotPossibleIsRefused(String line) {
        engine.session("s1", "My files", SessionState.STOPPED, null);

        assertThat(shell.run(line).failure()).isInstanceOf(CommandException.class);
        assertThat(engine.planned).isEmpty();
    }
}
