package com.aqwacloud.camel.component.websocket.jetty;

import static org.awaitility.Awaitility.await;

import java.util.Map;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.test.junit6.CamelTestSupport;

/** A Camel context and routes on a free port, which a test adds as it needs them. */
abstract class WebSocketTestSupport extends CamelTestSupport {

    /** What a test does with the route of a consumer. */
    interface Story {
        void tell(RouteDefinition route);
    }

    /** Starts a consumer and returns its port. */
    int serve(String pathAndOptions, Story story) throws Exception {
        String uri = "websocket-jetty:127.0.0.1:0" + pathAndOptions;
        context.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        story.tell(from(uri));
                    }
                });
        return port(uri);
    }

    /** Waits until an endpoint knows of so many clients: they know of the connection before. */
    void awaitConnections(int count) {
        await().until(
                        () ->
                                context.getEndpoints().stream()
                                        .filter(WebSocketJettyEndpoint.class::isInstance)
                                        .map(WebSocketJettyEndpoint.class::cast)
                                        .anyMatch(each -> each.getConnectionCount() == count));
    }

    void route(String from, Story story) throws Exception {
        context.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        story.tell(from(from));
                    }
                });
    }

    int port(String uri) {
        return context.getEndpoint(uri, WebSocketJettyEndpoint.class).getBoundPort();
    }

    /** Sends and returns the headers of the result. */
    Map<String, Object> send(String uri, Object body, Map<String, Object> headers) {
        var result =
                template.request(
                        uri,
                        exchange -> {
                            exchange.getMessage().setBody(body);
                            headers.forEach(exchange.getMessage()::setHeader);
                        });
        if (result.getException() != null) {
            throw new IllegalStateException(result.getException());
        }
        return result.getMessage().getHeaders();
    }
}
