package com.aqwacloud.sync.internal.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.Endpoint;
import org.apache.camel.StartupSummaryLevel;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.impl.engine.RouteService;
import org.apache.camel.support.DefaultRegistry;
import org.apache.camel.support.service.ServiceHelper;

/**
 * A throw-away context in which the routes of a file are built but never run. It sees the beans of
 * the running context, its properties and its configured components.
 */
final class ProbeContext extends DefaultCamelContext implements AutoCloseable {

    /** A scheduler of its own would cost ten threads for each probe. */
    private static final Set<String> HEAVY = Set.of("quartz");

    ProbeContext(CamelContext live, RuntimeOptions options) {
        super(false);
        getCamelContextExtension().setName(options.name() + "-probe");
        getCamelContextExtension().setRegistry(new DefaultRegistry(live.getRegistry()));
        ContextSetup.basics(this, live.getApplicationContextClassLoader(), options);
        disableJMX();
        setStartupSummaryLevel(StartupSummaryLevel.Off);
        build();
        ContextSetup.rest(this, options, false);
        for (String name : live.getComponentNames()) {
            if (options.components().containsKey(name) || HEAVY.contains(name)) {
                Component component = live.getComponent(name, false, false);
                addComponent(name, new BorrowedComponent(component));
            }
        }
        init();
    }

    /** Builds every route that was added, down to its producers and consumer. */
    void buildRoutes() throws Exception {
        startRouteDefinitions();
        for (RouteService route : List.copyOf(getRouteServices().values())) {
            route.setUp();
        }
    }

    @Override
    public void close() {
        var services = new ArrayList<Object>();
        getRouteServices()
                .values()
                .forEach(route -> services.addAll(route.getRoute().getServices()));
        for (Endpoint endpoint : getEndpoints()) {
            services.add(endpoint);
        }
        ServiceHelper.stopAndShutdownServices(services);
        stop();
    }
}
