package com.aqwacloud.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DistributionTest {
    private static final long MEBIBYTE = 1024 * 1024;

    @TempDir static Path folder;
    private static Distribution aqwa;
    private static RemoteConsole console;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        aqwa = Distribution.unpack(folder);
        aqwa.startAndAwaitReady();
        console = new RemoteConsole(aqwa);
    }

    @AfterAll
    static void close() throws IOException {
        if (console != null) {
            console.close();
        }
        aqwa.close();
    }

    @Test
    void healthAnswersAfterTheArchivesOwnScript() throws IOException, InterruptedException {
        assertThat(aqwa.get("/api/health").statusCode()).isEqualTo(200);
    }

    @Test
    void everyBundleIsActive() throws IOException {
        var bundles = console.run("bundle:list -t 0");

        assertThat(bundles.exitCode()).as(bundles.output()).isZero();
        assertThat(bundles.output())
                .contains("Active")
                .doesNotContain("Installed", "Waiting", "GracePeriod", "Failure");
    }

    @Test
    void theStoreIsDerbyBehindThePool() throws IOException {
        var services = console.run("service:list javax.sql.DataSource");

        assertThat(services.output()).contains("dataSourceName = aqwa");
        assertThat(aqwa.base().resolve("data/aqwa/store/service.properties")).exists();
    }

    @Test
    void theSandboxSpeaksTlsAndBothProtocols() throws Exception {
        var plain = HttpClient.newHttpClient();
        String root = "localhost:" + aqwa.sandboxPort() + "/sandbox/";
        byte[] authority =
                plain.send(
                                HttpRequest.newBuilder(URI.create("http://" + root + "ca.pem"))
                                        .build(),
                                BodyHandlers.ofByteArray())
                        .body();
        var trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null);
        trusted.setCertificateEntry(
                "ca",
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(authority)));
        var trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(trusted);
        var tls = SSLContext.getInstance("TLS");
        tls.init(null, trust.getTrustManagers(), null);
        for (Version version : Version.values()) {
            var client = HttpClient.newBuilder().sslContext(tls).version(version).build();
            var answer =
                    client.send(
                            HttpRequest.newBuilder(URI.create("https://" + root + "health"))
                                    .build(),
                            BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.version()).isEqualTo(version);
        }
    }

    @Test
    void theConsoleHasNoDefaultPassword() throws IOException {
        assertThat(console.accepts("karaf", "karaf")).isFalse();
        assertThat(console.accepts("aqwa", "aqwa")).isFalse();
        assertThat(console.accepts("aqwa", aqwa.consolePassword())).isTrue();
    }

    @Test
    void theArchivesOwnClientReachesTheConsoleWithThePasswordAndNotWithout()
            throws IOException, InterruptedException {
        assertThat(aqwa.console("system:version").exitCode()).isZero();
        assertThat(aqwa.client("aqwa", "aqwa", "system:version").exitCode()).isNotZero();
    }

    @Test
    void theConsolesPasswordIsKeptForItsOwnerOnly() throws IOException {
        Path password = aqwa.base().resolve("console.password");
        Path users = aqwa.base().resolve("etc/users.properties");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(password)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(users)))
                .isEqualTo("rw-------");
        await("the password is hashed")
                .atMost(Duration.ofSeconds(10))
                .until(() -> !Files.readString(users).contains(aqwa.consolePassword()));
    }

    @Test
    void nothingListensBeyondThisMachine() throws IOException, InterruptedException {
        var sockets =
                Commands.run(
                        folder,
                        Map.of(),
                        "",
                        Duration.ofSeconds(10),
                        List.of("cat", "/proc/" + aqwa.pid() + "/net/tcp6", "/proc/net/tcp"));

        for (int port : new int[] {aqwa.httpPort(), aqwa.sandboxPort(), aqwa.sshPort()}) {
            // Any-address listeners in the kernel's table: address zero, our port, state 0A.
            assertThat(sockets.output())
                    .doesNotContainPattern("\\b0+:%04X 0+:0000 0A\\b".formatted(port));
        }
    }

    @Test
    void theProcessRestsUnder400MebibytesResident() throws IOException {
        assertThat(aqwa.residentBytes()).isLessThan(400 * MEBIBYTE);
    }

    @Test
    void itStopsCleanlyAndStartsAgain() throws IOException, InterruptedException {
        String password = aqwa.consolePassword();

        aqwa.stop();
        aqwa.startAndAwaitReady();

        assertThat(aqwa.consolePassword()).isEqualTo(password);
        assertThat(console.run("system:version").exitCode()).isZero();
    }
}
