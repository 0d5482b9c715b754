package com.aqwacloud.sandbox.osgi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
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

    /** What one of these settings says once it was stopped again. */
    private static List<String> problems(Map<String, Object> config) throws Exception {
        SandboxComponent component = new SandboxComponent(config);
        component.stop();
        return component.get();
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
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
            assertThat(
                            problems(
                                    Map.of(
                                            "enabled",
                                            "true",
                                            "port",
                                            "0",
                                            key,
                                            "lots",
                                            "google.folder",
                                            folder)))
                    .singleElement()
                    .asString()
                    .contains("etc/aqwa.sandbox.cfg: " + key, "lots");
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
        assertThat(
                        problems(
                                Map.of(
                                        "enabled", "true",
                                        "google.folder", home.resolve("google").toString(),
                                        "tls", "yes")))
                .singleElement()
                .asString()
                .contains("tls: yes");
    }

    @Test
    void aValueThatMakesNoSenseIsNamed() throws Exception {
        assertThat(problems(Map.of("enabled", "true", "port", "many", "google.folder", "x")))
                .containsExactly(
                        "The sandbox did not start: etc/aqwa.sandbox.cfg: port: many is no number");
        assertThat(problems(Map.of("enabled", "yes")))
                .singleElement()
                .asString()
                .contains("enabled: yes is not true or false");
        assertThat(problems(Map.of("enabled", true)))
                .singleElement()
                .asString()
                .contains("google.folder");
    }

    @Test
    void aChangeThatMakesNoSenseLeavesTheSandboxAsItIs() throws Exception {
        Map<String, Object> good = good();
        SandboxComponent component = started(good);
        Map<String, Object> bad = new HashMap<>(good);
        bad.put("google.accounts", "sandbox, anna");

        component.modified(bad);

        await().until(() -> !component.get().isEmpty());
        assertThat(component.get())
                .containsExactly(
                        "The sandbox keeps its settings as they were: etc/aqwa.sandbox.cfg:"
                                + " google.accounts: sandbox is the account that is always there;"
                                + " name others, such as anna");
        assertThat(accounts(good)).contains("\"sandbox\"").doesNotContain("sandbox-anna");

        bad.put("google.accounts", "anna");
        component.modified(bad);

        await().until(() -> component.get().isEmpty());
        assertThat(accounts(good)).contains("sandbox-anna");
        component.stop();
    }

    @Test
    void whatNoSandboxStartsWithLeavesTheOldOne() throws Exception {
        Map<String, Object> good = good();
        SandboxComponent component = started(good);
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            Map<String, Object> other = new HashMap<>(good);
            other.put("port", Integer.toString(taken.getLocalPort()));

            component.modified(other);

            await().until(() -> !component.get().isEmpty());
            assertThat(component.get().get(0)).startsWith("The sandbox keeps its settings as they");
            assertThat(accounts(good)).contains("\"sandbox\"");
        }
        component.stop();
    }

    private static String accounts(Map<String, Object> config) throws Exception {
        URI accounts = URI.create("http://127.0.0.1:" + config.get("port") + "/sandbox/accounts");
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(accounts).build(), BodyHandlers.ofString())
                .body();
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
    void aBadAccountSettingNamesFileAndKey() throws Exception {
        assertNamed("google.accounts", "Anna");
        assertNamed("google.accounts", "sandbox");
        assertNamed("google.accounts", "a, a");
        assertNamed("onedrive.accounts", "anna");
        assertNamed("onedrive.kind", "private");
        assertNamed("google.accounts.eve.folder", "x");
    }

    private void assertNamed(String key, String value) throws Exception {
        Map<String, Object> config =
                Map.of(
                        "enabled",
                        "true",
                        "google.folder",
                        home.resolve("d").toString(),
                        key,
                        value);
        assertThat(problems(config))
                .as(key + "=" + value)
                .singleElement()
                .asString()
                .contains("etc/aqwa.sandbox.cfg: " + key + ": ");
    }

    private Map<String, Object> good() throws IOException {
        return Map.of(
                "enabled", "true",
                "port", Integer.toString(freePort()),
                "google.folder", home.resolve("drive").toString());
    }
}
