package com.aqwacloud.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The jar, as a user starts and stops it. */
@Timeout(120)
class StandaloneIT {

    private static final Path JAR = Path.of("target", "aqwa-sandbox.jar").toAbsolutePath();
    private static final Pattern READY =
            Pattern.compile("The sandbox is ready at (http://\\S+) and (https://\\S+)");
    private static final int ENDED_BY_SIGTERM = 128 + 15;

    @TempDir Path home;
    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void stop() throws InterruptedException {
        for (Process each : started) {
            each.destroyForcibly().waitFor();
        }
    }

    private Process java(String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of("-jar", JAR.toString()));
        command.addAll(List.of(arguments));
        Process process =
                new ProcessBuilder(command)
                        .directory(home.toFile())
                        .redirectError(home.resolve("err").toFile())
                        .start();
        started.add(process);
        return process;
    }

    private record Running(Process process, String plain, String secure) {}

    private Running start() throws IOException {
        Process process = java("--port", "0", "--tls");
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        Matcher ready = READY.matcher(String.valueOf(out.readLine()));
        assertThat(ready.matches()).as(Files.readString(home.resolve("err"))).isTrue();
        return new Running(process, ready.group(1), ready.group(2));
    }

    private void end(Running running) throws Exception {
        running.process().destroy();
        assertThat(running.process().waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(running.process().exitValue()).isEqualTo(ENDED_BY_SIGTERM);
        assertThat(home.resolve("err")).isEmptyFile();
    }

    private HttpClient client(Version version) throws Exception {
        return HttpClient.newBuilder()
                .version(version)
                .connectTimeout(Duration.ofSeconds(10))
                .sslContext(Trust.in(home.resolve(".sandbox-tls").resolve("ca.pem")))
                .build();
    }

    private static HttpRequest.Builder request(String url) {
        return HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer sandbox");
    }

    private static JsonNode json(HttpResponse<String> answer) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
        return Clouds.JSON.readTree(answer.body());
    }

    private static List<String> ids(HttpClient client, Version version, String base)
            throws Exception {
        HttpResponse<String> answer =
                client.send(
                        request(base + "/v1.0/me/drive/root/children").build(),
                        BodyHandlers.ofString());
        assertThat(answer.version()).as(base).isEqualTo(version);
        List<String> ids = new ArrayList<>();
        json(answer).get("value").forEach(item -> ids.add(item.get("id").asText()));
        return ids;
    }

    @Test
    void theJarSpeaksPlainAndTlsOfBothVersionsAndKeepsIdsAcrossARestart() throws Exception {
        List<String> uploaded = new ArrayList<>();
        Running first = start();
        for (Version version : Version.values()) {
            HttpClient client = client(version);
            for (String base : List.of(first.plain(), first.secure())) {
                String name = version + "-" + URI.create(base).getScheme() + ".txt";
                HttpResponse<String> stored =
                        client.send(
                                request(base + "/v1.0/me/drive/root:/" + name + ":/content")
                                        .PUT(BodyPublishers.ofString(name))
                                        .build(),
                                BodyHandlers.ofString());
                uploaded.add(json(stored).get("id").asText());
                assertThat(home.resolve("onedrive").resolve(name)).hasContent(name);
                assertThat(ids(client, version, base))
                        .containsExactlyInAnyOrderElementsOf(uploaded);
            }
        }
        end(first);
        Running second = start();
        assertThat(ids(client(Version.HTTP_2), Version.HTTP_2, second.secure()))
                .containsExactlyInAnyOrderElementsOf(uploaded);
        end(second);
    }

    @Test
    void theJarKnowsItsVersionAndRefusesWhatItDoesNotKnow() throws Exception {
        Process version = java("--version");
        assertThat(version.inputReader().readLine()).matches("aqwa-sandbox [0-9.]+");
        assertThat(version.waitFor()).isZero();
        Process unknown = java("--wrong");
        assertThat(unknown.waitFor()).isEqualTo(1);
        assertThat(Files.readAllLines(home.resolve("err")))
                .containsExactly(
                        "aqwa-sandbox: unknown option --wrong; --help lists those there are");
    }

    @Test
    void theJarTellsItsOptions() throws Exception {
        Process help = java("--help");
        assertThat(help.inputReader().lines().toList())
                .anyMatch(line -> line.startsWith("usage: java -jar aqwa-sandbox.jar"))
                .anyMatch(line -> line.contains("--onedrive DIR"));
        assertThat(help.waitFor()).isZero();
        assertThat(home.resolve("onedrive")).doesNotExist();
    }

    @Test
    void theJarPlaysOneCloudInTheFolderThatIsNamed() throws Exception {
        Path folder = home.resolve("somewhere").resolve("drive");
        Process process = java("--port", "0", "--google", folder.toString());
        String ready = process.inputReader(StandardCharsets.UTF_8).readLine();
        String base = ready.substring("The sandbox is ready at ".length());
        HttpClient client = HttpClient.newHttpClient();

        HttpRequest created =
                request(base + "/drive/v3/files")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"name\":\"a.txt\"}"))
                        .build();
        json(client.send(created, BodyHandlers.ofString()));

        assertThat(folder.resolve("a.txt")).exists();
        HttpRequest other = request(base + "/v1.0/me/drive").build();
        assertThat(client.send(other, BodyHandlers.discarding()).statusCode()).isEqualTo(404);
        assertThat(home.resolve("onedrive")).doesNotExist();
    }

    @Test
    void theJarHasTheLicencesOfAllThatIsInIt() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            assertThat(text(jar, "LICENSE")).contains("Apache License");
            assertThat(text(jar, "META-INF/LICENSE.txt")).contains("QOS.ch");
            assertThat(text(jar, "META-INF/NOTICE")).contains("Jackson JSON processor");
        }
    }

    private static String text(JarFile jar, String name) throws IOException {
        try (InputStream in = jar.getInputStream(jar.getEntry(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
