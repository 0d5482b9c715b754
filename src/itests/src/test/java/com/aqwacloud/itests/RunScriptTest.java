package com.aqwacloud.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunScriptTest {
    private static final Duration AT_MOST = Duration.ofSeconds(90);
    private static final Path SCRIPT =
            Path.of(System.getProperty("aqwa.repository.top")).resolve("run").normalize();

    @TempDir Path folder;
    private final Map<String, String> env = new TreeMap<>();
    private final List<Process> started = new ArrayList<>();
    private List<Integer> ports;
    private Path home;

    @BeforeEach
    void freePorts() throws IOException {
        ports = FreePorts.find(3);
        env.put("AQWA_HTTP_PORT", ports.get(0).toString());
        env.put("AQWA_SANDBOX_PORT", ports.get(1).toString());
        env.put("AQWA_SSH_PORT", ports.get(2).toString());
        env.put("AQWA_ARCHIVE", Distribution.archive().toString());
        home = folder.resolve("home");
    }

    @AfterEach
    void killWhatStillRuns() throws InterruptedException {
        for (Process process : started) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void itSaysWhereThePageAndTheFoldersAreRefusesASecondInstanceAndStopsOnRequest()
            throws IOException, InterruptedException {
        Process run = start();
        awaitReady();

        assertThat(output().lines().findFirst().orElseThrow()).startsWith("AqwaCloud is ready");
        assertThat(output())
                .contains("http://localhost:" + ports.get(0) + "/")
                .contains(home.resolve("sandbox/google-drive").toString())
                .contains(home.resolve("sandbox/onedrive").toString())
                .contains(home.resolve("console.password").toString());
        assertThat(home.resolve("sandbox/google-drive")).isDirectory();
        List<ProcessHandle> children = run.descendants().toList();
        assertThat(children).isNotEmpty();

        List<Integer> others = FreePorts.find(3);
        env.put("AQWA_HTTP_PORT", others.get(0).toString());
        env.put("AQWA_SANDBOX_PORT", others.get(1).toString());
        env.put("AQWA_SSH_PORT", others.get(2).toString());
        assertRefused("already running in " + home, "--home", home.toString());
        assertRefused("already running in " + home, "--fresh", "--home", home.toString());
        assertThat(run.isAlive()).isTrue();

        run.destroy();

        assertThat(run.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(run.exitValue()).isIn(0, 143);
        assertThat(children).noneMatch(ProcessHandle::isAlive);
    }

    @Test
    void aPortInUseIsNamed() throws IOException, InterruptedException {
        for (String name : List.of("AQWA_HTTP_PORT", "AQWA_SANDBOX_PORT", "AQWA_SSH_PORT")) {
            try (var taken = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
                String before = env.put(name, Integer.toString(taken.getLocalPort()));
                assertRefused(
                        "port " + taken.getLocalPort() + " is in use", "--home", home.toString());
                env.put(name, before);
            }
        }
    }

    @Test
    void aPortThatIsNoNumberIsRefused() throws IOException, InterruptedException {
        env.put("AQWA_HTTP_PORT", "http");

        assertRefused("AQWA_HTTP_PORT=http is not a port number", "--home", home.toString());
    }

    @Test
    void aJavaThatIsTooOldIsRefused() throws IOException, InterruptedException {
        Path java = Files.createDirectories(folder.resolve("jdk/bin")).resolve("java");
        executable(java, "#!/bin/sh\necho 'openjdk version \"11.0.2\" 2019-01-15' >&2\n");
        env.put("JAVA_HOME", folder.resolve("jdk").toString());

        assertRefused("Java 11 is too old", "--home", home.toString());
    }

    @Test
    void aMissingJavaIsRefused() throws IOException, InterruptedException {
        env.put("JAVA_HOME", folder.resolve("no-jdk").toString());

        assertRefused("no Java found", "--home", home.toString());
    }

    @Test
    void aFolderThatCannotBeMadeIsRefused() throws IOException, InterruptedException {
        Path file = Files.createFile(folder.resolve("file"));

        assertRefused("cannot be made", "--home", file.resolve("home").toString());
    }

    @Test
    void aFolderOfSomeoneElseIsLeftAlone() throws IOException, InterruptedException {
        Path diary = Files.createDirectories(home).resolve("data");
        Files.writeString(diary, "dear diary");

        assertRefused("was not made by ./run", "--fresh", "--home", home.toString());
        assertRefused("was not made by ./run", "--home", home.toString());

        assertThat(diary).hasContent("dear diary");
    }

    @Test
    void anUnknownOptionIsRefused() throws IOException, InterruptedException {
        assertRefused("unknown option --hoem", "--hoem", home.toString());
    }

    @Test
    void helpNamesEveryOption() throws IOException, InterruptedException {
        var help = run("--help");

        assertThat(help.exitCode()).isZero();
        assertThat(help.output()).contains("--fresh", "--home DIR", "AQWA_HTTP_PORT");
    }

    @Test
    void anEngineThatCannotStartIsReportedWithItsLog() throws IOException, InterruptedException {
        env.put("AQWA_HEAP", "none");

        var result = run("--home", home.toString());

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(lastLine(result.output()))
                .contains("ended while starting")
                .contains(home.resolve("data/log/karaf.log").toString());
    }

    @Test
    void aConfigurationThatNoEngineStartsWithIsNamed() throws IOException, InterruptedException {
        // Unpacks; the heap setting ends the engine at once.
        env.put("AQWA_HEAP", "none");
        run("--home", home.toString());
        env.remove("AQWA_HEAP");

        assertNamed("engine", "transfers.threads = 16", "transfers.threads = many");
        assertNamed("http", "allowed-hosts =", "alowed-hosts =");
        assertNamed("sandbox", "tls = true", "tls = maybe");
    }

    private void assertNamed(String name, String from, String to)
            throws IOException, InterruptedException {
        Path file = home.resolve("etc/aqwa." + name + ".cfg");
        String good = Files.readString(file);
        assertThat(good).contains(from);
        Files.writeString(file, good.replace(from, to));

        var result = run("--home", home.toString());

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(lastLine(result.output()))
                .as(this::log)
                .startsWith("AqwaCloud: not started: etc/aqwa." + name + ".cfg")
                .contains(to.substring(0, to.indexOf(' ')));
        Files.writeString(file, good);
    }

    @Test
    void newCodeIsBuiltAndNewDocumentationIsNot() throws IOException, InterruptedException {
        Path clone = Files.createDirectories(folder.resolve("clone"));
        Path script = Files.copy(SCRIPT, clone.resolve("run"));
        executable(clone.resolve("mvnw"), "#!/bin/sh\nexit 1\n");
        var old = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));
        Path archive =
                clone.resolve("features/distribution/target/aqwacloud-distribution-1.tar.gz");
        Path code = clone.resolve("src/sync/A.java");
        for (Path file :
                List.of(clone.resolve("pom.xml"), archive, code, clone.resolve("etc/a.cfg"))) {
            Files.createDirectories(file.getParent());
            Files.setLastModifiedTime(Files.writeString(file, "none"), old);
        }
        Files.createDirectories(clone.resolve("routes"));
        Path page = Files.createDirectories(clone.resolve("src/docs")).resolve("page.md");
        Files.writeString(page, "newer");
        env.remove("AQWA_ARCHIVE");
        List<String> command = List.of(script.toString(), "--home", home.toString());

        assertThat(Commands.run(folder, env, "", AT_MOST, command).output())
                .contains("cannot be unpacked")
                .doesNotContain("Building");

        Files.writeString(code, "newer");

        assertThat(Commands.run(folder, env, "", AT_MOST, command).output())
                .contains("Building", "the build failed")
                .doesNotContain("cannot be unpacked");
    }

    @Test
    void anUpgradeKeepsDataAndEditedFilesAndReplacesTheOthers()
            throws IOException, InterruptedException {
        Path first =
                repack(
                        "first",
                        Map.of(
                                "etc/a.cfg",
                                "a = 1\n",
                                "etc/b.cfg",
                                "b = 1\n",
                                "etc/c.cfg",
                                "c = 1\n",
                                "routes/old.xml",
                                "<routes/>\n"),
                        List.of());
        env.put("AQWA_ARCHIVE", first.toString());
        // No engine is needed: the heap setting ends it at once, after unpacking.
        env.put("AQWA_HEAP", "none");
        run("--home", home.toString());
        Files.writeString(home.resolve("etc/b.cfg"), "b = mine\n");
        Files.writeString(home.resolve("etc/mine.cfg"), "own = file\n");
        // As Karaf does when it first starts.
        Files.writeString(
                home.resolve("etc/config.properties"),
                "# Generated command shutdown\n#\nkaraf.shutdown.command = 1f\n\n#\n",
                StandardOpenOption.APPEND);
        Files.writeString(
                home.resolve("etc/jre.properties"), "# mine\n", StandardOpenOption.APPEND);
        Path kept = Files.createDirectories(home.resolve("data/aqwa")).resolve("store");
        Files.writeString(kept, "rows");
        Path dropped = Files.writeString(home.resolve("sandbox/google-drive/a.txt"), "a");
        Path second =
                repack(
                        "second",
                        Map.of(
                                "etc/a.cfg",
                                "a = 2\n",
                                "etc/b.cfg",
                                "b = 2\n",
                                "etc/c.cfg",
                                "c = 1\n"),
                        List.of("routes/old.xml"));
        env.put("AQWA_ARCHIVE", second.toString());

        run("--home", home.toString());

        assertThat(home.resolve("etc/a.cfg")).hasContent("a = 2");
        assertThat(home.resolve("etc/b.cfg")).hasContent("b = mine");
        assertThat(home.resolve("etc/b.cfg.new")).hasContent("b = 2");
        assertThat(home.resolve("etc/c.cfg.new")).doesNotExist();
        assertThat(home.resolve("etc/mine.cfg")).hasContent("own = file");
        assertThat(home.resolve("etc/config.properties.old")).doesNotExist();
        assertThat(home.resolve("etc/jre.properties.old")).content().endsWith("# mine\n");
        assertThat(home.resolve("routes/old.xml")).doesNotExist();
        assertThat(kept).hasContent("rows");
        assertThat(dropped).hasContent("a");
    }

    @Test
    void freshStartsWithEmptyDataButLeavesWhatIsNotOurs() throws IOException, InterruptedException {
        env.put("AQWA_HEAP", "none");
        run("--home", home.toString());
        Path dropped = Files.writeString(home.resolve("sandbox/google-drive/a.txt"), "a");
        Path kept = Files.createDirectories(home.resolve("data/aqwa")).resolve("store");
        Files.writeString(kept, "rows");
        Path mine = Files.writeString(home.resolve("notes.txt"), "mine");

        run("--fresh", "--home", home.toString());

        assertThat(dropped).doesNotExist();
        assertThat(kept).doesNotExist();
        assertThat(mine).hasContent("mine");
        assertThat(home.resolve("bin/karaf")).isExecutable();
    }

    private Path repack(String name, Map<String, String> files, List<String> without)
            throws IOException, InterruptedException {
        Path tree = folder.resolve(name).resolve("aqwacloud");
        Commands.untar(Distribution.archive(), tree);
        for (var file : files.entrySet()) {
            Path target = tree.resolve(file.getKey());
            Files.createDirectories(target.getParent());
            Files.writeString(target, file.getValue());
        }
        for (String file : without) {
            Files.deleteIfExists(tree.resolve(file));
        }
        Path archive = folder.resolve(name + ".tar.gz");
        var tar =
                Commands.run(
                        folder.resolve(name),
                        Map.of(),
                        "",
                        Duration.ofMinutes(2),
                        List.of("tar", "-I", "gzip -1", "-cf", archive.toString(), "aqwacloud"));
        assertThat(tar.exitCode()).as(tar.output()).isZero();
        return archive;
    }

    private void assertRefused(String because, String... args)
            throws IOException, InterruptedException {
        var result = run(args);
        assertThat(result.exitCode()).as(result.output()).isEqualTo(1);
        assertThat(result.output().strip().lines()).hasSize(1);
        assertThat(result.output()).contains(because);
    }

    private Commands.Result run(String... args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(SCRIPT.toString()));
        command.addAll(List.of(args));
        return Commands.run(folder, env, "", AT_MOST, command);
    }

    private static Path executable(Path file, String text) throws IOException {
        Files.writeString(file, text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Process start() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(SCRIPT.toString(), "--home", home.toString());
        builder.environment().putAll(env);
        Process process =
                builder.redirectErrorStream(true)
                        .redirectOutput(folder.resolve("run.out").toFile())
                        .start();
        started.add(process);
        return process;
    }

    private void awaitReady() {
        await("the ready line")
                .atMost(AT_MOST)
                .failFast("./run has ended", () -> !started.get(0).isAlive())
                .until(() -> output().contains("AqwaCloud is ready"));
    }

    private String output() throws IOException {
        return Files.readString(folder.resolve("run.out"));
    }

    private String log() {
        try {
            return Files.readString(home.resolve("data/log/karaf.log"));
        } catch (IOException e) {
            return "no log: " + e;
        }
    }

    private static String lastLine(String text) {
        return text.strip().lines().reduce("", (before, line) -> line);
    }
}
