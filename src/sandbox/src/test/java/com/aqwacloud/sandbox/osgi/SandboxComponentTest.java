package com.aqwacloud.sandbox.osgi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxComponentTest {

    @TempDir Path home;

    private static SandboxComponent started(Map<String, Object> config) {
        SandboxComponent component = new SandboxComponent(config);
        URI health = URI.create("http://127.0.0.1:" + config.get("port") + "/sandbox/health");
        HttpRequest request = HttpRequest.newBuilder(health).build();
        HttpClient client = HttpClient.newHttpClient();
        await().atMost(Duration.ofSeconds(30))
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> client.send(request, BodyHandlers.discarding()).statusCode() == 200);
        return component;
    }

    @Test
    void nothingIsMadeUnlessItIsEnabled() throws Exception {
        String folder = home.resolve("drive").toString();
        new SandboxComponent(Map.of("google.folder", folder)).stop();
        assertThat(home).isEmptyDirectory();
    }

    @Test
    void enabledItListensUntilItIsStopped() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Map<String, Object> config =
                Map.of(
                        "enabled", "true",
                        "port", Integer.toString(port),
                        "onedrive.folder", home.resolve("onedrive").toString());
        HttpRequest health =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/sandbox/health"))
                        .build();
        SandboxComponent component = started(config);
        HttpClient client = HttpClient.newHttpClient();
        assertThat(client.send(health, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
        new SandboxComponent(config).stop();
        assertThat(client.send(health, BodyHandlers.ofString()).statusCode())
                .as("one that can't start leaves the other alone")
                .isEqualTo(200);
        component.stop();
        assertThatThrownBy(() -> client.send(health, BodyHandlers.ofString()))
                .isInstanceOf(IOException.class);
    }

    @Test
    void quotasStandInTheSettings() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        String folder = home.resolve("google").toString();
        SandboxComponent component =
                started(
                        Map.of(
                                "enabled", "true",
                                "port", Integer.toString(port),
                                "google.folder", folder,
                                "google.quota", "1000 requests/100s, 325000 units/1m",
                                "google.storage", "5000000"));
        HttpRequest quotas =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/sandbox/quotas"))
                        .build();
        assertThat(HttpClient.newHttpClient().send(quotas, BodyHandlers.ofString()).body())
                .contains("1000 requests/100s, 325000 units/60s")
                .contains("5000000");
        component.stop();
        for (String key : new String[] {"google.quota", "google.storage", "onedrive.quota"}) {
            assertThatThrownBy(
                            () ->
                                    new SandboxComponent(
                                            Map.of(
                                                    "enabled",
                                                    "true",
                                                    "port",
                                                    "0",
                                                    key,
                                                    "lots",
                                                    "google.folder",
                                                    folder)))
                    .hasMessageContaining(key)
                    .hasMessageContaining("lots");
        }
    }

    @Test
    void tlsIsSpokenUnlessTheSettingsSayOtherwise() throws Exception {
        for (String tls : List.of("true", "false")) {
            int port;
            try (ServerSocket free = new ServerSocket(0)) {
                port = free.getLocalPort();
            }
            SandboxComponent component =
                    started(
                            Map.of(
                                    "enabled",
                                    "true",
                                    "port",
                                    Integer.toString(port),
                                    "google.folder",
                                    home.resolve("google").toString(),
                                    "tls",
                                    tls));
            HttpRequest authority =
                    HttpRequest.newBuilder(
                                    URI.create("http://127.0.0.1:" + port + "/sandbox/ca.pem"))
                            .build();
            assertThat(
                            HttpClient.newHttpClient()
                                    .send(authority, BodyHandlers.ofString())
                                    .statusCode())
                    .isEqualTo(tls.equals("true") ? 200 : 404);
            component.stop();
        }
        assertThatThrownBy(
                        () ->
                                new SandboxComponent(
                                        Map.of(
                                                "enabled", "true",
                                                "google.folder", home.resolve("google").toString(),
                                                "tls", "yes")))
                .hasMessageContaining("tls: yes");
    }

    @Test
    void aValueThatMakesNoSenseIsNamed() {
        assertThatThrownBy(
                        () ->
                                new SandboxComponent(
                                        Map.of(
                                                "enabled",
                                                "true",
                                                "port",
                                                "many",
                                                "google.folder",
                                                "x")))
                .hasMessageContaining("port")
                .hasMessageContaining("many");
        assertThatThrownBy(() -> new SandboxComponent(Map.of("enabled", true)))
                .hasMessageContaining("google.folder");
    }

    @Test
    void furtherAccountsAreThoseOfTheSettings() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Map<String, Object> config =
                Map.of(
                        "enabled", "true",
                        "port", Integer.toString(port),
                        "google.folder", home.resolve("drive").toString(),
                        "onedrive.folder", home.resolve("onedrive").toString(),
                        "google.accounts", "anna, bob",
                        "google.accounts.bob.folder", home.resolve("bobs").toString(),
                        "onedrive.kind", "personal",
                        "onedrive.accounts", "anna",
                        "onedrive.accounts.anna.kind", "business");
        SandboxComponent component = started(config);
        HttpRequest accounts =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/sandbox/accounts"))
                        .build();
        String body = HttpClient.newHttpClient().send(accounts, BodyHandlers.ofString()).body();
        component.stop();
        assertThat(body)
                .contains("sandbox-bob", home.resolve("bobs").toString())
                .contains(home.resolve("drive@anna").toString())
                .containsSubsequence("\"kind\":\"personal\"", "\"kind\":\"business\"");
    }

    @Test
    void aBadAccountSettingNamesFileAndKey() {
        assertNamed("google.accounts", "Anna");
        assertNamed("google.accounts", "sandbox");
        assertNamed("google.accounts", "a, a");
        assertNamed("onedrive.accounts", "anna");
        assertNamed("onedrive.kind", "private");
        assertNamed("google.accounts.eve.folder", "x");
    }

    private void assertNamed(String key, String value) {
        Map<String, Object> config =
                Map.of(
                        "enabled",
                        "true",
                        "google.folder",
                        home.resolve("d").toString(),
                        key,
                        value);
        assertThatThrownBy(() -> new SandboxComponent(config).stop())
                .as(key + "=" + value)
                .hasMessageContaining("etc/aqwa.sandbox.cfg: " + key + ": ");
    }
}
