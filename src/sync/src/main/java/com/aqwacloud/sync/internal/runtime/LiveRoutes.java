package com.aqwacloud.sync.internal.runtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Endpoint;
import org.apache.camel.Route;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.model.rest.RestDefinition;
import org.apache.camel.spi.EndpointRegistry;
import org.apache.camel.spi.NormalizedEndpointUri;
import org.apache.camel.spi.RouteStartupOrder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts the content of route files into the running context and takes it out. Not thread-safe. */
final class LiveRoutes {

    private static final Logger LOG = LoggerFactory.getLogger(LiveRoutes.class);

    private final DefaultCamelContext context;
    private final Duration stopTimeout;

    LiveRoutes(DefaultCamelContext context, Duration stopTimeout) {
        this.context = context;
        this.stopTimeout = stopTimeout;
    }

    /**
     * Builds everything of a file without letting anything in yet: its consumers are not started.
     *
     * @return its REST services, which are to be given back for removal
     * @throws Exception if anything failed; what had been added by then is gone again
     */
    List<RestDefinition> add(
            RouteSource source, FileModel model, Collection<TemplateInstance> instances)
            throws Exception {
        Set<NormalizedEndpointUri> before = new HashSet<>(context.getEndpointRegistry().keySet());
        List<RestDefinition> rests = List.of();
        boolean added = false;
        context.setAutoStartup(false);
        try {
            List<RouteBuilder> builders = ModelReader.parse(source, context);
            rests = ModelReader.rests(builders);
            for (RouteBuilder builder : builders) {
                context.addRoutes(builder);
            }
            for (RouteBuilder builder : builders) {
                builder.addTemplatedRoutesToCamelContext(context);
            }
            for (TemplateInstance instance : instances) {
                addInstance(instance);
            }
            added = true;
            return rests;
        } finally {
            context.setAutoStartup(true);
            if (!added) {
                remove(model, rests, instances);
                removeEndpointsSince(before);
            }
        }
    }

    /** Builds an instance of a template, not started. */
    private void addInstance(TemplateInstance instance) throws Exception {
        context.addRouteFromTemplate(
                instance.routeId(), instance.templateId(), instance.parameters());
    }

    /** Builds and starts an instance of a template. */
    void startInstance(TemplateInstance instance) throws Exception {
        Set<NormalizedEndpointUri> before = new HashSet<>(context.getEndpointRegistry().keySet());
        boolean added = false;
        try {
            addInstance(instance);
            added = true;
        } finally {
            if (!added) {
                removeRoutes(List.of(instance.routeId()));
                removeEndpointsSince(before);
            }
        }
    }

    /** Starts routes that were added: first those that others send to, then the rest. */
    void start(Collection<String> routeIds) throws Exception {
        var routes = new ArrayList<Route>();
        for (String id : routeIds) {
            Route route = context.getRoute(id);
            if (route != null && !Boolean.FALSE.equals(route.isAutoStartup())) {
                routes.add(route);
            }
        }
        routes.sort(
                Comparator.comparing(
                                (Route route) ->
                                        route.getStartupOrder() == null
                                                ? Integer.MAX_VALUE
                                                : route.getStartupOrder())
                        .thenComparing(route -> !internal(route)));
        for (Route route : routes) {
            context.getRouteController().startRoute(route.getRouteId());
        }
    }

    private static boolean internal(Route route) {
        String uri = route.getEndpoint().getEndpointUri();
        return uri.startsWith("direct:") || uri.startsWith("seda:");
    }

    /** Takes everything of a file out, after its exchanges had their time to finish. */
    void remove(
            FileModel model,
            Collection<RestDefinition> rests,
            Collection<TemplateInstance> instances) {
        var ids = new ArrayList<String>(model.routeIds());
        instances.forEach(instance -> ids.add(instance.routeId()));
        removeRoutes(ids);
        Model definitions = definitions();
        definitions.getRestDefinitions().removeAll(rests);
        for (String id : model.templates()) {
            RouteTemplateDefinition template = definitions.getRouteTemplateDefinition(id);
            if (template != null) {
                quietly(
                        "route template " + id,
                        () -> definitions.removeRouteTemplateDefinition(template));
            }
        }
        for (String id : model.configurations()) {
            for (RouteConfigurationDefinition configuration :
                    List.copyOf(definitions.getRouteConfigurationDefinitions())) {
                if (id.equals(configuration.getId() == null ? "" : configuration.getId())) {
                    definitions.getRouteConfigurationDefinitions().remove(configuration);
                }
            }
        }
        model.beans().forEach(context.getRegistry()::unbind);
    }

    /** Takes routes out, after their exchanges had their time to finish. */
    void removeRoutes(Collection<String> ids) {
        drain(ids);
        for (String id : ids) {
            if (context.getRoute(id) != null) {
                quietly(
                        "route " + id,
                        () -> context.getRouteController().stopRoute(id, 1, TimeUnit.MILLISECONDS));
            }
            quietly("route " + id, () -> context.removeRoute(id));
            RouteDefinition definition = context.getRouteDefinition(id);
            if (definition != null) {
                quietly("route " + id, () -> context.removeRouteDefinition(definition));
            }
        }
    }

    /** Stops consumers, those that others send to last, and waits for exchanges on their way. */
    private void drain(Collection<String> ids) {
        List<RouteStartupOrder> orders =
                context.getCamelContextExtension().getRouteStartupOrder().stream()
                        .filter(order -> ids.contains(order.getRoute().getId()))
                        .toList();
        if (!orders.isEmpty()) {
            quietly(
                    "routes " + ids,
                    () ->
                            context.getShutdownStrategy()
                                    .shutdown(
                                            context,
                                            new ArrayList<>(orders),
                                            stopTimeout.toMillis(),
                                            TimeUnit.MILLISECONDS));
        }
    }

    /**
     * A route that was never built leaves the endpoints it had got so far, and some of them are
     * alive: a Quartz endpoint has its trigger scheduled.
     */
    private void removeEndpointsSince(Set<NormalizedEndpointUri> before) {
        EndpointRegistry registry = context.getEndpointRegistry();
        for (NormalizedEndpointUri uri : List.copyOf(registry.keySet())) {
            if (!before.contains(uri) && registry.isStatic(uri.getUri())) {
                Endpoint endpoint = registry.get(uri);
                if (endpoint != null) {
                    quietly("endpoint " + endpoint, () -> context.removeEndpoint(endpoint));
                }
            }
        }
    }

    private Model definitions() {
        return context.getCamelContextExtension().getContextPlugin(Model.class);
    }

    private static void quietly(String what, Removal removal) {
        try {
            removal.run();
        } catch (Exception e) {
            LOG.warn("Taking out {} met an error; it is taken out all the same", what, e);
        }
    }

    private interface Removal {
        void run() throws Exception;
    }
}
