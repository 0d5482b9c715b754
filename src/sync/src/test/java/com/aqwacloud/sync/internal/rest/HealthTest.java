package com.aqwacloud.sync.internal.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.aqwacloud.sync.api.RouteCatalog;
import com.aqwacloud.sync.api.RouteFile;
import com.aqwacloud.sync.api.RouteInfo;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

class HealthTest {
    private final AtomicBoolean up = new AtomicBoolean();
    private final RestApi api =
            new RestApi(
                    "1",
                    null,
                    null,
                    null,
                    new NoRoutes(),
                    null,
                    null,
                    up::get,
                    () -> List.of("one problem"));

    private static final class NoRoutes implements RouteCatalog {
        @Override
        public List<RouteInfo> routes() {
            return List.of();
        }

        @Override
        public List<RouteFile> files() {
            return List.of();
        }
    }

    @Test
    void aStartIsNotUpAndIsToBeAskedAgain() throws Exception {
        try (var context = new DefaultCamelContext()) {
            var starting = new DefaultExchange(context);
            api.health(starting);
            assertThat(starting.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE)).isEqualTo(503);
            assertThat(starting.getMessage().getHeader("Retry-After")).isEqualTo(1);
            assertThat(starting.getMessage().getBody(String.class)).contains("\"starting\"");

            up.set(true);
            var running = new DefaultExchange(context);
            api.health(running);
            assertThat(running.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE)).isEqualTo(200);
            assertThat(running.getMessage().getHeader("Retry-After")).isNull();
            assertThat(running.getMessage().getBody(String.class))
                    .contains("\"up\"", "one problem");
        }
    }
}
