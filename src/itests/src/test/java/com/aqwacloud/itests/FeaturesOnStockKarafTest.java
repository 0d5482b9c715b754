package com.aqwacloud.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeaturesOnStockKarafTest {
    private static final Duration AT_MOST = Duration.ofSeconds(120);

    @TempDir Path folder;

    @Test
    void theFeaturesInstallOnAStockKarafWithoutNetwork() throws IOException, InterruptedException {
        Path base = folder.resolve("stock-karaf");
        Commands.untar(Path.of(System.getProperty("aqwa.stock.karaf")), base);
        Path repository = unpackRepository(folder.resolve("repository"));
        List<Integer> ports = FreePorts.find(5);
        useOnly(base, repository);
        movePorts(base, ports);
        allowUser(base);

        try (var karaf = new KarafProcess(base);
                var console = new RemoteConsole(ports.get(2), "tester", () -> "secret")) {
            karaf.env("AQWA_HTTP_PORT", ports.get(0).toString())
                    .env("AQWA_SANDBOX_PORT", ports.get(1).toString())
                    .env("AQWA_SANDBOX", "true")
                    .env("AQWA_CLOUDS", "sandbox")
                    .env("AQWA_SANDBOX_DIR", folder.resolve("sandbox").toString());
            karaf.start();
            await("the console of the stock Karaf")
                    .atMost(AT_MOST)
                    .pollInterval(Duration.ofMillis(200))
                    .ignoreExceptionsInstanceOf(IOException.class)
                    .until(() -> console.run("version").exitCode() == 0);

            var installed =
                    karaf.client(
                            "tester",
                            "secret",
                            "feature:repo-add mvn:com.aqwacloud/aqwa-features/%s/xml/features"
                                    .formatted(System.getProperty("aqwa.version")),
                            "feature:install aqwacloud");

            assertThat(installed.output()).doesNotContain("Error executing command");
            karaf.awaitHealthy(ports.get(0), AT_MOST);
            assertThat(base.resolve("etc/org.ops4j.datasource-aqwa.cfg")).exists();
            assertThat(karaf.client("tester", "secret", "feature:list -i").output())
                    .containsPattern("aqwacloud +\\|[^|]+\\| x");
        }
    }

    /** The Karaf archive holds all bundles as a Maven repository. */
    private static Path unpackRepository(Path into) throws IOException {
        try (InputStream file = Files.newInputStream(Path.of(System.getProperty("aqwa.kar")));
                ZipInputStream zip = new ZipInputStream(file)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (!entry.isDirectory() && entry.getName().startsWith("repository/")) {
                    Path target = into.resolve(entry.getName().substring("repository/".length()));
                    Files.createDirectories(target.getParent());
                    Files.copy(zip, target);
                }
            }
        }
        return into;
    }

    private void useOnly(Path base, Path repository) throws IOException {
        Path settings =
                Files.writeString(folder.resolve("settings.xml"), "<settings></settings>\n");
        edit(
                base.resolve("etc/org.ops4j.pax.url.mvn.cfg"),
                "org.ops4j.pax.url.mvn.repositories",
                repository.toUri() + "@id=aqwacloud",
                "org.ops4j.pax.url.mvn.localRepository",
                folder.resolve("empty-local-repository").toString(),
                "org.ops4j.pax.url.mvn.settings",
                settings.toString());
    }

    private static void movePorts(Path base, List<Integer> ports) throws IOException {
        edit(
                base.resolve("etc/org.apache.karaf.shell.cfg"),
                "sshPort",
                ports.get(2).toString(),
                "sshHost",
                "127.0.0.1");
        edit(
                base.resolve("etc/org.apache.karaf.management.cfg"),
                "rmiRegistryPort",
                ports.get(3).toString(),
                "rmiServerPort",
                ports.get(4).toString());
    }

    private static void allowUser(Path base) throws IOException {
        Files.writeString(
                base.resolve("etc/users.properties"),
                """

                tester = secret,_g_:admingroup
                _g_\\:admingroup = group,admin,manager,viewer,systembundles,ssh
                """,
                StandardOpenOption.APPEND);
    }

    /** Sets keys of a configuration file, as an operator would with an editor. */
    private static void edit(Path file, String... keysAndValues) throws IOException {
        Properties properties = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        for (int i = 0; i < keysAndValues.length; i += 2) {
            properties.setProperty(keysAndValues[i], keysAndValues[i + 1]);
        }
        try (var writer = Files.newBufferedWriter(file)) {
            properties.store(writer, null);
        }
    }
}
