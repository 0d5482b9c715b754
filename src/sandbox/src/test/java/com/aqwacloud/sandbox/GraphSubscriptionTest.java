package com.aqwacloud.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Section 9 of the sheet: who is told of changes. */
class GraphSubscriptionTest {

    private static final String PATH = "/v1.0/subscriptions";

    @TempDir Path home;
    private final List<JsonNode> messages = new CopyOnWriteArrayList<>();
    private final AtomicInteger refusals = new AtomicInteger();
    private volatile boolean shy;
    private HttpServer receiver;
    private OneDrive drive;

    @BeforeEach
    void start() throws IOException {
        drive = OneDrive.business(home);
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

    private String body(String resource, Duration life) {
        return Clouds.JSON
                .createObjectNode()
                .put("changeType", "updated")
                .put("notificationUrl", "http://127.0.0.1:" + receiver.getAddress().getPort() + "/")
                .put("resource", resource)
                .put("expirationDateTime", Instant.now().plus(life).toString())
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
        Clouds.soon().untilAsserted(() -> assertThat(messages).isNotEmpty());
        assertThat(refusals).hasValue(0);
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
        Instant end =
                Instant.now()
                        .plus(Duration.ofDays(5))
                        .truncatedTo(java.time.temporal.ChronoUnit.SECONDS);
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
}
