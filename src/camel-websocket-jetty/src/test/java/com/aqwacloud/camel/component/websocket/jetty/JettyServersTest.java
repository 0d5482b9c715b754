package com.aqwacloud.camel.component.websocket.jetty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.Test;

class JettyServersTest extends WebSocketTestSupport {

    private static final String HOST = "127.0.0.1";

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void theServerRunsFromTheFirstUserToTheLast() throws Exception {
        SharedServer first = JettyServers.shared().acquire(HOST, 0);
        int port = first.port();
        try (SharedServer second = JettyServers.shared().acquire(HOST, port)) {
            assertThat(second.port()).isEqualTo(port);
            first.close();
            first.close();
            assertThat(status(port, "/")).isEqualTo(404);
        }
        try (var free = new ServerSocket(port, 1, InetAddress.getByName(HOST))) {
            assertThat(free.isBound()).isTrue();
        }
    }

    @Test
    void contextsAndMountedHandlersShareAPort() throws Exception {
        int port = serve("/a?exchangePattern=InOut", route -> route.setBody().constant("A"));
        try (var other = new DefaultCamelContext();
                var server = JettyServers.shared().acquire(HOST, port)) {
            other.addRoutes(
                    new RouteBuilder() {
                        @Override
                        public void configure() {
                            from("websocket-jetty:127.0.0.1:" + port + "/b?exchangePattern=InOut")
                                    .setBody()
                                    .constant("B");
                        }
                    });
            other.start();
            server.mount(10, new Answer("/api", "rest"));

            try (var a = TestClient.connect(port, "/a");
                    var b = TestClient.connect(port, "/b")) {
                a.send("?");
                b.send("?");
                assertThat(a.nextText()).isEqualTo("A");
                assertThat(b.nextText()).isEqualTo("B");
                assertThat(get(port, "/api").body()).isEqualTo("rest");
                other.stop();
                assertThat(b.awaitClose()).isEqualTo(1001);
                assertThat(status(port, "/b")).isEqualTo(404);
                a.send("?");
                assertThat(a.nextText()).isEqualTo("A");
            }
        }
    }

    @Test
    void handlersAreAskedByOrderAndGoAgain() throws Exception {
        try (var server = JettyServers.shared().acquire(HOST, 0)) {
            server.mount(20, new Answer("/x", "twenty"));
            var ten = server.mount(10, new Answer("/x", "ten"));
            assertThat(get(server.port(), "/x").body()).isEqualTo("ten");
            ten.close();
            ten.close();
            assertThat(get(server.port(), "/x").body()).isEqualTo("twenty");
        }
    }

    @Test
    void aReleasedHoldTakesItsHandlersAlong() throws Exception {
        try (var staying = JettyServers.shared().acquire(HOST, 0)) {
            var leaving = JettyServers.shared().acquire(HOST, staying.port());
            leaving.mount(10, new Answer("/x", "here"));
            assertThat(status(staying.port(), "/x")).isEqualTo(200);
            leaving.close();
            assertThat(status(staying.port(), "/x")).isEqualTo(404);
            assertThatThrownBy(() -> leaving.mount(10, new Answer("/x", "again")))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void aPlainGetOnAWebSocketPathFallsThroughToMountedHandlers() throws Exception {
        int port = serve("/", route -> route.to("mock:in"));
        assertThat(status(port, "/")).isEqualTo(426);
        try (var server = JettyServers.shared().acquire(HOST, port)) {
            server.mount(10, new Answer("/", "page"));
            assertThat(get(port, "/").body()).isEqualTo("page");
        }
        try (var client = TestClient.connect(port, "/")) {
            assertThat(client.closeCode).isNotDone();
        }
    }

    @Test
    void aHandlerBeforeTheWebSocketsCanKeepClientsOut() throws Exception {
        int port = serve("/events", route -> route.to("mock:in"));
        try (var server = JettyServers.shared().acquire(HOST, port);
                var client = new RawClient(port)) {
            server.mount(-1, new Answer("/events", "not for you"));
            assertThat(client.upgrade("/events", HOST + ":" + port)).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void aTakenPortIsNamed() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
            int port = taken.getLocalPort();
            assertThatThrownBy(() -> JettyServers.shared().acquire(HOST, port))
                    .isInstanceOf(PortInUseException.class)
                    .hasMessage("Cannot listen on 127.0.0.1:" + port + ": the port is in use");
            assertThatThrownBy(
                            () ->
                                    route(
                                            "websocket-jetty:127.0.0.1:" + port + "/events",
                                            route -> route.to("mock:in")))
                    .hasStackTraceContaining("127.0.0.1:" + port + ": the port is in use");
        }
    }

    @Test
    void twoConsumersOfOnePathAreRefused() throws Exception {
        int port = serve("/events", route -> route.to("mock:in"));
        assertThatThrownBy(
                        () ->
                                route(
                                        "websocket-jetty:127.0.0.1:" + port + "/events",
                                        route -> route.to("mock:in")))
                .hasStackTraceContaining("already serves the path /events");
        try (var client = TestClient.connect(port, "/events")) {
            assertThat(client.closeCode).isNotDone();
        }
    }

    @Test
    void manyThreadsAcquireAndReleaseOneServer() throws Exception {
        var threads = Executors.newFixedThreadPool(8);
        try (var keeper = JettyServers.shared().acquire(HOST, 0)) {
            int port = keeper.port();
            Callable<Integer> use =
                    () -> {
                        try (var server = JettyServers.shared().acquire(HOST, port);
                                var mount = server.mount(5, new Answer("/y", "y"))) {
                            assertThat(mount).isNotNull();
                            return status(server.port(), "/y");
                        }
                    };
            for (var result :
                    threads.invokeAll(IntStream.range(0, 50).mapToObj(i -> use).toList())) {
                assertThat(result.get()).isEqualTo(200);
            }
            assertThat(status(port, "/y")).isEqualTo(404);
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void producersAloneHoldTheServerToo() throws Exception {
        String uri = "websocket-jetty:127.0.0.1:0/events?sendToAll=true";
        assertThat(send(uri, "nobody there", Map.of()))
                .containsEntry(WebSocketJettyConstants.SENT, 0);
    }

    @Test
    void noAnswerNamesTheServersVersion() throws Exception {
        try (var server = JettyServers.shared().acquire(HOST, 0)) {
            var response = get(server.port(), "/nowhere");
            assertThat(response.headers().firstValue("Server")).isEmpty();
            assertThat(response.body()).doesNotContainIgnoringCase("jetty");
        }
    }

    private int status(int port, String path) throws Exception {
        return get(port, path).statusCode();
    }

    private HttpResponse<String> get(int port, String path) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** Answers one path with a text. */
    private static final class Answer extends Handler.Abstract {
        private final String path;
        private final String text;

        Answer(String path, String text) {
            this.path = path;
            this.text = text;
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            if (!Request.getPathInContext(request).equals(path)) {
                return false;
            }
            response.write(true, java.nio.ByteBuffer.wrap(TestClient.utf8(text)), callback);
            return true;
        }
    }
}
