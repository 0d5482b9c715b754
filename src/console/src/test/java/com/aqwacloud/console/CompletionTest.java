package com.aqwacloud.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.aqwacloud.sync.api.AccountState;
import com.aqwacloud.sync.api.Cloud;
import com.aqwacloud.sync.api.JobState;
import com.aqwacloud.sync.api.Loser;
import com.aqwacloud.sync.api.SessionOptions;
import com.aqwacloud.sync.api.SessionState;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The tab key, through Karaf's own completion. */
class CompletionTest {
    private final InMemoryEngine engine = new InMemoryEngine();
    private Shell shell;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        shell = new Shell(folder);
        engine.publish(shell.context());
        engine.session("s1", "Everything", SessionState.RUNNING, null);
        engine.session("s2", "Photos", SessionState.STOPPED, null);
        engine.conflict(7, "/report.docx");
        engine.conflict(8, "/plan.xlsx");
        engine.account("google", Cloud.GOOGLE, AccountState.READY, null);
        engine.account("work", Cloud.GOOGLE, AccountState.READY, null);
        engine.account("onedrive", Cloud.ONEDRIVE, AccountState.READY, null);
    }

    @AfterEach
    void stop() throws Exception {
        shell.close();
    }

    @Test
    void everyCommandIsOffered() {
        assertThat(shell.complete("aqwa:"))
                .containsExactly(
                        "aqwa:accounts",
                        "aqwa:conflict-resolve",
                        "aqwa:conflict-undo",
                        "aqwa:conflicts",
                        "aqwa:routes",
                        "aqwa:session-configure",
                        "aqwa:session-create",
                        "aqwa:session-delete",
                        "aqwa:session-list",
                        "aqwa:session-plan",
                        "aqwa:session-report",
                        "aqwa:session-start",
                        "aqwa:session-stop",
                        "aqwa:session-verify",
                        "aqwa:status",
                        "aqwa:transfer-cancel",
                        "aqwa:transfer-retry",
                        "aqwa:transfers");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aqwa:session-configure ",
                "aqwa:session-plan ",
                "aqwa:session-report ",
                "aqwa:session-start ",
                "aqwa:session-verify ",
                "aqwa:session-stop s",
                "aqwa:session-delete ",
                "aqwa:session-delete --force ",
                "aqwa:transfers --session "
            })
    void sessionIdsAreOffered(String line) {
        assertThat(shell.complete(line)).containsExactly("s1", "s2");
    }

    @Test
    void aSessionIdComesWithTheNameOfTheSession() {
        assertThat(shell.candidates("aqwa:session-start s2"))
                .singleElement()
                .satisfies(c -> assertThat(c.descr()).isEqualTo("Photos, stopped"));
    }

    @Test
    void onlyTransfersThatAreNotOverAreOfferedToBeGivenUp() {
        engine.transfer(JobState.COMPLETED, "/well.txt", 5, 5, 0, null);
        var open = engine.transfer(JobState.PENDING, "/later.txt", 5, 0, 0, null);

        assertThat(shell.complete("aqwa:transfer-cancel "))
                .containsExactly(Long.toString(open.id()));
    }

    @Test
    void onlyFailedTransfersAreOfferedForARetry() {
        engine.transfer(JobState.COMPLETED, "/well.txt", 5, 5, 0, null);
        var failed = engine.transfer(JobState.FAILED, "/bad.txt", 5, 0, 0, "No room.");

        assertThat(shell.complete("aqwa:transfer-retry "))
                .containsExactly(Long.toString(failed.id()));
    }

    @Test
    void onlyWhatCanBeBroughtBackIsOfferedForAnUndo() {
        engine.decided(9, "/lost.txt");
        engine.decided(10, "/deleted.txt", Loser.Place.RECYCLE_BIN);
        engine.decided(11, "/kept.txt", Loser.Place.KEPT_COPY);

        assertThat(shell.complete("aqwa:conflict-undo ")).containsExactly("10", "9");
    }

    @Test
    void onlyOpenConflictsAreOffered() {
        shell.run("aqwa:conflict-resolve 7 newer");

        assertThat(shell.complete("aqwa:conflict-resolve ")).containsExactly("8");
    }

    @ParameterizedTest
    @CsvSource({
        "'aqwa:conflict-resolve 7 ', '8,destination,keep-both,larger,newer,source'",
        "'aqwa:conflict-resolve 7 8 ', 'destination,keep-both,larger,newer,source'",
        "'aqwa:conflict-resolve --type c', case-collision",
        "'aqwa:session-create -o conflicts.prompt.default=s', conflicts.prompt.default=source",
        "'aqwa:conflict-resolve 7 ke', keep-both",
        "'aqwa:transfers --state ', 'cancelled,completed,conflicted,failed,pending,transferring'",
        "'aqwa:session-create --source ', 'google,work'",
        "'aqwa:session-create Name --source ', 'google,work'",
        "'aqwa:session-create --destination ', onedrive",
        "'aqwa:session-create -o conflicts.strategy=', 'conflicts.strategy=auto,"
                + "conflicts.strategy=manual,conflicts.strategy=prompt'",
        "'aqwa:session-create Name -o conflicts.prefer=k', conflicts.prefer=keep-both",
        "'aqwa:session-create -o monitor.enabled=', 'monitor.enabled=false,monitor.enabled=true'",
        "'aqwa:session-create -o export.drawings=', 'export.drawings=jpg,export.drawings=pdf,"
                + "export.drawings=png,export.drawings=skip,export.drawings=svg'",
        "'aqwa:session-create -o shortcuts=f', shortcuts=follow",
        "'aqwa:session-configure s1 shortcuts=f', shortcuts=follow",
        "'aqwa:session-configure s1 retry.max=3 shortcuts=f', shortcuts=follow",
        "'aqwa:session-create -o quota.google=', quota.google=1000/100s",
        "'aqwa:session-create Name -o retry.max=3 --st', --start",
        "'aqwa:session-verify s1 --r', --result",
        "'aqwa:session-delete s1 --f', --force"
    })
    void valuesAreOffered(String line, String expected) {
        assertThat(shell.complete(line)).containsExactly(expected.split(","));
    }

    @Test
    void optionKeysAreOfferedAndTheCursorStaysBehindTheEqualsSign() {
        var candidates = shell.candidates("aqwa:session-create Name -o ");

        assertThat(candidates)
                .hasSameSizeAs(SessionOptions.keys())
                .allSatisfy(c -> assertThat(c.value()).endsWith("="))
                .noneMatch(c -> c.complete());
    }

    @Test
    void optionsAreOfferedAfterTheName() {
        assertThat(shell.complete("aqwa:session-create \"My files\" "))
                .containsExactly("--destination", "--option", "--source", "--start", "-o");
    }

    @Test
    void nothingIsOfferedForANewName() {
        assertThat(shell.complete("aqwa:session-create ")).isEmpty();
    }

    @Test
    void withoutTheEngineNothingIsOffered() {
        engine.unpublish();

        assertThat(shell.complete("aqwa:session-start ")).isEmpty();
        assertThat(shell.complete("aqwa:conflict-resolve ")).isEmpty();
        assertThat(shell.complete("aqwa:session-create --source ")).isEmpty();
    }
}
