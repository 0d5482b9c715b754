package com.aqwacloud.sync.internal.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.aqwacloud.sync.api.RouteFile;
import com.aqwacloud.sync.api.Session;
import com.aqwacloud.sync.api.SessionOptions;
import com.aqwacloud.sync.api.SessionState;
import com.aqwacloud.sync.api.Stats;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class EventHubTest {
    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");
    private static final long EPOCH = TIME.toEpochMilli();

    private final List<Published> heard = new CopyOnWriteArrayList<>();
    private final EventHub hub = hub(EventHub.CAPACITY);

    private EventHub hub(int capacity) {
        return new EventHub(Clock.fixed(TIME, ZoneOffset.UTC), "0.1.0", heard::add, capacity);
    }

    private static JsonNode parse(String json) {
        try {
            return JsonFormat.mapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static List<Long> numbers(List<Published> events) {
        return events.stream().map(event -> event.seq() - EPOCH).toList();
    }

    @Test
    void anEventHasTheCommonMembersAndItsOwn() {
        hub.publish(Samples.change("s1", "/a\"b"));

        assertThat(heard).hasSize(1);
        assertThat(heard.get(0).json())
                .isEqualTo(
                        "{\"seq\":"
                                + (EPOCH + 1)
                                + ",\"time\":\"2026-01-02T03:04:05Z\",\"session\":\"s1\",\"type\":"
                                + "\"file-change\",\"change\":{\"side\":\"google\",\"path\":"
                                + "\"/a\\\"b\",\"kind\":\"created\",\"reason\":null}}");
        assertThat(heard.get(0).concerns("s1")).isTrue();
        assertThat(heard.get(0).concerns(null)).isTrue();
        assertThat(heard.get(0).concerns("s2")).isFalse();
    }

    @Test
    void everyTypeIsAsTheContractSays() {
        var session =
                new Session(
                        "s9",
                        "n",
                        "google",
                        "onedrive",
                        SessionState.STOPPED,
                        null,
                        SessionOptions.DEFAULTS,
                        TIME,
                        null);
        var file = new RouteFile("a.xml", RouteFile.State.REFUSED, List.of(), "line 3", 3, null);
        hub.publish(
                new Event.TransferChange(
                        Event.TransferChange.State.COMPLETED, Samples.transfer(1, 2, 2)));
        hub.publish(new Event.Progress(Samples.transfer(1, 2, 1)));
        hub.publish(new Event.SessionChange(Event.SessionChange.State.CREATED, session));
        hub.publish(new Event.RoutesChange(file, true));
        hub.publish(new Event.StatsChange(new Stats(Map.of(), 0, 1, 2, 3, 4, 5, 6)));

        var events = heard.stream().map(event -> parse(event.json())).toList();
        assertThat(events)
                .extracting(event -> event.get("type").asText())
                .containsExactly("transfer", "progress", "session", "routes", "stats");
        assertThat(events.get(0).get("state").asText()).isEqualTo("completed");
        assertThat(events.get(0).get("session").asText()).isEqualTo("s1");
        assertThat(events.get(1).get("transfer").get("bytesDone").asLong()).isEqualTo(1);
        assertThat(events.get(1).get("session").asText()).isEqualTo("s1");
        assertThat(events.get(2).get("session").asText()).isEqualTo("s9");
        assertThat(events.get(2).get("detail").get("id").asText()).isEqualTo("s9");
        assertThat(events.get(3).get("session").isNull()).isTrue();
        assertThat(events.get(3).get("file").get("state").asText()).isEqualTo("refused");
        assertThat(events.get(3).get("removed").asBoolean()).isTrue();
        assertThat(events.get(4).get("stats").get("uptimeSeconds").asLong()).isEqualTo(6);
        assertThat(events.get(4)).hasSize(5);
    }

    @Test
    void whatCameAfterANumberIsReplayed() {
        for (int i = 0; i < 5; i++) {
            hub.publish(Samples.change("s1", "/" + i));
        }

        var replay = hub.since(EPOCH + 3, null);

        assertThat(numbers(replay.events())).containsExactly(4L, 5L);
        assertThat(replay.missed()).isFalse();
        var welcome = parse(replay.welcome());
        assertThat(welcome.get("seq").asLong()).isEqualTo(EPOCH + 5);
        assertThat(welcome.get("type").asText()).isEqualTo("welcome");
        assertThat(welcome.get("version").asText()).isEqualTo("0.1.0");
        assertThat(welcome.get("oldest").asLong()).isEqualTo(EPOCH + 1);
        assertThat(welcome.get("epoch").asLong()).isEqualTo(EPOCH);
        assertThat(welcome.get("missed").asBoolean()).isFalse();
        assertThat(hub.since(EPOCH + 5, EPOCH).events()).isEmpty();
        assertThat(hub.since(null, null).events()).isEmpty();
        assertThat(hub.since(0L, null).events()).hasSize(5);
        assertThat(hub.since(0L, null).missed()).isFalse();
    }

    @Test
    void whatIsNoLongerKnownIsSaid() {
        var small = hub(3);
        for (int i = 0; i < 5; i++) {
            small.publish(Samples.change("s1", "/" + i));
        }

        assertThat(small.since(EPOCH + 2, null).missed()).isFalse();
        assertThat(small.since(EPOCH + 1, null).missed()).isTrue();
        assertThat(numbers(small.since(EPOCH + 1, null).events())).containsExactly(3L, 4L, 5L);
        assertThat(small.since(0L, null).missed()).isTrue();
    }

    @Test
    void aNumberFromBeforeARestartIsSaid() {
        hub.publish(Samples.change("s1", "/a"));

        assertThat(hub.since(EPOCH - 1000, null).missed()).isTrue();
        assertThat(hub.since(EPOCH + 99, null).missed()).isTrue();
        assertThat(hub.since(EPOCH + 1, EPOCH - 5).missed()).isTrue();
        assertThat(hub.since(EPOCH + 1, EPOCH - 5).events()).hasSize(1);
    }

    @Test
    void manyPublishersAreHeardInOrderAndOneAtATime() throws Exception {
        var threads = Executors.newFixedThreadPool(8);
        try {
            var results = new ArrayList<Future<?>>();
            for (int t = 0; t < 8; t++) {
                String session = "s" + t;
                results.add(
                        threads.submit(
                                () -> {
                                    for (int i = 0; i < 500; i++) {
                                        hub.publish(Samples.change(session, "/" + i));
                                    }
                                }));
            }
            for (Future<?> result : results) {
                result.get(30, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(numbers(heard))
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 4000).boxed().toList());
    }

    @Test
    void noLockIsHeldWhileTheListenerRuns() {
        var outer = new EventHub[1];
        var seen = new CopyOnWriteArrayList<Long>();
        outer[0] =
                new EventHub(
                        Clock.fixed(TIME, ZoneOffset.UTC),
                        "0",
                        event -> {
                            seen.add(event.seq() - EPOCH);
                            // Another thread must get through meanwhile.
                            var other = Executors.newSingleThreadExecutor();
                            try {
                                Callable<Replay> look = () -> outer[0].since(0L, null);
                                other.submit(look).get(10, TimeUnit.SECONDS);
                            } catch (Exception e) {
                                throw new IllegalStateException(e);
                            } finally {
                                other.shutdownNow();
                            }
                            if (seen.size() == 1) {
                                outer[0].publish(Samples.change("s1", "/inner"));
                            }
                        });

        outer[0].publish(Samples.change("s1", "/outer"));

        assertThat(seen).containsExactly(1L, 2L);
    }

    @Test
    void aListenerThatFailsMissesOnlyThatEvent() {
        var seen = new ArrayList<Long>();
        var failing =
                new EventHub(
                        Clock.fixed(TIME, ZoneOffset.UTC),
                        "0",
                        event -> {
                            if (event.seq() == EPOCH + 1) {
                                throw new IllegalStateException("expected by the test");
                            }
                            seen.add(event.seq() - EPOCH);
                        });
        failing.publish(Samples.change("s1", "/a"));
        failing.publish(Samples.change("s1", "/b"));

        assertThat(seen).containsExactly(2L);
    }

    @Test
    void whoJoinsDuringTrafficSeesEverythingOnce() throws Exception {
        var watchers = new CopyOnWriteArrayList<List<Long>>();
        var joined =
                new EventHub(
                        Clock.fixed(TIME, ZoneOffset.UTC),
                        "0",
                        event -> watchers.forEach(watcher -> watcher.add(event.seq() - EPOCH)));
        var publisher =
                new Thread(
                        () -> {
                            for (int i = 0; i < 3000; i++) {
                                joined.publish(Samples.change("s1", "/" + i));
                            }
                        });
        publisher.start();
        for (int i = 0; i < 20; i++) {
            joined.join(
                    0L,
                    null,
                    replay -> {
                        var watcher = new ArrayList<Long>(numbers(replay.events()));
                        watchers.add(watcher);
                    });
        }
        publisher.join(30_000);
        joined.publish(Samples.change("s1", "/last"));

        var all = LongStream.rangeClosed(1, 3001).boxed().toList();
        assertThat(watchers).hasSize(20).allSatisfy(seen -> assertThat(seen).isEqualTo(all));
    }
}
