package com.aqwacloud.sandbox.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.aqwacloud.sandbox.Sandbox;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {

    @TempDir Path home;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    /** What {@code java -jar} would have been asked to run. */
    private final List<String> ran = new ArrayList<>();

    private int run(String... arguments) {
        return Main.run(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                this::note,
                arguments);
    }

    private void note(Sandbox sandbox) {
        ran.add(sandbox.baseUri().toString());
    }

    private String[] onPort(int port) {
        return new String[] {
            "--port=" + port,
            "--google=" + home.resolve("g"),
            "--onedrive=" + home.resolve("o"),
            "--tls"
        };
    }

    private void isRefused(int status, String line) {
        assertThat(status).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo(line + System.lineSeparator());
        assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(ran).isEmpty();
    }

    @Test
    void theStartSaysAddressesFoldersTokenAndAuthority() {
        assertThat(run(onPort(0))).isZero();
        assertThat(err.size()).isZero();
        assertThat(ran).hasSize(1);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .startsWith("The sandbox is ready at " + ran.get(0) + " and https://127.0.0.1:")
                .contains(home.resolve("g").toString())
                .contains(home.resolve("o").toString())
                .contains("Bearer sandbox")
                .contains(home.resolve(".sandbox-tls").toString());
    }

    @Test
    void withoutTlsNothingIsSaidOfItAndNoAuthorityIsMade() {
        assertThat(run("--port=0", "--google=" + home.resolve("g"))).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).doesNotContain("https", "CA", "OneDrive");
        assertThat(home.resolve(".sandbox-tls")).doesNotExist();
    }

    @Test
    void helpAndVersionAreSaidAndNothingIsStarted() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(CommandLine.HELP);
        assertThat(run("--version")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("aqwa-sandbox ");
        assertThat(ran).isEmpty();
    }

    @Test
    void anUnknownOptionEndsWithOneLine() {
        isRefused(
                run("--folder", "x"),
                "aqwa-sandbox: unknown option --folder; --help lists those there are");
    }

    @Test
    void aPortInUseEndsWithOneLine() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            int port = other.getLocalPort();
            isRefused(
                    run(onPort(port)), "aqwa-sandbox: --port: " + port + " is in use on 127.0.0.1");
        }
    }

    @Test
    void anAddressOfAnotherMachineEndsWithOneLine() {
        isRefused(
                run("--host", "203.0.113.1"),
                "aqwa-sandbox: --host: 203.0.113.1 is no address of this machine");
    }

    @Test
    void aFolderThatCannotBeMadeEndsWithOneLine() throws Exception {
        Path file = Files.createFile(home.resolve("file"));
        Path folder = file.resolve("below");
        int status = run("--port=0", "--google=" + folder);
        assertThat(status).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .startsWith("aqwa-sandbox: --google: the folder " + folder + " can't be made: ")
                .hasLineCount(1);
        assertThat(ran).isEmpty();
    }

    @Test
    void aFileIsNoFolder() throws Exception {
        Path file = Files.createFile(home.resolve("file"));
        int status = run("--port=0", "--state=" + file, "--google=" + home.resolve("g"));
        assertThat(status).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .startsWith("aqwa-sandbox: --state: the folder " + file + " can't be made: ")
                .hasLineCount(1);
    }

    @Test
    void theWholeDiskIsNoCloud() {
        isRefused(
                run("--port=0", "--onedrive=/"),
                "aqwa-sandbox: --onedrive: / is the whole disk; name a folder in it");
    }

    @Test
    void theStateIsNotKeptWithinTheFolder() {
        Path folder = home.resolve("o");
        int status = run("--port=0", "--onedrive=" + folder, "--state=" + folder.resolve("state"));
        assertThat(status).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .startsWith("aqwa-sandbox: The state folder ")
                .hasLineCount(1);
    }

    @Test
    void aLinkFromOneCloudIntoTheOtherIsSeenThrough() throws Exception {
        Path real = Files.createDirectories(home.resolve("real"));
        Path link = Files.createSymbolicLink(home.resolve("link"), real);
        isRefused(
                run("--port=0", "--onedrive=" + link, "--google=" + real.resolve("below")),
                "aqwa-sandbox: --google and --onedrive: neither folder may be the other or inside"
                        + " it");
    }

    @Test
    void aFolderInUseEndsWithOneLine() throws Exception {
        Path folder = Files.createDirectories(home.resolve("o")).toRealPath();
        try (Sandbox first = Sandbox.builder().port(0).oneDriveFolder(folder).build().start()) {
            assertThat(first.port()).isPositive();
            isRefused(
                    run("--port=0", "--onedrive=" + folder),
                    "aqwa-sandbox: The folder " + folder + " is in use by another sandbox");
        }
        assertThat(run("--port=0", "--onedrive=" + folder)).isZero();
    }
}
