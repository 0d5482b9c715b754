package com.aqwacloud.camel.component.websocket.jetty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SlowConsumerTest extends WebSocketTestSupport {

    private static final String ALL = "websocket-jetty:127.0.0.1:0/events?sendToAll=true";
    private static final int MESSAGE_BYTES = 16 * 1024;

    /** Enough to fill the buffers of the system between server and client many times over. */
    private static final int FLOOD = 2_000;

    private final String message = "x".repeat(MESSAGE_BYTES);

    @Test
    void aClientThatDoesNotReadIsDisconnectedAndOthersGetAll() throws Exception {
        String path = "/events?sendQueueBytes=262144";
        int port = serve(path, route -> route.to("mock:in"));

        try (var slow = new RawClient(port);
                var quick = TestClient.connect(port, "/events")) {
            assertThat(slow.upgrade("/events", "127.0.0.1:" + port)).startsWith("HTTP/1.1 101");
            await().until(() -> endpoint(path).getConnectionCount() == 2);
            int dropped = 0;
            for (int i = 0; i < FLOOD; i++) {
                long start = System.nanoTime();
                dropped += (int) send(ALL, message, Map.of()).get(WebSocketJettyConstants.DROPPED);
                assertThat(Duration.ofNanos(System.nanoTime() - start))
                        .isLessThan(Duration.ofSeconds(5));
                assertThat(quick.nextText()).isEqualTo(message);
                assertThat(endpoint(path).getQueuedBytes()).isLessThanOrEqualTo(2 * 262144L);
            }
            assertThat(dropped).isPositive();
            await().until(() -> endpoint(path).getConnectionCount() == 1);
            assertThat(slow.drain()).isLessThan((long) FLOOD * MESSAGE_BYTES);
        }
    }

    @Test
    void aSlowClientIsToldWhyIfItReadsAgainSoon() throws Exception {
        int port = serve("/events?sendQueueLimit=2", route -> route.to("mock:in"));

        try (var slow = new RawClient(port)) {
            slow.upgrade("/events", "127.0.0.1:" + port);
            int dropped = 0;
            for (int i = 0; i < FLOOD && dropped == 0; i++) {
                dropped = (int) send(ALL, message, Map.of()).get(WebSocketJettyConstants.DROPPED);
            }
            assertThat(dropped).isPositive();
            int before = 0;
            int last = 0;
            // The stream ends with the close frame: 0x88, its length, then status 1013 = 0x03F5.
            boolean closed = false;
            for (int next = slow.read(); next >= 0 && !closed; next = slow.read()) {
                closed = before == 0x03 && last == 0xF5 && next == 'T';
                before = last;
                last = next;
            }
            assertThat(closed).isTrue();
        }
    }

    @Test
    void droppingTheOldestKeepsTheClientAndTheNewestMessages() throws Exception {
        String path = "/events?sendQueueLimit=4&slowConsumer=dropOldest&pingInterval=0";
        int port = serve(path, route -> route.to("mock:in"));

        try (var slow = new RawClient(port)) {
            slow.upgrade("/events", "127.0.0.1:" + port);
            await().until(() -> endpoint(path).getConnectionCount() == 1);
            int dropped = flood();
            assertThat(dropped).isPositive();
            assertThat(endpoint(path).getConnectionCount()).isEqualTo(1);
            assertThat(endpoint(path).getQueuedBytes()).isLessThanOrEqualTo(4L * MESSAGE_BYTES);
            send(ALL, "last", Map.of());
            assertThat(readsUpTo(slow, "last")).isTrue();
        }
    }

    @Test
    void droppingTheNewestKeepsTheClientAndTheOldestMessages() throws Exception {
        String path = "/events?sendQueueLimit=4&slowConsumer=dropNewest&pingInterval=0";
        int port = serve(path, route -> route.to("mock:in"));

        try (var slow = new RawClient(port)) {
            slow.upgrade("/events", "127.0.0.1:" + port);
            await().until(() -> endpoint(path).getConnectionCount() == 1);
            assertThat(flood()).isPositive();
            assertThat(send(ALL, "too late", Map.of()))
                    .containsEntry(WebSocketJettyConstants.SENT, 0)
                    .containsEntry(WebSocketJettyConstants.DROPPED, 1);
            assertThat(endpoint(path).getConnectionCount()).isEqualTo(1);
        }
    }

    @Test
    void aMessageThatNoQueueCanHoldIsTheSendersError() throws Exception {
        String path = "/events?sendQueueBytes=100";
        int port = serve(path, route -> route.to("mock:in"));

        try (var client = TestClient.connect(port, "/events")) {
            await().until(() -> endpoint(path).getConnectionCount() == 1);
            assertThatThrownBy(() -> send(ALL, "x".repeat(101), Map.of()))
                    .hasMessageContaining("sendQueueBytes");
            send(ALL, "x".repeat(100), Map.of());
            assertThat(client.nextText()).hasSize(100);
        }
    }

    private int flood() {
        int dropped = 0;
        for (int i = 0; i < FLOOD && dropped < 10; i++) {
            dropped += (int) send(ALL, message, Map.of()).get(WebSocketJettyConstants.DROPPED);
        }
        return dropped;
    }

    private static boolean readsUpTo(RawClient client, String end) throws Exception {
        int matched = 0;
        while (matched < end.length()) {
            int next = client.read();
            if (next < 0) {
                return false;
            }
            matched = next == end.charAt(matched) ? matched + 1 : 0;
        }
        return true;
    }

    private WebSocketJettyEndpoint endpoint(String path) {
        return context.getEndpoint(
                "websocket-jetty:127.0.0.1:0" + path, WebSocketJettyEndpoint.class);
    }
}
