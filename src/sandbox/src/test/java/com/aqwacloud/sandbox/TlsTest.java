package com.aqwacloud.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS and plain HTTP on one port, under an authority that stays. */
class TlsTest {

    private static final byte[] CONTENT = Clouds.bytes(1_500_000);

    @TempDir Path home;

    @Test
    void oneServerAnswersPlainAndTlsInBothProtocols() throws Exception {
        try (Sandbox sandbox = start()) {
            URI secure = sandbox.secureUri().orElseThrow();
            for (Version version : Version.values()) {
                HttpClient client = client(sandbox);
                HttpResponse<String> answer =
                        client.send(
                                HttpRequest.newBuilder(secure.resolve("/sandbox/health"))
                                        .version(version)
                                        .build(),
                                BodyHandlers.ofString());
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.version()).isEqualTo(version);
            }
            assertThat(get(client(sandbox), sandbox.baseUri() + "/sandbox/health").statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void anAddressThatCanNotBeDecodedIsRefusedByItsCloudOverTlsToo() throws Exception {
        try (Sandbox sandbox = start()) {
            HttpRequest request =
                    request(sandbox.secureUri().orElseThrow() + "/v1.0/me/drive/root:/a%00b")
                            .version(Version.HTTP_1_1)
                            .build();
            HttpResponse<String> answer = client(sandbox).send(request, BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("\"innerError\"");
        }
    }

    @Test
    void contentTravelsBothWaysOverTlsInBothProtocols() throws Exception {
        try (Sandbox sandbox = start()) {
            for (Version version : Version.values()) {
                HttpClient client = client(sandbox);
                String file =
                        sandbox.secureUri().orElseThrow()
                                + "/v1.0/me/drive/root:/"
                                + version
                                + ".bin:/content";
                HttpResponse<String> put =
                        client.send(
                                request(file)
                                        .version(version)
                                        .PUT(BodyPublishers.ofByteArray(CONTENT))
                                        .build(),
                                BodyHandlers.ofString());
                assertThat(put.statusCode()).isEqualTo(201);
                String link = get(client, file).headers().firstValue("Location").orElseThrow();
                assertThat(link).startsWith(sandbox.secureUri().orElseThrow() + "/");
                HttpResponse<byte[]> got =
                        client.send(
                                HttpRequest.newBuilder(URI.create(link))
                                        .version(version)
                                        .header("Range", "bytes=1000000-")
                                        .build(),
                                BodyHandlers.ofByteArray());
                assertThat(got.statusCode()).isEqualTo(206);
                assertThat(got.body())
                        .isEqualTo(Arrays.copyOfRange(CONTENT, 1_000_000, CONTENT.length));
            }
        }
    }

    @Test
    void theAuthorityIsMadeOnceAndItsKeyIsForTheOwnerOnly() throws Exception {
        byte[] first;
        try (Sandbox sandbox = start()) {
            Path file = sandbox.authorityFile().orElseThrow();
            first = Files.readAllBytes(file);
            assertThat(
                            PosixFilePermissions.toString(
                                    Files.getPosixFilePermissions(
                                            file.resolveSibling("ca.key.pem"))))
                    .isEqualTo("rw-------");
        }
        try (Sandbox sandbox = start()) {
            HttpClient client = HttpClient.newBuilder().sslContext(Trust.in(first)).build();
            assertThat(get(client, sandbox.secureUri().orElseThrow() + "/sandbox/health"))
                    .extracting(HttpResponse::statusCode)
                    .isEqualTo(200);
            assertThat(get(client, sandbox.baseUri() + "/sandbox/ca.pem").body())
                    .isEqualTo(new String(first, java.nio.charset.StandardCharsets.US_ASCII));
        }
    }

    @Test
    void whoDoesNotTrustTheAuthorityIsNotServed() throws Exception {
        try (Sandbox sandbox = start()) {
            String url = sandbox.secureUri().orElseThrow() + "/sandbox/health";
            assertThatThrownBy(() -> get(HttpClient.newHttpClient(), url))
                    .isInstanceOf(SSLException.class);
        }
    }

    @Test
    void aDamagedAuthorityIsNamedAndNotReplacedInSilence() throws Exception {
        Path file;
        try (Sandbox sandbox = start()) {
            file = sandbox.authorityFile().orElseThrow();
        }
        Files.writeString(file, "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        assertThatThrownBy(this::start)
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void withoutTlsThereIsNoAuthority() throws Exception {
        try (Sandbox sandbox = builder().tls(false).build().start()) {
            assertThat(sandbox.authorityFile()).isEmpty();
            assertThat(sandbox.secureUri()).isEmpty();
            HttpClient client = HttpClient.newHttpClient();
            assertThat(get(client, sandbox.baseUri() + "/sandbox/ca.pem").statusCode())
                    .isEqualTo(404);
            assertThat(get(client, sandbox.baseUri() + "/sandbox/health").statusCode())
                    .isEqualTo(200);
        }
    }

    private Sandbox start() throws IOException {
        return builder().build().start();
    }

    private Sandbox.Builder builder() {
        return Sandbox.builder()
                .port(0)
                .oneDriveFolder(home.resolve("onedrive"))
                .stateFolder(home.resolve("state"));
    }

    private static HttpClient client(Sandbox sandbox) throws Exception {
        return HttpClient.newBuilder()
                .sslContext(Trust.in(sandbox.authorityFile().orElseThrow()))
                .build();
    }

    private static HttpRequest.Builder request(String url) {
        return HttpRequest.newBuilder(URI.create(url)).header("Authorization", "Bearer sandbox");
    }

    private static HttpResponse<String> get(HttpClient client, String url) throws Exception {
        return client.send(request(url).build(), BodyHandlers.ofString());
    }
}
