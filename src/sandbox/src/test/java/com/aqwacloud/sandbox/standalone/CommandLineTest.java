package com.aqwacloud.sandbox.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aqwacloud.sandbox.standalone.CommandLine.Wish;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineTest {

    @Test
    void withoutOptionsBothCloudsAreInTheCurrentFolderAndPlainOnly() throws Exception {
        assertThat(CommandLine.parse())
                .isEqualTo(
                        new CommandLine(
                                Wish.RUN,
                                "127.0.0.1",
                                3002,
                                false,
                                Optional.of(Path.of("google-drive")),
                                Optional.of(Path.of("onedrive")),
                                Optional.empty()));
    }

    @Test
    void eachOptionCountsInBothWaysOfWriting() throws Exception {
        CommandLine expected =
                new CommandLine(
                        Wish.RUN,
                        "::1",
                        0,
                        true,
                        Optional.of(Path.of("a")),
                        Optional.of(Path.of("b=c")),
                        Optional.of(Path.of("d")));
        assertThat(
                        CommandLine.parse(
                                "--port",
                                "0",
                                "--host",
                                "::1",
                                "--tls",
                                "--google",
                                "a",
                                "--onedrive",
                                "b=c",
                                "--state",
                                "d"))
                .isEqualTo(expected);
        assertThat(
                        CommandLine.parse(
                                "--port=0",
                                "--host=::1",
                                "--tls",
                                "--google=a",
                                "--onedrive=b=c",
                                "--state=d"))
                .isEqualTo(expected);
    }

    @Test
    void withOneFolderThereIsThatCloudOnly() throws Exception {
        assertThat(CommandLine.parse("--onedrive", "x").google()).isEmpty();
        assertThat(CommandLine.parse("--google", "x").oneDrive()).isEmpty();
    }

    @Test
    void theLastOfTwoCounts() throws Exception {
        assertThat(CommandLine.parse("--port", "1", "--port", "2").port()).isEqualTo(2);
    }

    @Test
    void theHelpNamesEachOption() throws Exception {
        assertThat(CommandLine.parse("--help").wish()).isEqualTo(Wish.HELP);
        assertThat(CommandLine.parse("--version").wish()).isEqualTo(Wish.VERSION);
        assertThat(CommandLine.HELP)
                .contains("--port", "--host", "--tls", "--google", "--onedrive", "--state")
                .contains("--help", "--version", "3002", "127.0.0.1", "./google-drive");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--prot 1 | unknown option --prot; --help lists those there are",
                "--prot=1 | unknown option --prot; --help lists those there are",
                "-p 1 | unknown option -p; --help lists those there are",
                "folder | unknown option folder; --help lists those there are",
                "--port | --port needs a value",
                "--port= | --port needs a value",
                "--google --tls | --google needs a value",
                "--onedrive | --onedrive needs a value",
                "--state | --state needs a value",
                "--host | --host needs a value",
                "--tls=yes | --tls takes no value",
                "--help=me | --help takes no value",
                "--version=1 | --version takes no value",
                "--port http | --port: http is not a number",
                "--port 30x2 | --port: 30x2 is not a number",
                "--port 99999999999 | --port: 99999999999 is not a number",
                "--port -1 | --port: -1 is not within 0 to 65535",
                "--port 65536 | --port: 65536 is not within 0 to 65535",
                "--google a --onedrive a | --google and --onedrive: neither folder may be the other or inside it",
                "--google a --onedrive ./a/b | --google and --onedrive: neither folder may be the other or inside it",
                "--google a/b --onedrive a | --google and --onedrive: neither folder may be the other or inside it",
            })
    void whatCannotBeMeantIsRefusedInOneLine(String arguments, String message) {
        assertThatThrownBy(() -> CommandLine.parse(arguments.split(" ")))
                .isInstanceOf(CommandLineException.class)
                .hasMessage(message);
    }

    @Test
    void aFolderThatIsNoPathIsRefused() {
        assertThatThrownBy(() -> CommandLine.parse("--google", "a\0b"))
                .isInstanceOf(CommandLineException.class)
                .hasMessageStartingWith("--google: ")
                .hasMessageEndingWith(" is no path");
    }
}
