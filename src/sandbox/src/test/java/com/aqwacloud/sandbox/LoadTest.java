package com.aqwacloud.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.aqwacloud.sandbox.CloudAccess.Seen;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many requests at a time: each is answered, and the feeds tell of all that was done. */
class LoadTest {

    private static final int AT_A_TIME = 200;
    private static final int CREATORS = 50;

    @TempDir Path home;
    private final ExecutorService pool = Executors.newFixedThreadPool(AT_A_TIME + 2);
    private Clouds clouds;

    @BeforeEach
    void start() throws IOException {
        clouds = new Clouds(home);
    }

    @AfterEach
    void stop() throws IOException {
        pool.shutdownNow();
        clouds.close();
    }

    @Test
    void twoHundredRequestsAtATimeLoseNothing() throws Exception {
        load(Duration.ofSeconds(4));
    }

    @Tag("soak")
    @Test
    void twoHundredRequestsAtATimeForAMinuteLoseNothing() throws Exception {
        load(Duration.ofSeconds(60));
    }

    private void load(Duration time) throws Exception {
        Requests requests = new Requests(() -> clouds.url(""));
        CloudAccess google = new GoogleAccess(requests);
        CloudAccess oneDrive = new OneDriveAccess(requests, link -> link);
        google.follow();
        oneDrive.follow();
        long end = System.nanoTime() + time.toNanos();
        List<RandomClient> googleClients = new ArrayList<>();
        List<RandomClient> oneDriveClients = new ArrayList<>();
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < AT_A_TIME; i++) {
            boolean first = i % 2 == 0;
            RandomClient client = new RandomClient(first ? google : oneDrive, "c" + i, i);
            (first ? googleClients : oneDriveClients).add(client);
            running.add(
                    pool.submit(
                            () -> {
                                while (System.nanoTime() < end) {
                                    client.step();
                                }
                                return null;
                            }));
        }
        Future<Map<String, Optional<Seen>>> googleFeed = pool.submit(() -> poll(google, end));
        Future<Map<String, Optional<Seen>>> oneDriveFeed = pool.submit(() -> poll(oneDrive, end));
        for (Future<?> each : running) {
            each.get(time.toSeconds() + 120, TimeUnit.SECONDS);
        }
        long sent = requests.count();
        verify(googleClients, google, googleFeed.get());
        verify(oneDriveClients, oneDrive, oneDriveFeed.get());
        System.out.printf(
                "%d requests, %d at a time, in %d s; %d files are there%n",
                sent,
                AT_A_TIME,
                time.toSeconds(),
                googleClients.stream().mapToInt(RandomClient::files).sum()
                        + oneDriveClients.stream().mapToInt(RandomClient::files).sum());
    }

    private static Map<String, Optional<Seen>> poll(CloudAccess cloud, long end)
            throws IOException {
        Map<String, Optional<Seen>> feed = new HashMap<>();
        while (System.nanoTime() < end) {
            feed.putAll(cloud.changes());
        }
        return feed;
    }

    private static void verify(
            List<RandomClient> clients, CloudAccess cloud, Map<String, Optional<Seen>> feed)
            throws IOException {
        feed.putAll(cloud.changes());
        for (RandomClient client : clients) {
            client.verifyFeed(feed);
            client.verify();
        }
    }

    /** Printed for people, since how fast it is depends on the machine. */
    @Test
    void manyCreateAtATime() throws Exception {
        Requests requests = new Requests(() -> clouds.url(""));
        for (CloudAccess cloud :
                List.of(new GoogleAccess(requests), new OneDriveAccess(requests, link -> link))) {
            long began = System.nanoTime();
            List<Future<String>> made = new ArrayList<>();
            for (int i = 0; i < CREATORS; i++) {
                String name = "creator-" + i + "-";
                made.add(
                        pool.submit(
                                () -> {
                                    for (int file = 0; file < 19; file++) {
                                        cloud.create(name + file, new byte[1000]);
                                    }
                                    return cloud.create(name + "last", new byte[1000]);
                                }));
            }
            for (Future<String> each : made) {
                assertThat(cloud.find(each.get(60, TimeUnit.SECONDS))).isPresent();
            }
            double seconds = (System.nanoTime() - began) / 1e9;
            System.out.printf(
                    "%s: %.0f creations a second by %d at a time%n",
                    cloud.getClass().getSimpleName(), CREATORS * 20 / seconds, CREATORS);
        }
        assertThat(clouds.google.toFile().list()).hasSize(CREATORS * 20);
        assertThat(clouds.oneDrive.toFile().list()).hasSize(CREATORS * 20);
    }
}
