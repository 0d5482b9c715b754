package com.aqwacloud.sync.internal.runtime;

import java.util.HashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.StartupSummaryLevel;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.PropertiesComponent;
import org.apache.camel.spi.PropertiesSource;
import org.apache.camel.spi.RestConfiguration;

/** The settings that the running context and its probes share. */
final class ContextSetup {

    private ContextSetup() {}

    /** To be called before the context is built. */
    static void basics(
            DefaultCamelContext context, ClassLoader classLoader, RuntimeOptions options) {
        if (classLoader != null) {
            context.setApplicationContextClassLoader(classLoader);
        }
        context.setStreamCaching(false);
        context.setUseBreadcrumb(false);
        context.setAllowUseOriginalMessage(false);
        context.setSourceLocationEnabled(true);
        context.setStartupSummaryLevel(StartupSummaryLevel.Brief);
        PropertiesComponent properties = context.getPropertiesComponent();
        properties.addPropertiesSource(new LiveProperties(options));
    }

    /**
     * Sets the REST DSL up.
     *
     * @param document whether to serve the OpenAPI document
     */
    static void rest(CamelContext context, RuntimeOptions options, boolean document) {
        RestConfiguration rest = context.getRestConfiguration();
        rest.setComponent("platform-http");
        // Each operation stays a route of its own, so that a link into another file's route works
        // and either file can be reloaded alone.
        rest.setInlineRoutes(false);
        HttpEngine http = options.http();
        if (http == null) {
            return;
        }
        rest.setContextPath(http.options().contextPath());
        rest.setScheme("http");
        rest.setHost(http.options().publicHost());
        rest.setPort(http.getServerPort());
        if (document) {
            rest.setApiContextPath(http.options().openApiPath());
            rest.setApiContextRouteId(CamelRuntime.OPENAPI_ROUTE);
            // Makes the document anew for each request, so that it follows the route files. No
            // forwarding header can reach it: the engine passes none on.
            rest.setUseXForwardHeaders(true);
            http.options()
                    .openApiProperties()
                    .forEach((key, value) -> apiProperty(rest, key, value));
        }
    }

    private static void apiProperty(RestConfiguration rest, String key, String value) {
        if (rest.getApiProperties() == null) {
            rest.setApiProperties(new HashMap<>());
        }
        rest.getApiProperties().put(key, value);
    }

    private record LiveProperties(RuntimeOptions options) implements PropertiesSource {

        @Override
        public String getName() {
            return "aqwa";
        }

        @Override
        public String getProperty(String name) {
            return options.properties().apply(name);
        }
    }
}
