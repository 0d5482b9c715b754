package com.aqwacloud.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.api.client.json.gson.GsonFactory;
import com.google.api.services.drive.model.Channel;
import com.google.api.services.drive.model.File;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who asked to be told of changes, is. */
class GooglePushTest extends GoogleCase {

    private final Queue<Map<String, String>> messages = new ConcurrentLinkedQueue<>();
    private final Queue<Integer> answers = new ConcurrentLinkedQueue<>();
    private HttpServer receiver;

    @BeforeEach
    void listen() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext(
                "/",
                exchange -> {
                    Map<String, String> headers = new ConcurrentHashMap<>();
                    exchange.getRequestHeaders()
                            .forEach(
                                    (name, values) ->
                                            headers.put(name.toLowerCase(), values.get(0)));
                    messages.add(headers);
                    Integer status = answers.poll();
                    exchange.sendResponseHeaders(status == null ? 200 : status, -1);
                    exchange.close();
                });
        receiver.start();
    }

    @AfterEach
    void hangUp() {
        receiver.stop(0);
    }

    private Channel channel(String id) {
        return new Channel()
                .setId(id)
                .setType("web_hook")
                .setAddress("http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook")
                .setToken("secret");
    }

    private Channel watchChanges(Channel channel) throws IOException {
        String token = drive.changes().getStartPageToken().execute().getStartPageToken();
        return drive.changes().watch(token, channel).execute();
    }

    private List<String> states() {
        return messages.stream().map(m -> m.get("x-goog-resource-state")).toList();
    }

    @Test
    void aChangesChannelIsToldSyncAndThenOfEachChange() throws Exception {
        Channel open = watchChanges(channel("one"));
        assertThat(open.getResourceId()).isNotEmpty();
        assertThat(open.getResourceUri()).contains("/drive/v3/changes");
        assertThat(open.getExpiration() - System.currentTimeMillis())
                .isBetween(3_500_000L, 3_600_000L);
        Clouds.soon().until(() -> states().equals(List.of("sync")));
        upload("x", "1");
        Clouds.soon().until(() -> states().contains("change"));
        Map<String, String> message =
                messages.stream()
                        .filter(m -> m.get("x-goog-resource-state").equals("change"))
                        .findFirst()
                        .orElseThrow();
        assertThat(message)
                .containsEntry("x-goog-channel-id", "one")
                .containsEntry("x-goog-channel-token", "secret")
                .containsEntry("x-goog-resource-id", open.getResourceId())
                .containsEntry("x-goog-resource-uri", open.getResourceUri())
                .containsEntry("x-goog-message-number", "2");
        assertThat(message.get("x-goog-channel-expiration")).endsWith("GMT");
    }

    @Test
    void aFilesChannelIsToldWhatChanged() throws Exception {
        File file = upload("w.txt", "1");
        drive.files().watch(file.getId(), channel("file")).execute();
        Clouds.soon().until(() -> states().contains("sync"));
        drive.files().update(file.getId(), new File().setName("v.txt")).execute();
        Clouds.soon().until(() -> states().contains("update"));
        assertThat(messages)
                .anySatisfy(m -> assertThat(m).containsEntry("x-goog-changed", "properties"));
        drive.files().update(file.getId(), new File().setTrashed(true)).execute();
        Clouds.soon().until(() -> states().contains("trash"));
        drive.files().update(file.getId(), new File().setTrashed(false)).execute();
        Clouds.soon().until(() -> states().contains("untrash"));
        drive.files().delete(file.getId()).execute();
        Clouds.soon().until(() -> states().contains("remove"));
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 202, 204})
    void whatAReceiverAcceptsIsNotSentAgain(int status) throws Exception {
        answers.add(status);
        watchChanges(channel("accepted"));
        Clouds.soon().until(() -> messages.size() == 1);
        upload("x", "1");
        Clouds.soon().until(() -> states().contains("change"));
        assertThat(messages)
                .extracting(message -> message.get("x-goog-message-number"))
                .doesNotHaveDuplicates();
    }

    @Test
    void aReceiverOutOfOrderIsTriedAgain() throws Exception {
        answers.addAll(List.of(503, 500));
        watchChanges(channel("retry"));
        Clouds.soon().until(() -> messages.size() == 3);
        assertThat(messages)
                .allSatisfy(m -> assertThat(m).containsEntry("x-goog-message-number", "1"));
    }

    @Test
    void aMessageThatIsRefusedIsLost() throws Exception {
        answers.add(404);
        watchChanges(channel("lost"));
        Clouds.soon().until(() -> messages.size() == 1);
        upload("x", "1");
        Clouds.soon().until(() -> states().contains("change"));
        assertThat(states().stream().filter("sync"::equals)).hasSize(1);
    }

    @Test
    void aStoppedChannelIsToldNothing() throws Exception {
        Channel first = watchChanges(channel("first"));
        watchChanges(channel("second"));
        Clouds.soon().until(() -> messages.size() == 2);
        drive.channels()
                .stop(new Channel().setId("first").setResourceId(first.getResourceId()))
                .execute();
        upload("x", "1");
        Clouds.soon().until(() -> states().contains("change"));
        assertThat(messages.stream().filter(m -> m.get("x-goog-channel-id").equals("first")))
                .hasSize(1);
        assertRefused(
                404,
                "notFound",
                () ->
                        drive.channels()
                                .stop(new Channel().setId("first").setResourceId("x"))
                                .execute());
    }

    @Test
    void aChannelEndsWhenItExpires() throws Exception {
        watchChanges(channel("short").setExpiration(System.currentTimeMillis() + 1500));
        Clouds.soon().until(() -> messages.size() == 1);
        // The id is free again once the channel is gone.
        Clouds.soon()
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> watchChanges(channel("short")).getId().equals("short"));
    }

    @Test
    void lifetimesHaveALimit() throws Exception {
        long year = System.currentTimeMillis() + 31_536_000_000L;
        long changes = watchChanges(channel("c").setExpiration(year)).getExpiration();
        assertThat(changes - System.currentTimeMillis()).isBetween(604_700_000L, 604_800_000L);
        String id = upload("x", "1").getId();
        long file =
                drive.files().watch(id, channel("f").setExpiration(year)).execute().getExpiration();
        assertThat(file - System.currentTimeMillis()).isBetween(86_300_000L, 86_400_000L);
    }

    @Test
    void aChannelHasAnIdOfItsOwnAndASafeAddress() throws Exception {
        watchChanges(channel("twice"));
        assertRefused(400, "channelIdNotUnique", () -> watchChanges(channel("twice")));
        assertRefused(
                400,
                "push.webhookUrlNotHttps",
                () -> watchChanges(channel("x").setAddress("http://example.com/")));
        assertRefused(400, "channelIdInvalid", () -> watchChanges(channel("x".repeat(65))));
        assertRefused(
                400,
                "channelTokenInvalid",
                () -> watchChanges(channel("x").setToken("x".repeat(257))));
        assertRefused(
                400, "channelTypeInvalid", () -> watchChanges(channel("x").setType("pigeon")));
    }

    @Test
    void anAddressOrIdThatCannotBeSentIsRefused() {
        for (String address : List.of("https://localhost:99999/", "https://localhost:0/")) {
            assertRefused(
                    400,
                    "push.webhookUrlNotValid",
                    () -> watchChanges(channel("x").setAddress(address)));
        }
        for (String id : List.of("", "a\nb", "a b", "\u00e4")) {
            assertRefused(400, "channelIdInvalid", () -> watchChanges(channel(id)));
        }
    }

    @Test
    void aSlowReceiverHoldsNoOtherUp() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch awake = new CountDownLatch(1);
        HttpServer slow =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        slow.createContext(
                "/",
                exchange -> {
                    asked.countDown();
                    try {
                        awake.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    exchange.sendResponseHeaders(200, -1);
                    exchange.close();
                });
        slow.start();
        try {
            String address = "http://127.0.0.1:" + slow.getAddress().getPort() + "/";
            watchChanges(channel("slow").setAddress(address));
            assertThat(asked.await(15, TimeUnit.SECONDS)).isTrue();
            watchChanges(channel("swift"));
            // Sooner than the slow one is given up.
            Clouds.soon().atMost(Duration.ofSeconds(8)).until(() -> states().contains("sync"));
            upload("x", "1");
            Clouds.soon().atMost(Duration.ofSeconds(8)).until(() -> states().contains("change"));
        } finally {
            awake.countDown();
            slow.stop(0);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504})
    void theseAnswersMeanTryAgain(int status) throws Exception {
        answers.add(status);
        watchChanges(channel("again"));
        Clouds.soon().until(() -> messages.size() == 2);
        assertThat(messages)
                .allSatisfy(m -> assertThat(m).containsEntry("x-goog-message-number", "1"));
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 204, 400, 404, 410})
    void afterTheseAnswersTheNextMessageIsAnother(int status) throws Exception {
        answers.add(status);
        watchChanges(channel("next"));
        Clouds.soon().until(() -> messages.size() == 1);
        upload("x", "1");
        Clouds.soon().until(() -> messages.size() >= 2);
        assertThat(messages.stream().limit(2))
                .extracting(m -> m.get("x-goog-message-number"))
                .containsExactly("1", "2");
    }

    @Test
    void onlyFilesChannelsSayWhatChanged() throws Exception {
        watchChanges(channel("changes"));
        Clouds.soon().until(() -> messages.size() == 1);
        upload("x", "1");
        Clouds.soon().until(() -> states().contains("change"));
        assertThat(messages).allSatisfy(m -> assertThat(m).doesNotContainKey("x-goog-changed"));
    }

    @Test
    void aSecondChannelRenewsTheFirst() throws Exception {
        Channel first = watchChanges(channel("old"));
        Channel second = watchChanges(channel("new"));
        assertThat(second.getResourceId()).isEqualTo(first.getResourceId());
        drive.channels().stop(channel("old").setResourceId(first.getResourceId())).execute();
        upload("x", "1");
        Clouds.soon().until(() -> states().contains("change"));
        assertThat(messages.stream().filter(m -> m.get("x-goog-resource-state").equals("change")))
                .allSatisfy(m -> assertThat(m).containsEntry("x-goog-channel-id", "new"));
    }

    @Test
    void aChannelThatHasExpiredAlreadyIsRefused() {
        assertRefused(
                400,
                "channelExpirationInvalid",
                () -> watchChanges(channel("late").setExpiration(1L)));
    }

    @Test
    void aChannelNeedsATokenOfTheFeed() throws Exception {
        String body = GsonFactory.getDefaultInstance().toString(channel("x"));
        assertRefused(400, "required", clouds.post("/drive/v3/changes/watch", body));
        assertRefused(400, "invalid", clouds.post("/drive/v3/changes/watch?pageToken=x", body));
    }
}
