package com.aqwacloud.sync.internal.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The product's own route, with a OneDrive that has no hash for a while. */
class VerifyRouteTest {
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final Hashes hashes = new Hashes();
    private final AtomicInteger asked = new AtomicInteger();

    /** What arrived, as far as the route asks. */
    public record Arrived(String id) {}

    /** In place of the transfer's steps. */
    public static final class Hashes {
        private int without;

        public boolean verify() {
            return without-- <= 0;
        }
    }

    @BeforeEach
    void start() throws Exception {
        var properties = new Properties();
        properties.put("transfers.tick-ms", "1000");
        properties.put("transfers.threads", "1");
        properties.put("transfers.fragment-bytes", "327680");
        context.getPropertiesComponent().setInitialProperties(properties);
        context.getRegistry().bind("transfers", hashes);
        context.setAutoStartup(false);
        context.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:onedrive")
                                .routeId("asked")
                                .process(exchange -> asked.incrementAndGet());
                    }
                });
        String file = "file:" + Path.of("../../routes/transfer.xml").toAbsolutePath();
        PluginHelper.getRoutesLoader(context)
                .loadRoutes(ResourceHelper.resolveMandatoryResource(context, file));
        context.getRouteDefinitions()
                .removeIf(
                        route ->
                                !route.getRouteId().equals("verify")
                                        && !route.getRouteId().equals("asked"));
        context.start();
        AdviceWith.adviceWith(
                context,
                "verify",
                advice ->
                        advice.weaveByType(org.apache.camel.model.DelayDefinition.class).remove());
        context.getRouteController().startRoute("asked");
        context.getRouteController().startRoute("verify");
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void oneDriveIsAskedAgainUntilItHasAHash() {
        hashes.without = 3;

        context.createProducerTemplate().requestBody("direct:verify", new Arrived("item"));

        assertThat(asked).hasValue(3);
    }

    @Test
    void afterTenTimesItIsAFailure() {
        hashes.without = 1000;

        assertThatThrownBy(
                        () ->
                                context.createProducerTemplate()
                                        .requestBody("direct:verify", new Arrived("item")))
                .rootCause()
                .hasMessageContaining("no hash");
        assertThat(asked).hasValue(10);
    }

    @Test
    void aHashThatIsThereAtOnceCostsNoFurtherCall() {
        context.createProducerTemplate().requestBody("direct:verify", new Arrived("item"));

        assertThat(asked).hasValue(0);
    }
}
