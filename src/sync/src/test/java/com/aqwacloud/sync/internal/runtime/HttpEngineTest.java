package com.aqwacloud.sync.internal.runtime;

import static com.aqwacloud.sync.internal.runtime.RoutesFixture.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.aqwacloud.sync.api.RouteFile.State;
import com.aqwacloud.sync.api.RouteInfo;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpEngineTest {

    private static final String API =
            """
            <camel>
              <rest path="/things" description="Things">
                <get path="/{id}" routeId="get-thing" description="One thing">
                  <param name="id" type="path"/>
                  <to uri="direct:get-thing"/>
                </get>
                <post routeId="post-thing" consumes="application/json" description="Makes a thing">
                  <to uri="direct:post-thing"/>
                </post>
                <get path="/broken" description="Fails">
                  <to uri="direct:broken"/>
                </get>
                <get path="/map" description="Forgets to marshal">
                  <to uri="direct:map"/>
                </get>
              </rest>
              <route id="thing" description="Answers with the id">
                <from uri="direct:get-thing"/>
                <setHeader name="X-Own"><constant>yes</constant></setHeader>
                <setHeader name="CamelSecret"><constant>no</constant></setHeader>
                <setBody><simple>%s ${header.id} ${header.q} ${header.CamelQ} ${header.AqwaJob}</simple></setBody>
              </route>
              <route id="made" description="Says that it was made">
                <from uri="direct:post-thing"/>
                <setBody><simple>got ${body}</simple></setBody>
                <setHeader name="CamelHttpResponseCode"><constant>201</constant></setHeader>
                <setHeader name="Content-Type"><constant>application/json</constant></setHeader>
              </route>
              <route id="broken" description="Fails">
                <from uri="direct:broken"/>
                <throwException exceptionType="java.lang.IllegalStateException" message="secret detail"/>
              </route>
              <route id="map" description="Leaves a map">
                <from uri="direct:map"/>
                <process ref="map"/>
              </route>
            </camel>
            """;

    @TempDir Path folder;
    private RoutesFixture fixture;
    private Server server;
    private int port;
    private HttpResponse<String> beforeTheRoutes;
    private HttpResponse<String> beforeTheBeginning;
    private final AtomicReference<java.util.Map<String, Object>> seen = new AtomicReference<>();
    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeEach
    void start() throws Exception {
        server = new Server();
        var connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        var engine =
                new HttpEngine(
                        HttpOptions.of("127.0.0.1", connector::getLocalPort)
                                .withMaxBodyBytes(1000)
                                .withAllowedHosts(Set.of("nas.example")));
        server.setHandler(
                new Handler.Sequence(
                        engine.handler(),
                        new Handler.Abstract() {
                            @Override
                            public boolean handle(
                                    Request request, Response response, Callback callback) {
                                response.setStatus(404);
                                org.eclipse.jetty.io.Content.Sink.write(
                                        response, true, "next handler", callback);
                                return true;
                            }
                        }));
        server.start();
        port = connector.getLocalPort();
        beforeTheRoutes = get("/api/things/7");
        org.apache.camel.Processor map =
                exchange -> exchange.getMessage().setBody(java.util.Map.of("a", 1));
        org.apache.camel.Processor look =
                exchange -> seen.set(java.util.Map.copyOf(exchange.getMessage().getHeaders()));
        fixture = new RoutesFixture(folder);
        fixture.write("api.xml", API.formatted("v1"));
        fixture.start(
                o -> o.withBeans(java.util.Map.of("map", map, "look", look)).withHttp(engine));
        beforeTheBeginning = get("/api/things/7");
        engine.begin();
    }

    @AfterEach
    void stop() throws Exception {
        fixture.close();
        server.stop();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        var request = request(path);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String body, String... headers)
            throws Exception {
        var request = request(path).POST(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** A request that the JDK's client would not send. */
    private String raw(String text) throws Exception {
        try (var socket = new Socket("127.0.0.1", port);
                OutputStream out = socket.getOutputStream()) {
            out.write(text.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
            out.flush();
            var answer = new ByteArrayOutputStream();
            socket.getInputStream().transferTo(answer);
            return answer.toString(StandardCharsets.UTF_8);
        }
    }

    @Test
    void restOperationsAreAnswered() throws Exception {
        assertThat(fixture.file("api.xml").error()).isNull();
        var one = get("/api/things/7?q=x%20y");
        assertThat(one.statusCode()).isEqualTo(200);
        assertThat(one.body()).startsWith("v1 7 x y");
        assertThat(one.headers().firstValue("X-Own")).contains("yes");
        var made = post("/api/things", "{\"a\":1}", "Content-Type", "application/json");
        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(made.body()).isEqualTo("got {\"a\":1}");
        assertThat(made.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(fixture.route("get-thing").description()).isEqualTo("One thing");
        assertThat(fixture.route("rest-get-things-broken").file()).isEqualTo("api.xml");
    }

    @Test
    void nothingFromOutsideBecomesAHeaderThatMatters() throws Exception {
        fixture.write(
                "look.xml",
                RoutesFixture.steps("look", "platform-http:/look/{id}", "<process ref=\"look\"/>"));
        fixture.awaitRoute("look");
        var answer =
                get(
                        "/look/5?CamelHttpResponseCode=500&camelfilename=x&AqwaJob=1&plain=1&Content-Type=text/html&Set-Cookie=a%3Db&X-Any=1",
                        "CamelFileName",
                        "evil",
                        "AQWAJob",
                        "2",
                        "X-Strange",
                        "3",
                        "User-Agent",
                        "test");
        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(seen.get())
                .containsOnlyKeys(
                        "id",
                        "plain",
                        "User-Agent",
                        "Set-Cookie",
                        "X-Any",
                        "CamelHttpMethod",
                        "CamelHttpPath",
                        "CamelHttpUri",
                        "CamelHttpQuery");
        assertThat(answer.headers().map())
                .doesNotContainKeys(
                        "plain", "set-cookie", "user-agent", "x-any", "id", "camelhttpmethod");
    }

    @Test
    void anErrorSaysNothingOfItsCause() throws Exception {
        var answer = get("/api/things/broken");
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.headers().firstValue("Content-Type"))
                .contains("application/problem+json");
        assertThat(answer.body()).doesNotContain("secret").contains("\"status\":500");
        assertThat(get("/api/things/map").statusCode()).isEqualTo(500);
    }

    @Test
    void untilAllRoutesAreThereAndOnceTheyGoRestIsOutOfService() throws Exception {
        assertOutOfService(beforeTheRoutes, "AqwaCloud is starting");
        assertOutOfService(beforeTheBeginning, "AqwaCloud is starting");
        assertThat(get("/api/things/7").statusCode()).isEqualTo(200);

        fixture.close();

        assertOutOfService(get("/api/things/7"), "AqwaCloud is stopping");
        assertThat(get("/nothing").body()).isEqualTo("next handler");
    }

    private static void assertOutOfService(HttpResponse<String> answer, String sentence) {
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Content-Type"))
                .contains("application/problem+json");
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
        assertThat(answer.body()).contains("\"detail\":\"" + sentence);
    }

    @Test
    void theRouteOfTheDocumentHasADescription() {
        assertThat(fixture.runtime.routes())
                .filteredOn(route -> route.id().equals(CamelRuntime.OPENAPI_ROUTE))
                .singleElement()
                .extracting(RouteInfo::description)
                .isEqualTo("Serves the OpenAPI document of the REST services");
    }

    @Test
    void otherPathsFallThroughAndOtherMethodsDoNot() throws Exception {
        assertThat(get("/nothing").body()).isEqualTo("next handler");
        assertThat(get("/api/nothing").statusCode()).isEqualTo(404);
        assertThat(get("/api/nothing").body()).contains("There is nothing at");
        var put =
                client.send(
                        request("/api/things").PUT(HttpRequest.BodyPublishers.noBody()).build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(put.statusCode()).isEqualTo(405);
        assertThat(put.headers().firstValue("Allow")).contains("OPTIONS, POST");
        var options =
                client.send(
                        request("/api/things/1")
                                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(options.statusCode()).isEqualTo(204);
        assertThat(options.headers().firstValue("Allow")).contains("GET, HEAD, OPTIONS");
        var head =
                client.send(
                        request("/api/things/1")
                                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
    }

    @Test
    void aLongBodyIsRefused() throws Exception {
        assertThat(post("/api/things", "x".repeat(1000)).statusCode()).isEqualTo(201);
        var answer = post("/api/things", "x".repeat(1001));
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.headers().firstValue("Content-Type"))
                .contains("application/problem+json");
        String chunked =
                raw(
                        "POST /api/things HTTP/1.1\nHost: localhost\nConnection: close\nTransfer-Encoding: chunked\n\n7d0\n"
                                + "x".repeat(2000)
                                + "\n0\n\n");
        assertThat(chunked).startsWith("HTTP/1.1 413");
    }

    @Test
    void otherSitesChangeNothing() throws Exception {
        assertThat(post("/api/things", "x", "Sec-Fetch-Site", "cross-site").statusCode())
                .isEqualTo(403);
        assertThat(post("/api/things", "x", "Sec-Fetch-Site", "same-site").statusCode())
                .isEqualTo(403);
        assertThat(post("/api/things", "x", "Origin", "http://evil.example").statusCode())
                .isEqualTo(403);
        assertThat(post("/api/things", "x", "Origin", "null").statusCode()).isEqualTo(403);
        assertThat(post("/api/things", "x", "Origin", "http://127.0.0.1:1").statusCode())
                .isEqualTo(403);
        assertThat(fixture.route("made").exchangesTotal()).isZero();
        assertThat(
                        post(
                                        "/api/things",
                                        "x",
                                        "Origin",
                                        "http://127.0.0.1:" + port,
                                        "Sec-Fetch-Site",
                                        "same-origin")
                                .statusCode())
                .isEqualTo(201);
        assertThat(get("/api/things/1", "Origin", "http://evil.example").statusCode())
                .isEqualTo(200);
    }

    @Test
    void onlyKnownHostNamesAreAnswered() throws Exception {
        for (String host : new String[] {"localhost:1", "127.0.0.1", "[::1]:3001", "nas.example"}) {
            assertThat(raw("GET /api/things/1 HTTP/1.1\nHost: " + host + "\nConnection: close\n\n"))
                    .as(host)
                    .startsWith("HTTP/1.1 200");
        }
        assertThat(raw("GET /api/things/1 HTTP/1.1\nHost: evil.example\nConnection: close\n\n"))
                .startsWith("HTTP/1.1 403");
    }

    @Test
    void theDocumentFollowsTheFiles() throws Exception {
        JsonNode before = new ObjectMapper().readTree(get("/api/openapi.json").body());
        assertThat(before.at("/servers/0/url").asText()).isEqualTo("/api");
        assertThat(before.get("paths").has("/things/{id}")).isTrue();
        assertThat(before.at("/info/title").asText()).isEqualTo("AqwaCloud");
        fixture.write(
                "more.xml",
                """
                <rests>
                  <rest path="/more" description="More">
                    <get description="All"><to uri="direct:get-thing"/></get>
                  </rest>
                </rests>
                """);
        await().atMost(SOON).until(() -> get("/api/more").statusCode() == 200);
        assertThat(get("/api/openapi.json").body()).contains("/more");
        fixture.delete("more.xml");
        await().atMost(SOON).until(() -> get("/api/more").statusCode() == 404);
        assertThat(get("/api/openapi.json").body())
                .doesNotContain("/more")
                .contains("/things/{id}");
        assertThat(fixture.route(CamelRuntime.OPENAPI_ROUTE)).isNotNull();
    }

    @Test
    void theSameOperationInTwoFilesIsRefused() throws Exception {
        fixture.write(
                "other.xml",
                """
                <rests>
                  <rest path="/things" description="Again">
                    <get path="/{other}" description="Again"><to uri="direct:get-thing"/></get>
                  </rest>
                </rests>
                """);
        fixture.awaitState("other.xml", State.REFUSED);
        assertThat(fixture.file("other.xml").error())
                .contains("GET /api/things/{}")
                .contains("api.xml");
        assertThat(get("/api/things/1").statusCode()).isEqualTo(200);
    }

    @Test
    void reloadingCostsNoRequest() throws Exception {
        var stop = new AtomicBoolean();
        var asked = new AtomicInteger();
        var wrong = new AtomicReference<String>();
        var threads = new Thread[3];
        for (int i = 0; i < threads.length; i++) {
            threads[i] =
                    new Thread(
                            () -> {
                                while (!stop.get()) {
                                    try {
                                        var answer = get("/api/things/1");
                                        asked.incrementAndGet();
                                        if (answer.statusCode() != 200) {
                                            wrong.set(answer.statusCode() + answer.body());
                                        }
                                    } catch (Exception e) {
                                        wrong.set(e.toString());
                                    }
                                }
                            });
            threads[i].start();
        }
        try {
            for (int i = 2; i < 6; i++) {
                String version = "v" + i;
                fixture.write("api.xml", API.formatted(version));
                await().atMost(SOON.multipliedBy(2))
                        .until(() -> get("/api/things/1").body().startsWith(version));
                fixture.write("api.xml", "<broken>");
                fixture.awaitState("api.xml", State.REFUSED);
            }
        } finally {
            stop.set(true);
            for (Thread thread : threads) {
                thread.join();
            }
        }
        assertThat(wrong).hasValue(null);
        assertThat(asked.get()).isGreaterThan(50);
    }
}
