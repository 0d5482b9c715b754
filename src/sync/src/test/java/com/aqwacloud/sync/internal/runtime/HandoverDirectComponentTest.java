package com.aqwacloud.sync.internal.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.service.ServiceSupport;
import org.junit.jupiter.api.Test;

/** What is inside a route as that is taken out comes to its end, and nothing of it is left. */
class HandoverDirectComponentTest {
    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch leaves = new CountDownLatch(1);

    @Test
    void whoeverWaitsForAnExchangeIsToldOfItsEndThoughItsStepsCannotBeStopped() throws Exception {
        assertThatItEndsAfterItsRoute(true);
    }

    @Test
    void nothingIsLeftOfARouteThatWentOnForAnExchange() throws Exception {
        assertThatItEndsAfterItsRoute(false);
    }

    private void assertThatItEndsAfterItsRoute(boolean fails) throws Exception {
        try (var context = new DefaultCamelContext();
                var sender = context.createProducerTemplate()) {
            context.addComponent("direct", new HandoverDirectComponent());
            context.start();
            var factories = context.getCamelContextExtension().getExchangeFactoryManager();
            int before = factories.getConsumerCounter();
            addRoute(context, new Step(fails));
            assertThat(factories.getConsumerCounter()).isEqualTo(before + 1);
            CompletableFuture<Object> answer = sender.asyncRequestBody("direct:a", "sent");
            assertThat(entered.await(60, TimeUnit.SECONDS)).isTrue();

            new LiveRoutes(context, Duration.ofMillis(10)).removeRoutes(List.of("a"));
            leaves.countDown();

            assertThat(answer).succeedsWithin(Duration.ofSeconds(10)).isEqualTo("passed");
            if (!fails) {
                assertThat(factories.getConsumerCounter()).isEqualTo(before);
            }
        }
    }

    private static void addRoute(DefaultCamelContext context, Step step) throws Exception {
        context.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:a").routeId("a").process(step);
                    }
                });
    }

    /** Keeps an exchange until it is told to let it go. */
    private final class Step extends ServiceSupport implements Processor {
        private final boolean fails;

        Step(boolean fails) {
            this.fails = fails;
        }

        @Override
        public void process(Exchange exchange) throws InterruptedException {
            entered.countDown();
            leaves.await();
            exchange.getMessage().setBody("passed");
        }

        @Override
        protected void doStop() {
            if (fails) {
                throw new IllegalStateException("it cannot be stopped");
            }
        }
    }
}
