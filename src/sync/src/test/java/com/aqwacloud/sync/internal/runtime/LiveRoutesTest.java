package com.aqwacloud.sync.internal.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.seda.SedaEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

class LiveRoutesTest {
    private static final String QUEUE = "seda:a?size=1";

    @Test
    void whatFindsNoRoomInTheQueueOfTheNextVersionIsGivenToItLater() throws Exception {
        try (var context = new DefaultCamelContext()) {
            context.start();
            var live = new LiveRoutes(context, Duration.ofSeconds(1));
            addRoute(context);
            send(context, "first");
            live.removeRoutes(List.of("a"));
            addRoute(context);
            send(context, "second");

            live.handOver();

            assertThat(taken(context)).isEqualTo("second");
            live.handOver();
            assertThat(taken(context)).isEqualTo("first");
            live.handOver();
            assertThat(queue(context)).isEmpty();
        }
    }

    private static void addRoute(DefaultCamelContext context) throws Exception {
        context.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from(QUEUE).routeId("a").autoStartup(false).log("taken");
                    }
                });
    }

    private static void send(DefaultCamelContext context, String body) {
        Exchange exchange = context.getEndpoint(QUEUE).createExchange();
        exchange.getMessage().setBody(body);
        queue(context).add(exchange);
    }

    private static String taken(DefaultCamelContext context) {
        return queue(context).remove().getMessage().getBody(String.class);
    }

    private static BlockingQueue<Exchange> queue(DefaultCamelContext context) {
        return context.getEndpoint(QUEUE, SedaEndpoint.class).getQueue();
    }
}
