package com.aqwacloud.camel.component.websocket.jetty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointAddressTest {

    @ParameterizedTest
    @CsvSource({
        "websocket-jetty:localhost:8080/events, localhost, 8080, /events",
        "websocket-jetty://localhost:8080/events, localhost, 8080, /events",
        "websocket-jetty:localhost:8080, localhost, 8080, /",
        "websocket-jetty:localhost:0/a/b/*, localhost, 0, /a/b/*",
        "websocket-jetty::8080/events, 127.0.0.1, 8080, /events",
        "websocket-jetty:events, 127.0.0.1, 3001, /events",
        "websocket-jetty:/events/live, 127.0.0.1, 3001, /events/live",
        "websocket-jetty:/events/a:b, 127.0.0.1, 3001, /events/a:b",
        "websocket-jetty:[::1]:8080/events, [::1], 8080, /events",
    })
    void hostAndPortGoTogetherAndHaveDefaults(String uri, String host, int port, String path)
            throws Exception {
        try (var context = new DefaultCamelContext()) {
            var configuration =
                    context.getEndpoint(uri, WebSocketJettyEndpoint.class).getConfiguration();
            assertThat(configuration.getHost()).isEqualTo(host);
            assertThat(configuration.getPort()).isEqualTo(port);
            assertThat(configuration.getPath()).isEqualTo(path);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:port/x", "localhost:70000/x", "localhost:-1/x"})
    void aPortThatIsNoneIsNamed(String remaining) {
        assertThatThrownBy(() -> EndpointAddress.parse(remaining, "127.0.0.1", 3001))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("port")
                .hasMessageContaining(remaining);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a*", "/*/b", "/a/*/*"})
    void aWildcardElsewhereThanAtTheEndIsRefused(String path) {
        assertThatThrownBy(() -> PathPattern.parse(path))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("wildcard");
    }
}
