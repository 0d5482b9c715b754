package com.aqwacloud.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.aqwacloud.sandbox.CloudAccess.Seen;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Killed at any moment, the sandbox has all that it said was done, and its feeds tell of it. */
@Timeout(600)
class KilledIT {

    private static final Path JAR = Path.of("target", "aqwa-sandbox.jar").toAbsolutePath();
    private static final Pattern READY =
            Pattern.compile("The sandbox is ready at (http://\\S+?)(?: and .*)?");
    private static final int CLIENTS = 8;

    @TempDir Path home;
    private final ExecutorService pool = Executors.newFixedThreadPool(CLIENTS);
    private final Random random = new Random(7);
    private Process process;
    private volatile String base;

    @AfterEach
    void stop() throws InterruptedException {
        pool.shutdownNow();
        process.destroyForcibly().waitFor();
    }

    @Test
    void whatWasDoneStaysDone() throws Exception {
        kill(4, 600);
    }

    @Tag("soak")
    @Test
    void whatWasDoneStaysDoneHoweverOften() throws Exception {
        // All that there ever was is read again after each: so in shorter intervals.
        kill(20, 200);
    }

    /**
     * @param mostRequests between two kills
     */
    private void kill(int times, int mostRequests) throws Exception {
        start();
        Requests requests = new Requests(() -> base);
        List<CloudAccess> clouds =
                List.of(
                        new GoogleAccess(requests),
                        new OneDriveAccess(
                                requests, link -> base + link.substring(link.indexOf('/', 8))));
        List<Map<String, Optional<Seen>>> feeds = List.of(new HashMap<>(), new HashMap<>());
        for (CloudAccess cloud : clouds) {
            cloud.follow();
        }
        List<RandomClient> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            clients.add(new RandomClient(clouds.get(i % 2), "k" + i, i));
        }
        for (int time = 0; time < times; time++) {
            List<Future<?>> running = new ArrayList<>();
            clients.forEach(client -> running.add(pool.submit(() -> untilTheLineBreaks(client))));
            long moment = requests.count() + random.nextInt(mostRequests);
            await().pollInterval(Duration.ofMillis(2)).until(() -> requests.count() >= moment);
            process.destroyForcibly().waitFor();
            for (Future<?> each : running) {
                each.get(90, TimeUnit.SECONDS);
            }
            start();
            List<Future<?>> verified = new ArrayList<>();
            for (RandomClient client : clients) {
                verified.add(
                        pool.submit(
                                () -> {
                                    client.settle();
                                    client.verify();
                                    return null;
                                }));
            }
            for (Future<?> each : verified) {
                each.get(90, TimeUnit.SECONDS);
            }
            for (int i = 0; i < clouds.size(); i++) {
                feeds.get(i).putAll(clouds.get(i).changes());
            }
            for (int i = 0; i < CLIENTS; i++) {
                clients.get(i).verifyFeed(feeds.get(i % 2));
            }
        }
        int files = clients.stream().mapToInt(RandomClient::files).sum();
        assertThat(files).isPositive();
        System.out.printf(
                "killed %d times under %d requests; %d files are there%n",
                times, requests.count(), files);
    }

    private static void untilTheLineBreaks(RandomClient client) {
        boolean up = true;
        while (up) {
            try {
                client.step();
            } catch (IOException e) {
                up = false;
            }
        }
    }

    private void start() throws IOException {
        List<String> command =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        JAR.toString(),
                        "--port",
                        "0");
        process =
                new ProcessBuilder(command)
                        .directory(home.toFile())
                        .redirectError(home.resolve("err").toFile())
                        .start();
        String line = String.valueOf(process.inputReader(StandardCharsets.UTF_8).readLine());
        Matcher ready = READY.matcher(line);
        assertThat(ready.matches()).as(line + Files.readString(home.resolve("err"))).isTrue();
        base = ready.group(1);
    }
}
