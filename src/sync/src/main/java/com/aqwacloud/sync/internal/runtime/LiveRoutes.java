package com.aqwacloud.sync.internal.runtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.camel.Endpoint;
import org.apache.camel.EndpointAware;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.Service;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.direct.DirectConsumer;
import org.apache.camel.component.platform.http.DefaultPlatformHttpConsumer;
import org.apache.camel.component.seda.SedaConsumer;
import org.apache.camel.component.seda.SedaEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.model.rest.RestDefinition;
import org.apache.camel.processor.aggregate.AggregateProcessor;
import org.apache.camel.spi.EndpointRegistry;
import org.apache.camel.spi.NormalizedEndpointUri;
import org.apache.camel.spi.RouteStartupOrder;
import org.apache.camel.support.service.ServiceHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts the content of route files into the running context and takes it out. Not thread-safe. */
final class LiveRoutes {

    private static final Logger LOG = LoggerFactory.getLogger(LiveRoutes.class);

    /** Stopping a route that was drained, or given up on, before. */
    private static final long STOP_MILLIS = 100;

    /** Queues that others left no time have some to see that they are idle. */
    private static final long IDLE_MILLIS = 500;

    private final DefaultCamelContext context;
    private final Duration stopTimeout;

    /** Exchanges of queues whose routes are being exchanged, by endpoint URI. */
    private final Map<String, List<Exchange>> kept = new HashMap<>();

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

    /** Builds and starts an instance of a template; its timer fires at once. */
    void startInstance(TemplateInstance instance) throws Exception {
        Set<NormalizedEndpointUri> before = new HashSet<>(context.getEndpointRegistry().keySet());
        boolean added = false;
        try {
            addInstance(instance);
            Timers.fireNow(context.getRoute(instance.routeId()));
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
            if (route.isCreatedByRouteTemplate()) {
                Timers.fireNow(route);
            }
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
        Map<SedaEndpoint, BlockingQueue<Exchange>> queues = queues(ids);
        for (String id : ids) {
            Route route = context.getRoute(id);
            if (route != null) {
                letFinish(route);
                quietly(
                        "route " + id,
                        () ->
                                context.getRouteController()
                                        .stopRoute(id, STOP_MILLIS, TimeUnit.MILLISECONDS));
            }
            quietly("route " + id, () -> context.removeRoute(id));
            RouteDefinition definition = context.getRouteDefinition(id);
            if (definition != null) {
                quietly("route " + id, () -> context.removeRouteDefinition(definition));
            }
        }
        queues.forEach(this::keep);
    }

    /**
     * What is inside a route that others send to goes on with its steps as they are: to stop them
     * would break an upload of hours, whose thread is not of this route.
     */
    private void letFinish(Route route) {
        if (!(route.getConsumer() instanceof DirectConsumer direct)
                || !(direct.getEndpoint().getComponent()
                        instanceof HandoverDirectComponent component)) {
            return;
        }
        List<Service> steps = new ArrayList<>(route.getServices());
        steps.remove(direct);
        if (!component.departing(direct, () -> ServiceHelper.stopAndShutdownServices(steps))) {
            return;
        }
        LOG.info("Route {} goes on for exchanges that did not finish in time", route.getId());
        route.getServices().removeAll(steps);
        for (Service step : steps) {
            // Those of the next version may have their names.
            context.getLifecycleStrategies()
                    .forEach(strategy -> strategy.onServiceRemove(context, step, route));
        }
    }

    private Map<SedaEndpoint, BlockingQueue<Exchange>> queues(Collection<String> ids) {
        var queues = new HashMap<SedaEndpoint, BlockingQueue<Exchange>>();
        for (String id : ids) {
            Route route = context.getRoute(id);
            if (route != null && route.getEndpoint() instanceof SedaEndpoint seda) {
                queues.put(seda, seda.getQueue());
            }
        }
        return queues;
    }

    /** An endpoint that no route is left of loses its queue; its exchanges wait here. */
    private void keep(SedaEndpoint endpoint, BlockingQueue<Exchange> queue) {
        String uri = endpoint.getEndpointUri();
        if (context.hasEndpoint(uri) != endpoint && !queue.isEmpty()) {
            queue.drainTo(kept.computeIfAbsent(uri, key -> new ArrayList<>()));
        }
    }

    /** These routes are about to be exchanged, which ends with {@link #handOver}. */
    void exchanging(Collection<String> ids) {
        for (String id : ids) {
            Route route = context.getRoute(id);
            if (route != null
                    && route.getConsumer() instanceof DirectConsumer direct
                    && direct.getEndpoint().getComponent()
                            instanceof HandoverDirectComponent component) {
                component.exchanging(direct);
            }
        }
    }

    /**
     * Gives exchanges of queues that went to the queues that took their place. Those that find no
     * room there wait for the next time.
     */
    void handOver() {
        if (context.hasComponent("direct") instanceof HandoverDirectComponent component) {
            component.exchangedAll();
        }
        kept.forEach(
                (uri, exchanges) -> {
                    if (context.hasEndpoint(uri) instanceof SedaEndpoint seda) {
                        exchanges.removeIf(seda.getQueue()::offer);
                    } else {
                        LOG.warn(
                                "{} exchanges in {} are lost, as no route takes them any more",
                                exchanges.size(),
                                uri);
                        exchanges.clear();
                    }
                });
        kept.values().removeIf(List::isEmpty);
    }

    /** Stops routes, senders before receivers, and waits for the exchanges inside each. */
    private void drain(Collection<String> ids) {
        List<RouteStartupOrder> orders =
                new ArrayList<>(
                        context.getCamelContextExtension().getRouteStartupOrder().stream()
                                .filter(order -> ids.contains(order.getRoute().getId()))
                                .toList());
        long deadline = System.nanoTime() + stopTimeout.toNanos();
        for (RouteStartupOrder order : senderFirst(orders)) {
            long leftMillis =
                    Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime()));
            Route route = order.getRoute();
            // Camel would keep these open as long as anyone sends, which others may do for ever, or
            // stop the steps under those inside. Closed at once, senders wait for the next version.
            if (route.getConsumer() instanceof DirectConsumer direct) {
                ServiceHelper.suspendService(direct);
                awaitEmpty(direct, leftMillis);
            } else if (route.getConsumer() instanceof DefaultPlatformHttpConsumer http
                    && http.getPlatformHttpConsumer() instanceof HttpConsumer requests) {
                if (!requests.close(leftMillis)) {
                    stoppedUnder(route.getId());
                }
            } else if (route.getConsumer() instanceof SedaConsumer seda) {
                finish(order, seda, Math.max(leftMillis, IDLE_MILLIS));
            } else {
                quietly(
                        "route " + route.getId(),
                        () ->
                                context.getShutdownStrategy()
                                        .shutdown(
                                                context,
                                                new ArrayList<>(List.of(order)),
                                                leftMillis,
                                                TimeUnit.MILLISECONDS));
            }
        }
    }

    /** Sorts so that a route comes before those of the same set that it sends to. */
    private List<RouteStartupOrder> senderFirst(List<RouteStartupOrder> orders) {
        var sorted = new ArrayList<RouteStartupOrder>();
        var left = new ArrayList<>(orders);
        while (!left.isEmpty()) {
            RouteStartupOrder next =
                    left.stream()
                            .filter(
                                    receiver ->
                                            left.stream()
                                                    .noneMatch(
                                                            sender ->
                                                                    sender != receiver
                                                                            && sendsTo(
                                                                                    sender,
                                                                                    receiver)))
                            .findFirst()
                            .orElse(left.get(0));
            left.remove(next);
            sorted.add(next);
        }
        return sorted;
    }

    private static boolean sendsTo(RouteStartupOrder sender, RouteStartupOrder receiver) {
        Endpoint target = receiver.getRoute().getEndpoint();
        return sender.getServices().stream()
                .anyMatch(
                        service ->
                                service instanceof EndpointAware aware
                                        && aware.getEndpoint() == target);
    }

    private static void awaitEmpty(DirectConsumer consumer, long millis) {
        if (!(consumer.getEndpoint().getComponent() instanceof HandoverDirectComponent component)) {
            return;
        }
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (component.inside(consumer) > 0 && System.nanoTime() <= deadline) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
        }
    }

    /**
     * Lets each thread of a queue finish the exchange that it has, and take no other; then what was
     * gathered of them leaves while those who receive it are still there.
     */
    private void finish(RouteStartupOrder order, SedaConsumer consumer, long millis) {
        String routeId = order.getRoute().getId();
        List<AggregateProcessor> gatherers =
                order.getServices().stream()
                        .filter(AggregateProcessor.class::isInstance)
                        .map(AggregateProcessor.class::cast)
                        .toList();
        var finishing =
                new Thread(
                        () -> {
                            consumer.prepareShutdown(false, true);
                            gatherers.forEach(each -> each.prepareShutdown(false, false));
                        },
                        context.getName() + "-finish-" + routeId);
        finishing.setDaemon(true);
        finishing.start();
        try {
            finishing.join(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (finishing.isAlive()) {
            stoppedUnder(routeId);
        }
        ServiceHelper.stopService(consumer);
    }

    private static void stoppedUnder(String routeId) {
        LOG.warn("Route {} is stopped under exchanges that did not finish in time", routeId);
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
