package com.aqwacloud.camel.component.websocket.jetty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.Test;

class ConsumerTest extends WebSocketTestSupport {

    @Test
    void textAndBinaryBecomeExchanges() throws Exception {
        MockEndpoint mock = getMockEndpoint("mock:in");
        mock.expectedMessageCount(2);
        int port = serve("/events", route -> route.to("mock:in"));

        try (var client = TestClient.connect(port, "/events")) {
            client.send("grüße");
            client.send(new byte[] {0, 1, -1});
            mock.assertIsSatisfied();
        }

        assertThat(mock.getExchanges().get(0).getMessage().getBody()).isEqualTo("grüße");
        assertThat(mock.getExchanges().get(1).getMessage().getBody())
                .isEqualTo(new byte[] {0, 1, -1});
        assertThat(header(mock, 0, WebSocketJettyConstants.EVENT))
                .isEqualTo(WebSocketJettyEvent.MESSAGE);
        assertThat(header(mock, 0, WebSocketJettyConstants.PATH)).isEqualTo("/events");
        assertThat(header(mock, 0, WebSocketJettyConstants.CONNECTION_KEY))
                .isEqualTo(header(mock, 1, WebSocketJettyConstants.CONNECTION_KEY));
    }

    @Test
    void connectAndCloseAreExchangesOnlyOnRequest() throws Exception {
        MockEndpoint mock = getMockEndpoint("mock:in");
        int port =
                serve("/events?fireWebSocketConnectionEvents=true", route -> route.to("mock:in"));

        try (var client = TestClient.connect(port, "/events")) {
            client.send("hello");
            await().until(() -> mock.getReceivedCounter() == 2);
        }
        await().until(() -> mock.getReceivedCounter() >= 3);

        assertThat(mock.getExchanges())
                .extracting(e -> e.getMessage().getHeader(WebSocketJettyConstants.EVENT))
                .startsWith(WebSocketJettyEvent.OPEN, WebSocketJettyEvent.MESSAGE)
                .endsWith(WebSocketJettyEvent.CLOSE);
        Exchange last = mock.getExchanges().get(mock.getReceivedCounter() - 1);
        assertThat(last.getMessage().getHeader(WebSocketJettyConstants.CLOSE_CODE)).isEqualTo(1006);
    }

    @Test
    void anErrorIsAnExchangeBeforeTheClose() throws Exception {
        MockEndpoint mock = getMockEndpoint("mock:in");
        int port =
                serve(
                        "/events?maxMessageSize=10&fireWebSocketConnectionEvents=true",
                        route -> route.to("mock:in"));

        try (var client = TestClient.connect(port, "/events")) {
            client.send("more than ten bytes");
            assertThat(client.awaitClose()).isEqualTo(1009);
        }
        await().until(() -> mock.getReceivedCounter() == 3);

        assertThat(mock.getExchanges())
                .extracting(e -> e.getMessage().getHeader(WebSocketJettyConstants.EVENT))
                .containsExactly(
                        WebSocketJettyEvent.OPEN,
                        WebSocketJettyEvent.ERROR,
                        WebSocketJettyEvent.CLOSE);
    }

    @Test
    void withInOutTheReplyGoesToTheSenderAlone() throws Exception {
        int port =
                serve(
                        "/echo?exchangePattern=InOut",
                        route -> route.transform().simple("you said ${body}"));

        try (var asking = TestClient.connect(port, "/echo");
                var other = TestClient.connect(port, "/echo")) {
            asking.send("hi");
            assertThat(asking.nextText()).isEqualTo("you said hi");
            assertThat(other.texts).isEmpty();
        }
    }

    @Test
    void anInOnlyRouteSendsNothingBack() throws Exception {
        MockEndpoint mock = getMockEndpoint("mock:in");
        mock.expectedMessageCount(2);
        int port = serve("/events", route -> route.to("mock:in"));

        try (var client = TestClient.connect(port, "/events")) {
            client.send("1");
            client.send("2");
            mock.assertIsSatisfied();
            assertThat(client.texts).isEmpty();
        }
    }

    @Test
    void clientsChooseNoHeaderNames() throws Exception {
        MockEndpoint mock = getMockEndpoint("mock:in");
        mock.expectedMessageCount(1);
        int port = serve("/events", route -> route.to("mock:in"));

        try (var client = new RawClient(port)) {
            assertThat(
                            client.upgrade(
                                    "/events?CamelFileName=x&since=7&CamelWebSocketJettySendToAll=true",
                                    "127.0.0.1:" + port,
                                    "CamelX: y",
                                    "X-Other: z"))
                    .startsWith("HTTP/1.1 101");
            client.frame(1, TestClient.utf8("hello"));
            mock.assertIsSatisfied();
        }

        var headers = mock.getExchanges().get(0).getMessage().getHeaders();
        assertThat(headers.keySet())
                .containsExactlyInAnyOrder(
                        WebSocketJettyConstants.EVENT,
                        WebSocketJettyConstants.CONNECTION_KEY,
                        WebSocketJettyConstants.CONNECTION,
                        WebSocketJettyConstants.PATH,
                        WebSocketJettyConstants.QUERY,
                        WebSocketJettyConstants.REMOTE_ADDRESS);
        assertThat(headers.get(WebSocketJettyConstants.QUERY))
                .isEqualTo(
                        Map.of(
                                "CamelFileName",
                                "x",
                                "since",
                                "7",
                                "CamelWebSocketJettySendToAll",
                                "true"));
    }

    @Test
    void theFirstSubProtocolThatBothKnowIsAgreed() throws Exception {
        MockEndpoint mock = getMockEndpoint("mock:in");
        mock.expectedMessageCount(1);
        int port = serve("/events?subProtocols=v2.json, v1.json", route -> route.to("mock:in"));

        try (var client = TestClient.connect(port, "/events", "v1.json", "v2.json");
                var foreign = TestClient.connect(port, "/events", "mqtt")) {
            client.send("hello");
            mock.assertIsSatisfied();
            assertThat(client.subProtocol()).isEqualTo("v2.json");
            assertThat(foreign.subProtocol()).isEmpty();
        }
        assertThat(header(mock, 0, WebSocketJettyConstants.SUB_PROTOCOL)).isEqualTo("v2.json");
    }

    @Test
    void aWildcardTakesEverythingBelowAndAnExactPathWins() throws Exception {
        int port =
                serve(
                        "/rooms/*?exchangePattern=InOut",
                        route -> route.setBody().simple("${header.CamelWebSocketJettyPath}"));
        serve("/rooms/blue?exchangePattern=InOut", route -> route.setBody().constant("blue!"));

        for (var expected :
                Map.of("/rooms", "/rooms", "/rooms/a/b", "/rooms/a/b", "/rooms/blue", "blue!")
                        .entrySet()) {
            try (var client = TestClient.connect(port, expected.getKey())) {
                client.send("?");
                assertThat(client.nextText()).isEqualTo(expected.getValue());
            }
        }
        assertThatThrownBy(() -> TestClient.connect(port, "/roomsandmore"))
                .hasMessageContaining("WebSocketHandshakeException");
    }

    @Test
    void nothingMoreIsReadFromAClientWhileItsMessageIsUnderWay() throws Exception {
        var go = new CountDownLatch(1);
        MockEndpoint mock = getMockEndpoint("mock:in");
        int port =
                serve(
                        "/events",
                        route -> route.to("mock:in").process(e -> go.await(10, TimeUnit.SECONDS)));

        try (var client = TestClient.connect(port, "/events");
                var other = TestClient.connect(port, "/events")) {
            client.send("1");
            client.send("2");
            await().until(() -> mock.getReceivedCounter() == 1);
            other.send("3");
            await().until(() -> mock.getReceivedCounter() == 2);
            assertThat(mock.getExchanges().get(1).getMessage().getBody()).isEqualTo("3");
            go.countDown();
            await().until(() -> mock.getReceivedCounter() == 3);
        }
    }

    @Test
    void aRouteThatFailsLeavesTheConnectionOpen() throws Exception {
        int port =
                serve(
                        "/events?exchangePattern=InOut",
                        route ->
                                route.choice()
                                        .when(e -> e.getMessage().getBody().equals("bad"))
                                        .throwException(new IllegalStateException("refused"))
                                        .otherwise()
                                        .setBody()
                                        .constant("fine"));

        try (var client = TestClient.connect(port, "/events")) {
            client.send("bad");
            client.send("good");
            assertThat(client.nextText()).isEqualTo("fine");
        }
    }

    @Test
    void clientsAreToldThatTheServerGoesAway() throws Exception {
        int port = serve("/events", route -> route.routeId("events").to("mock:in"));

        try (var client = TestClient.connect(port, "/events")) {
            context.getRouteController().stopRoute("events");
            assertThat(client.awaitClose()).isEqualTo(1001);
        }
    }

    @Test
    void aSuspendedRouteKeepsItsClientsAndRefusesNewOnes() throws Exception {
        int port =
                serve(
                        "/events?exchangePattern=InOut",
                        route -> route.routeId("events").setBody().constant("here"));

        try (var client = TestClient.connect(port, "/events");
                var late = new RawClient(port)) {
            context.getRouteController().suspendRoute("events");
            assertThat(late.upgrade("/events", "127.0.0.1:" + port)).startsWith("HTTP/1.1 503");
            client.send("still there?");
            assertThat(client.nextText()).isEqualTo("here");
        }
    }

    private static Object header(MockEndpoint mock, int index, String name) {
        return mock.getExchanges().get(index).getMessage().getHeader(name);
    }
}
