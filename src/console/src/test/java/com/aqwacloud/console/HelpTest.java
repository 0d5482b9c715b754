package com.aqwacloud.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code --help} says. */
class HelpTest {
    private Shell shell;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        shell = new Shell(folder);
    }

    @AfterEach
    void stop() throws Exception {
        shell.close();
    }

    @ParameterizedTest
    @CsvSource({
        "status, ''",
        "session-list, --options --no-format",
        "session-create, name --source --destination -o --option --start",
        "session-configure, id options",
        "session-start, id",
        "session-stop, id",
        "session-delete, id --force",
        "session-report, id",
        "session-plan, id --result",
        "session-verify, id --result --download-bytes",
        "transfers, --state --session --limit --no-format",
        "transfer-cancel, id",
        "transfer-retry, id",
        "conflicts, --all --no-format",
        "conflict-resolve, ids resolution --all --session --type --path",
        "conflict-undo, id",
        "routes, --files --no-format",
        "accounts, --no-format"
    })
    void everyCommandExplainsItselfWithAnExample(String command, String parts) {
        var help = shell.run("aqwa:" + command + " --help").output();

        assertThat(help).contains("DESCRIPTION", "SYNTAX", "DETAILS", "Example");
        assertThat(help).contains(parts.split(" "));
        assertThat(help).doesNotContain("defaults to []");
        assertThat(help.lines()).anyMatch(line -> line.matches("\\s+aqwa:" + command + "\\b.*"));
    }
}
