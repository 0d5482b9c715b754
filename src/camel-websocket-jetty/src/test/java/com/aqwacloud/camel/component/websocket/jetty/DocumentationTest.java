package com.aqwacloud.camel.component.websocket.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runs the examples of the documentation. */
class DocumentationTest extends WebSocketTestSupport {

    private static final Path PAGE = Path.of("src/main/docs/websocket-jetty-component.adoc");

    @BeforeEach
    void choosePort() {
        context.getPropertiesComponent().addOverrideProperty("port", "0");
    }

    @Test
    void aQuestionIsAnswered() throws Exception {
        int port = example("ask", "answer");

        try (var client = TestClient.connect(port, "/ask")) {
            client.send("hello");
            assertThat(client.nextText()).isEqualTo("You said: hello");
        }
    }

    @Test
    void newsReachEveryoneAfterAWelcome() throws Exception {
        int port = example("news", "newsroom");

        try (var a = TestClient.connect(port, "/news");
                var b = TestClient.connect(port, "/news")) {
            assertThat(a.nextText()).isEqualTo("welcome");
            assertThat(b.nextText()).isEqualTo("welcome");
            template.sendBody("direct:headline", "rain");
            assertThat(a.nextText()).isEqualTo("rain");
            assertThat(b.nextText()).isEqualTo("rain");
            assertThat(a.texts).isEmpty();
        }
    }

    @Test
    void whatIsSaidInARoomStaysThere() throws Exception {
        int port = example("rooms", "rooms");

        try (var a = TestClient.connect(port, "/rooms/blue");
                var b = TestClient.connect(port, "/rooms/blue");
                var other = TestClient.connect(port, "/rooms/red")) {
            awaitConnections(3);
            a.send("psst");
            assertThat(a.nextText()).isEqualTo("psst");
            assertThat(b.nextText()).isEqualTo("psst");
            assertThat(other.texts).isEmpty();
        }
    }

    @Test
    void thePageIsServed() throws Exception {
        int port = example("page", "page");

        var response =
                HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(
                                                URI.create("http://127.0.0.1:" + port + "/app/"))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString());
        assertThat(response.body()).contains("It works");
    }

    @Test
    void everyOptionAndHeaderIsOnThePage() throws Exception {
        String page = Files.readString(PAGE);
        for (var field : WebSocketJettyConfiguration.class.getDeclaredFields()) {
            assertThat(page).contains("| `" + field.getName() + "`");
        }
        for (var field : WebSocketJettyConstants.class.getDeclaredFields()) {
            assertThat(page).contains("| `" + field.get(null) + "`");
        }
    }

    /** Loads an example, which stands on the page word for word, and returns its port. */
    private int example(String name, String routeId) throws Exception {
        String uri = "classpath:examples/" + name + ".xml";
        var resource = ResourceHelper.resolveMandatoryResource(context, uri);
        String text = new String(resource.getInputStream().readAllBytes(), "UTF-8");
        assertThat(Files.readString(PAGE)).containsPattern(Pattern.quote(text));
        PluginHelper.getRoutesLoader(context).loadRoutes(resource);
        return ((WebSocketJettyEndpoint) context.getRoute(routeId).getEndpoint()).getBoundPort();
    }
}
