package com.aqwacloud.camel.component.websocket.jetty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimitsTest extends WebSocketTestSupport {

    @Test
    void connectionsBeyondTheLimitAreRefused() throws Exception {
        int port = serve("/events?maxConnections=2", route -> route.to("mock:in"));

        try (var first = TestClient.connect(port, "/events");
                var second = TestClient.connect(port, "/events")) {
            try (var third = new RawClient(port)) {
                assertThat(third.upgrade("/events", "127.0.0.1:" + port))
                        .startsWith("HTTP/1.1 503");
            }
            assertThat(second.texts).isEmpty();
            first.abort();
            await().untilAsserted(
                            () -> {
                                try (var next = new RawClient(port)) {
                                    assertThat(next.upgrade("/events", "127.0.0.1:" + port))
                                            .startsWith("HTTP/1.1 101");
                                }
                            });
        }
    }

    @Test
    void aMessageTooLargeClosesWith1009() throws Exception {
        int port = serve("/events?maxMessageSize=1000", route -> route.to("mock:in"));
        getMockEndpoint("mock:in").expectedMessageCount(0);

        try (var text = TestClient.connect(port, "/events");
                var binary = TestClient.connect(port, "/events")) {
            text.send("x".repeat(1001));
            binary.send(new byte[1001]);
            assertThat(text.awaitClose()).isEqualTo(1009);
            assertThat(binary.awaitClose()).isEqualTo(1009);
        }
        getMockEndpoint("mock:in").assertIsSatisfied();
    }

    @Test
    void aMessageInPiecesCountsAsAWhole() throws Exception {
        int port = serve("/events?maxMessageSize=100", route -> route.to("mock:in"));

        try (var client = new RawClient(port)) {
            client.upgrade("/events", "127.0.0.1:" + port);
            byte[] start = new byte[6 + 60];
            start[0] = 0x02;
            start[1] = (byte) (0x80 | 60);
            client.write(start);
            client.frame(0, new byte[60]);
            assertThat(client.read()).isEqualTo(0x88);
            assertThat(client.read()).isPositive();
            assertThat(client.read() << 8 | client.read()).isEqualTo(1009);
        }
    }

    @Test
    void aClientThatAnswersNoPingIsDisconnected() throws Exception {
        String path = "/events?pingInterval=200";
        int port = serve(path, route -> route.to("mock:in"));

        try (var silent = new RawClient(port);
                var alive = TestClient.connect(port, "/events")) {
            silent.upgrade("/events", "127.0.0.1:" + port);
            assertThat(silent.read()).isEqualTo(0x89);
            assertThat(silent.drain()).isPositive();
            assertThat(alive.closeCode).isNotDone();
            await().until(() -> connections(path) == 1);
        }
    }

    @Test
    void aClientWhoseRouteIsBusyIsNotTakenForDead() throws Exception {
        int port =
                serve(
                        "/events?pingInterval=100&exchangePattern=InOut",
                        route -> route.delay(800).setBody().constant("done"));

        try (var client = TestClient.connect(port, "/events")) {
            client.send("take your time");
            assertThat(client.nextText()).isEqualTo("done");
            assertThat(client.closeCode).isNotDone();
        }
    }

    @Test
    void aSilentConnectionIsClosedAfterTheIdleTimeout() throws Exception {
        int port = serve("/events?idleTimeout=300&pingInterval=0", route -> route.to("mock:in"));

        try (var client = TestClient.connect(port, "/events")) {
            assertThat(client.closeCode.get(10, TimeUnit.SECONDS)).isEqualTo(1001);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "http://127.0.0.1.evil.example",
                "http://127.0.0.1:1",
                "null",
                "https://app.example.com.evil.example",
                "https://a/b.example.com"
            })
    void pagesOfOtherOriginsAreRefused(String origin) throws Exception {
        int port =
                serve(
                        "/events?allowedOrigins=https://app.example.com,https://*.example.com",
                        route -> route.to("mock:in"));

        try (var client = new RawClient(port)) {
            assertThat(client.upgrade("/events", "127.0.0.1:" + port, "Origin: " + origin))
                    .startsWith("HTTP/1.1 403");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://app.example.com", "https://other.example.com", "own host"})
    void pagesOfTheOwnHostAndOfListedOriginsMayConnect(String origin) throws Exception {
        int port =
                serve("/events?allowedOrigins=https://*.example.com", route -> route.to("mock:in"));

        String sent = origin.equals("own host") ? "http://127.0.0.1:" + port : origin;
        try (var client = new RawClient(port)) {
            assertThat(client.upgrade("/events", "127.0.0.1:" + port, "Origin: " + sent))
                    .startsWith("HTTP/1.1 101");
        }
    }

    @Test
    void aPlainGetIsToldToUpgrade() throws Exception {
        int port = serve("/events", route -> route.to("mock:in"));

        try (var client = new RawClient(port)) {
            String head = client.exchange("GET /events", "Host: 127.0.0.1:" + port);
            assertThat(head).startsWith("HTTP/1.1 426").containsIgnoringCase("Upgrade: websocket");
            assertThat(head).doesNotContain("Jetty");
        }
        try (var client = new RawClient(port)) {
            assertThat(client.exchange("GET /elsewhere", "Host: 127.0.0.1:" + port))
                    .startsWith("HTTP/1.1 404");
        }
    }

    @Test
    void aMalformedUpgradeIsRefused() throws Exception {
        int port = serve("/events", route -> route.to("mock:in"));

        try (var client = new RawClient(port)) {
            assertThat(
                            client.exchange(
                                    "GET /events",
                                    "Host: 127.0.0.1:" + port,
                                    "Upgrade: websocket",
                                    "Connection: Upgrade",
                                    "Sec-WebSocket-Version: 13"))
                    .startsWith("HTTP/1.1 4");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "maxConnections=0",
                "maxMessageSize=0",
                "idleTimeout=-1",
                "pingInterval=-1",
                "sendQueueLimit=0",
                "sendQueueBytes=0"
            })
    void anImpossibleLimitIsRefusedByName(String option) {
        assertThatThrownBy(() -> serve("/events?" + option, route -> route.to("mock:in")))
                .hasMessageContaining(option.substring(0, option.indexOf('=')));
    }

    private int connections(String path) {
        return context.getEndpoint(
                        "websocket-jetty:127.0.0.1:0" + path, WebSocketJettyEndpoint.class)
                .getConnectionCount();
    }
}
