package com.aqwacloud.camel.component.websocket.jetty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.Test;

class ProducerTest extends WebSocketTestSupport {

    private static final String EVENTS = "websocket-jetty:127.0.0.1:0/events";

    @Test
    void sendToAllReachesEveryClientOfThePathOnly() throws Exception {
        int port = serve("/events", route -> route.to("mock:in"));
        serve("/other", route -> route.to("mock:in"));

        try (var a = TestClient.connect(port, "/events");
                var b = TestClient.connect(port, "/events");
                var other = TestClient.connect(port, "/other")) {
            awaitConnections(2);
            var result = send(EVENTS + "?sendToAll=true", "news", Map.of());
            assertThat(a.nextText()).isEqualTo("news");
            assertThat(b.nextText()).isEqualTo("news");
            assertThat(other.texts).isEmpty();
            assertThat(result)
                    .containsEntry(WebSocketJettyConstants.SENT, 2)
                    .containsEntry(WebSocketJettyConstants.DROPPED, 0);
        }
    }

    @Test
    void aKeyReachesOneClient() throws Exception {
        MockEndpoint mock = getMockEndpoint("mock:in");
        int port = serve("/events", route -> route.to("mock:in"));

        try (var a = TestClient.connect(port, "/events");
                var b = TestClient.connect(port, "/events")) {
            a.send("I am a");
            await().until(() -> mock.getReceivedCounter() == 1);
            Object key =
                    mock.getExchanges()
                            .get(0)
                            .getMessage()
                            .getHeader(WebSocketJettyConstants.CONNECTION_KEY);
            var result = send(EVENTS, "for a", Map.of(WebSocketJettyConstants.CONNECTION_KEY, key));
            assertThat(a.nextText()).isEqualTo("for a");
            assertThat(b.texts).isEmpty();
            assertThat(result).containsEntry(WebSocketJettyConstants.SENT, 1);
        }
    }

    @Test
    void aPredicateChoosesByQueryAndByWhatRoutesRemembered() throws Exception {
        int port =
                serve(
                        "/events?fireWebSocketConnectionEvents=true",
                        route ->
                                route.process(
                                                e ->
                                                        e.getMessage()
                                                                .getHeader(
                                                                        WebSocketJettyConstants
                                                                                .CONNECTION,
                                                                        WebSocketConnection.class)
                                                                .attributes()
                                                                .put("greeted", true))
                                        .to("mock:in"));
        Predicate<WebSocketConnection> chosen =
                client ->
                        "7".equals(client.query().get("session"))
                                && client.attributes().containsKey("greeted");
        context.getRegistry().bind("chosen", chosen);

        try (var seven = TestClient.connect(port, "/events?session=7");
                var eight = TestClient.connect(port, "/events?session=8")) {
            await().until(() -> getMockEndpoint("mock:in").getReceivedCounter() == 2);
            send(EVENTS, "by header", Map.of(WebSocketJettyConstants.RECIPIENTS, chosen));
            send(EVENTS + "?recipients=#chosen", "by option", Map.of());
            assertThat(seven.nextText()).isEqualTo("by header");
            assertThat(seven.nextText()).isEqualTo("by option");
            assertThat(eight.texts).isEmpty();
        }
    }

    @Test
    void bytesAreSentAsBinaryUnlessToldOtherwise() throws Exception {
        int port = serve("/events", route -> route.to("mock:in"));

        try (var client = TestClient.connect(port, "/events")) {
            awaitConnections(1);
            send(EVENTS + "?sendToAll=true", new byte[] {1, 2}, Map.of());
            await().until(() -> client.binaries.size() == 1);
            assertThat(client.binaries.remove()).containsExactly(1, 2);
            send(
                    EVENTS + "?sendToAll=true&messageType=text",
                    TestClient.utf8("{\"ä\":1}"),
                    Map.of());
            assertThat(client.nextText()).isEqualTo("{\"ä\":1}");
            send(
                    EVENTS + "?sendToAll=true",
                    "text",
                    Map.of(WebSocketJettyConstants.MESSAGE_TYPE, "binary"));
            await().until(() -> client.binaries.size() == 1);
        }
    }

    @Test
    void aKeyThatHasGoneIsCountedAndFailsOnlyOnRequest() throws Exception {
        serve("/events", route -> route.to("mock:in"));
        Map<String, Object> gone = Map.of(WebSocketJettyConstants.CONNECTION_KEY, "gone");

        assertThat(send(EVENTS, "x", gone))
                .containsEntry(WebSocketJettyConstants.SENT, 0)
                .containsEntry(WebSocketJettyConstants.DROPPED, 1);
        assertThatThrownBy(() -> send(EVENTS + "?failIfMissing=true", "x", gone))
                .hasMessageContaining("gone");
    }

    @Test
    void aMessageWithoutRecipientIsAnError() throws Exception {
        serve("/events", route -> route.to("mock:in"));

        assertThatThrownBy(() -> send(EVENTS, "x", Map.of()))
                .hasMessageContaining(WebSocketJettyConstants.CONNECTION_KEY);
    }

    @Test
    void aKeyOfAnotherPathIsNotReached() throws Exception {
        MockEndpoint mock = getMockEndpoint("mock:in");
        int port = serve("/private", route -> route.to("mock:in"));
        serve("/events", route -> route.to("mock:other"));

        try (var client = TestClient.connect(port, "/private")) {
            client.send("hello");
            await().until(() -> mock.getReceivedCounter() == 1);
            Object key =
                    mock.getExchanges()
                            .get(0)
                            .getMessage()
                            .getHeader(WebSocketJettyConstants.CONNECTION_KEY);
            assertThat(send(EVENTS, "x", Map.of(WebSocketJettyConstants.CONNECTION_KEY, key)))
                    .containsEntry(WebSocketJettyConstants.SENT, 0);
            assertThat(client.texts).isEmpty();
        }
    }

    @Test
    void fiveHundredClientsGetEveryMessageInOrder() throws Exception {
        int port = serve("/events", route -> route.to("mock:in"));
        List<TestClient> clients = new ArrayList<>();
        try {
            for (int i = 0; i < 500; i++) {
                clients.add(TestClient.connect(port, "/events"));
            }
            awaitConnections(500);
            for (int i = 0; i < 20; i++) {
                assertThat(send(EVENTS + "?sendToAll=true", "m" + i, Map.of()))
                        .containsEntry(WebSocketJettyConstants.SENT, 500);
            }
            for (TestClient client : clients) {
                for (int i = 0; i < 20; i++) {
                    assertThat(client.nextText()).isEqualTo("m" + i);
                }
            }
        } finally {
            clients.forEach(TestClient::close);
        }
    }
}
