package com.aqwacloud.sync.internal.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

/** When the timers of routes fire. */
class TimersTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String TIMER =
            "quartz:test/timer?trigger.repeatInterval=100&trigger.repeatCount=-1&stateful=true";

    private final List<Instant> fired = new CopyOnWriteArrayList<>();
    private volatile Instant until;

    @Test
    void aTimerThatIsPutOffFiresThenAndAtItsIntervalFromThenOn() throws Exception {
        try (var context = new DefaultCamelContext()) {
            context.addRoutes(
                    new RouteBuilder() {
                        @Override
                        public void configure() {
                            from(TIMER).process(TimersTest.this::fire);
                        }
                    });
            context.start();

            await("fired again").atMost(LONG).until(() -> fired.size() >= 4);
        }

        assertThat(fired.get(1)).isAfterOrEqualTo(until);
    }

    private void fire(Exchange exchange) {
        fired.add(Instant.now());
        if (fired.size() == 1) {
            until = Instant.now().plusSeconds(2).truncatedTo(ChronoUnit.MILLIS);
            Timers.postpone(exchange, until);
        }
    }
}
