package com.aqwacloud.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Section 9 of the sheet: who is told of changes. */
class GraphSubscriptionTest {

    private static final String PATH = "/v1.0/subscriptions";

    @TempDir Path home;
    private final List<JsonNode> messages = new CopyOnWriteArrayList<>();
    private final AtomicInteger refusals = new AtomicInteger();
    private final HandClock clock = new HandClock();
    private volatile boolean shy;
    private volatile long waitsMillis;
    private HttpServer receiver;
    private OneDrive drive;

    @BeforeEach
    void start() throws IOException {
        drive = OneDrive.business(home, clock);
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", this::receive);
        receiver.start();
    }

    @AfterEach
    void stop() throws IOException {
        receiver.stop(0);
        drive.close();
    }

    private void receive(HttpExchange exchange) throws IOException {
        String query = exchange.getRequestURI().getRawQuery();
        byte[] body = exchange.getRequestBody().readAllBytes();
        byte[] answer = new byte[0];
        int status = 202;
        LockSupport.parkNanos(Duration.ofMillis(waitsMillis).toNanos());
        if (query != null && query.startsWith("validationToken=")) {
            status = 200;
            String token = URLDecoder.decode(query.substring(16), StandardCharsets.UTF_8);
            answer = (shy ? "no" : token).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "text/plain");
        } else if (refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            status = 503;
        } else {
            messages.add(Clouds.JSON.readTree(body));
        }
        exchange.sendResponseHeaders(status, answer.length == 0 ? -1 : answer.length);
        if (answer.length > 0) {
            exchange.getResponseBody().write(answer);
        }
        exchange.close();
    }

    private String address() {
        return "http://127.0.0.1:" + receiver.getAddress().getPort() + "/";
    }

    private String body(String resource, Duration life) {
        return Clouds.JSON
                .createObjectNode()
                .put("changeType", "updated")
                .put("notificationUrl", address())
                .put("resource", resource)
                .put("expirationDateTime", clock.instant().plus(life).toString())
                .put("clientState", "secret")
                .toString();
    }

    @Test
    void changesAreToldWithoutSayingWhich() {
        OneDrive.Answer made = drive.post(PATH, body("/me/drive/root", Duration.ofDays(1)));
        assertThat(made.status()).isEqualTo(201);
        drive.upload("/a.txt", "x");
        Clouds.soon().untilAsserted(() -> assertThat(messages).isNotEmpty());
        JsonNode entry = messages.get(0).at("/value/0");
        assertThat(entry.get("subscriptionId").asText()).isEqualTo(made.at("/id"));
        assertThat(entry.get("clientState").asText()).isEqualTo("secret");
        assertThat(entry.get("changeType").asText()).isEqualTo("updated");
        assertThat(entry.has("resourceData")).isFalse();
    }

    @Test
    void aMessageThatIsNotTakenIsSentAgain() {
        drive.post(PATH, body("/me/drive/root", Duration.ofDays(1)));
        refusals.set(2);
        drive.upload("/a.txt", "x");
        Clouds.soon().untilAsserted(() -> assertThat(refusals).hasValue(1));
        clock.putOn(Duration.ofSeconds(1));
        Clouds.soon().untilAsserted(() -> assertThat(refusals).hasValue(0));
        assertThat(messages).isEmpty();
        clock.putOn(Duration.ofSeconds(2));
        Clouds.soon().untilAsserted(() -> assertThat(messages).isNotEmpty());
    }

    @Test
    void whoDoesNotAnswerTheHandshakeIsNotSubscribed() {
        shy = true;
        assertThat(drive.post(PATH, body("/me/drive/root", Duration.ofDays(1))).status())
                .isEqualTo(400);
        assertThat(drive.get(PATH).json().get("value")).isEmpty();
    }

    @Test
    void aSubscriptionIsRenewedAndDeleted() {
        String id = drive.post(PATH, body("/me/drive/root", Duration.ofDays(1))).at("/id");
        Instant end = clock.instant().plus(Duration.ofDays(5));
        String renewal = "{\"expirationDateTime\":\"" + end + "\"}";
        assertThat(drive.json("PATCH", PATH + "/" + id, renewal).at("/expirationDateTime"))
                .isEqualTo(end.toString());
        assertThat(drive.get(PATH + "/" + id).status()).isEqualTo(200);
        assertThat(drive.delete(PATH + "/" + id).status()).isEqualTo(204);
        assertThat(drive.get(PATH + "/" + id).status()).isEqualTo(404);
    }

    @Test
    void lifeResourceAndAddressHaveTheirLimits() {
        assertThat(drive.post(PATH, body("/me/drive/root", Duration.ofDays(30))).status())
                .isEqualTo(400);
        drive.upload("/F/a.txt", "x");
        assertThat(drive.post(PATH, body("/me/drive/root:/F", Duration.ofDays(1))).status())
                .as("a folder on business")
                .isEqualTo(400);
        String elsewhere =
                body("/me/drive/root", Duration.ofDays(1))
                        .replaceFirst("http://127[^\"]*", "http://192.0.2.1/");
        assertThat(drive.post(PATH, elsewhere).status()).isEqualTo(400);
    }

    private static String with(String body, String field, String value) {
        try {
            return ((ObjectNode) Clouds.JSON.readTree(body)).put(field, value).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<JsonNode> lifecycle(List<JsonNode> messages) {
        return messages.stream()
                .map(each -> each.at("/value/0"))
                .filter(each -> each.has("lifecycleEvent"))
                .findFirst();
    }

    @Test
    void aMessageNamesTheResourceAndTheEndOfTheSubscription() {
        OneDrive.Answer made = drive.post(PATH, body("/me/drive/root", Duration.ofDays(1)));
        drive.upload("/a.txt", "x");
        Clouds.soon().untilAsserted(() -> assertThat(messages).isNotEmpty());
        JsonNode entry = messages.get(0).at("/value/0");
        assertThat(entry.get("resource").asText()).isEqualTo("me/drive/root");
        assertThat(entry.get("subscriptionExpirationDateTime").asText())
                .isEqualTo(made.at("/expirationDateTime"));
    }

    @Test
    void aSubscriberHearsThatItsSubscriptionHasEnded() {
        String body = body("/me/drive/root", Duration.ofHours(1));
        String id = drive.post(PATH, with(body, "lifecycleNotificationUrl", address())).at("/id");
        clock.putOn(Duration.ofHours(1));
        Clouds.soon().untilAsserted(() -> assertThat(lifecycle(messages)).isPresent());
        JsonNode event = lifecycle(messages).orElseThrow();
        assertThat(event.get("lifecycleEvent").asText()).isEqualTo("subscriptionRemoved");
        assertThat(event.get("subscriptionId").asText()).isEqualTo(id);
        assertThat(event.get("clientState").asText()).isEqualTo("secret");
        assertThat(event.has("changeType")).isFalse();
        assertThat(drive.get(PATH + "/" + id).status()).isEqualTo(404);
    }

    @Test
    void aSubscriberHearsOfMissedMessagesAfterFourHours() {
        String body = body("/me/drive/root", Duration.ofDays(1));
        drive.post(PATH, with(body, "lifecycleNotificationUrl", address()));
        refusals.set(2);
        drive.upload("/a.txt", "x");
        Clouds.soon().untilAsserted(() -> assertThat(refusals).hasValue(1));
        clock.putOn(Duration.ofHours(4).plusMinutes(1));
        Clouds.soon().untilAsserted(() -> assertThat(lifecycle(messages)).isPresent());
        assertThat(lifecycle(messages).orElseThrow().get("lifecycleEvent").asText())
                .isEqualTo("missed");
        assertThat(messages).as("the change itself is told no more").hasSize(1);
    }

    @Test
    void withoutALifecycleAddressNoOneHearsOfTheEnd() {
        String id = drive.post(PATH, body("/me/drive/root", Duration.ofHours(1))).at("/id");
        String other = drive.post(PATH, body("/me/drive/root", Duration.ofDays(1))).at("/id");
        clock.putOn(Duration.ofHours(1));
        drive.upload("/a.txt", "x");
        Clouds.soon().untilAsserted(() -> assertThat(messages).isNotEmpty());
        assertThat(messages)
                .extracting(each -> each.at("/value/0/subscriptionId").asText())
                .contains(other)
                .doesNotContain(id);
        assertThat(lifecycle(messages)).isEmpty();
    }

    @Test
    void theLifecycleAddressIsGreetedToo() {
        String body = body("/me/drive/root", Duration.ofHours(1));
        String deaf = with(body, "lifecycleNotificationUrl", "http://127.0.0.1:1/");
        assertThat(drive.post(PATH, deaf).status()).isEqualTo(400);
    }

    @Test
    void onlyUpdatesCanBeSubscribedTo() {
        String body = body("/me/drive/root", Duration.ofHours(1));
        for (String type : List.of("created", "deleted", "created,updated")) {
            assertThat(drive.post(PATH, with(body, "changeType", type)).status())
                    .as(type)
                    .isEqualTo(400);
        }
    }

    @Test
    void theClientStateHasAtMost128Characters() {
        String body = body("/me/drive/root", Duration.ofHours(1));
        assertThat(drive.post(PATH, with(body, "clientState", "s".repeat(129))).status())
                .isEqualTo(400);
        OneDrive.Answer made = drive.post(PATH, with(body, "clientState", "s".repeat(128)));
        assertThat(made.status()).isEqualTo(201);
    }

    @Test
    void aSubscriptionLivesAtMost42300Minutes() {
        Duration most = Duration.ofMinutes(42_300);
        assertThat(drive.post(PATH, body("/me/drive/root", most)).status()).isEqualTo(201);
        assertThat(drive.post(PATH, body("/me/drive/root", most.plusSeconds(1))).status())
                .isEqualTo(400);
        assertThat(drive.post(PATH, body("/me/drive/root", Duration.ZERO)).status()).isEqualTo(400);
    }

    @Test
    void aFolderCanBeSubscribedToOnPersonalAndTellsOnlyOfWhatIsWithin() throws IOException {
        try (OneDrive personal = OneDrive.personal(home.resolve("personal"), clock)) {
            personal.upload("/In/Sub/a.txt", "x");
            personal.upload("/Out/b.txt", "x");
            String in = body("/me/drive/root:/In", Duration.ofDays(1));
            String out = body("/me/drive/root:/Out", Duration.ofDays(1));
            String inner = personal.post(PATH, in).at("/id");
            String outer = personal.post(PATH, out).at("/id");
            personal.upload("/In/Sub/c.txt", "x");
            Clouds.soon().untilAsserted(() -> assertThat(messages).isNotEmpty());
            personal.upload("/Out/d.txt", "x");
            Clouds.soon().untilAsserted(() -> assertThat(messages).hasSizeGreaterThan(1));
            assertThat(messages)
                    .extracting(each -> each.at("/value/0/subscriptionId").asText())
                    .containsExactly(inner, outer);
        }
    }

    @Test
    void aSubscriptionOutlivesARestartAndTellsWhatChangedMeanwhile() throws IOException {
        String id = drive.post(PATH, body("/me/drive/root", Duration.ofDays(1))).at("/id");
        JsonNode before = drive.get(PATH + "/" + id).json();
        drive.close();
        Files.writeString(drive.folder.resolve("by hand.txt"), "x");
        drive = OneDrive.business(home, clock);
        assertThat(drive.get(PATH + "/" + id).json()).isEqualTo(before);
        Clouds.soon().untilAsserted(() -> assertThat(messages).isNotEmpty());
        JsonNode entry = messages.get(0).at("/value/0");
        assertThat(entry.get("subscriptionId").asText()).isEqualTo(id);
        assertThat(entry.get("clientState").asText()).isEqualTo("secret");
    }

    @Test
    void aRenewalAndADeletionOutliveARestart() throws IOException {
        String kept = drive.post(PATH, body("/me/drive/root", Duration.ofDays(1))).at("/id");
        String gone = drive.post(PATH, body("/me/drive/root", Duration.ofDays(1))).at("/id");
        String end = clock.instant().plus(Duration.ofDays(9)).toString();
        drive.json("PATCH", PATH + "/" + kept, "{\"expirationDateTime\":\"" + end + "\"}");
        drive.delete(PATH + "/" + gone);
        drive.close();
        drive = OneDrive.business(home, clock);
        assertThat(drive.get(PATH + "/" + kept).at("/expirationDateTime")).isEqualTo(end);
        assertThat(drive.get(PATH + "/" + gone).status()).isEqualTo(404);
        assertThat(drive.get(PATH).json().get("value")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/users/nobody@x.y/drive/root",
                "/drives/other/root",
                "/me/drive/root/content",
                "/me/drive/root/delta/x",
                "/me/drive/root:/a:/children",
                "/me/drive",
                "/me",
                "nonsense"
            })
    void whatIsNoItemOfTheDriveCanNotBeSubscribedTo(String resource) {
        OneDrive.Answer refused = drive.post(PATH, body(resource, Duration.ofDays(1)));
        assertThat(refused.status()).as(refused.text()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"me/drive/root", "/users/sandbox@aqwacloud.example/drive/root"})
    void theRootHasMoreThanOneName(String resource) {
        assertThat(drive.post(PATH, body(resource, Duration.ofDays(1))).status()).isEqualTo(201);
    }

    @Tag("soak")
    @Test
    void aHandshakeAfterMoreThanTenSecondsIsTooLate() {
        waitsMillis = 11_000;
        assertThat(drive.post(PATH, body("/me/drive/root", Duration.ofDays(1))).status())
                .isEqualTo(400);
    }

    @Tag("soak")
    @Test
    void anAnswerAfterMoreThanThreeSecondsIsTooLate() {
        drive.post(PATH, body("/me/drive/root", Duration.ofDays(1)));
        waitsMillis = 4_000;
        drive.upload("/a.txt", "x");
        Clouds.soon().untilAsserted(() -> assertThat(messages).hasSize(1));
        waitsMillis = 0;
        clock.putOn(Duration.ofSeconds(1));
        Clouds.soon().untilAsserted(() -> assertThat(messages).hasSize(2));
    }

    @Test
    void oneMessageMayStandForManyChanges() {
        drive.post(PATH, body("/me/drive/root", Duration.ofDays(1)));
        refusals.set(1);
        drive.upload("/first.txt", "x");
        Clouds.soon().untilAsserted(() -> assertThat(refusals).hasValue(0));
        for (int i = 0; i < 20; i++) {
            drive.upload("/" + i, "x");
        }
        clock.putOn(Duration.ofSeconds(1));
        Clouds.soon().untilAsserted(() -> assertThat(messages).isNotEmpty());
        assertThat(messages).hasSizeLessThan(5);
    }
}
