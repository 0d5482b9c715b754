package com.aqwacloud.sync.internal.runtime;

import com.aqwacloud.sync.api.RouteFile;
import com.aqwacloud.sync.api.RouteInfo;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.Endpoint;
import org.apache.camel.FluentProducerTemplate;
import org.apache.camel.ManagementMBeansLevel;
import org.apache.camel.Route;
import org.apache.camel.api.management.ManagedCamelContext;
import org.apache.camel.api.management.mbean.ManagedRouteMBean;
import org.apache.camel.component.platform.http.PlatformHttpConstants;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.rest.RestDefinition;
import org.apache.camel.spi.FactoryFinder;
import org.apache.camel.spi.ManagementAgent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Camel context whose routes are the files of a folder, deployed while it runs.
 *
 * <p>It is built whole before any route takes anything in. Its methods may be called from any
 * thread; those that deploy wait for each other, and for routes to stop.
 */
public final class CamelRuntime implements AutoCloseable {

    /** Id of the route that serves the OpenAPI document. */
    public static final String OPENAPI_ROUTE = "openapi";

    private static final Logger LOG = LoggerFactory.getLogger(CamelRuntime.class);
    private static final String COMPONENTS = "META-INF/services/org/apache/camel/component/";
    private static final long SHUTDOWN_SECONDS = 10;

    /** Where Camel looks things up by name; each remembers what it did not find, too. */
    private static final List<String> LOOKUPS =
            List.of(
                    COMPONENTS,
                    "META-INF/services/org/apache/camel/configurer/",
                    "META-INF/services/org/apache/camel/urifactory/",
                    "META-INF/services/org/apache/camel/language/",
                    "META-INF/services/org/apache/camel/dataformat/",
                    "META-INF/services/org/apache/camel/transformer/");

    private final RuntimeOptions options;
    private final DefaultCamelContext context;
    private final FluentProducerTemplate template;
    private final RouteFolder folder;
    private final FolderWatch watch;

    private CamelRuntime(RuntimeOptions options) {
        this.options = options;
        this.context = new DefaultCamelContext(false);
        boolean running = false;
        try {
            prepare();
            this.folder = new RouteFolder(context, options);
            this.watch =
                    new FolderWatch(
                            options.routesFolder(), options.name() + "-routes", folder::change);
            context.setAutoStartup(false);
            context.start();
            context.setAutoStartup(true);
            serveOpenApi();
            this.template = context.createFluentProducerTemplate();
            template.start();
            running = true;
        } catch (Exception e) {
            throw new IllegalStateException(
                    "The Camel context " + options.name() + " does not start", e);
        } finally {
            if (!running) {
                context.stop();
            }
        }
    }

    /**
     * Starts a runtime: loads all files of the folder, starts their routes, and watches the folder
     * from then on. A file that does not work is reported and left aside. REST is answered once its
     * {@link HttpEngine} is told to {@link HttpEngine#begin begin}.
     *
     * @throws IllegalStateException if the context itself does not start; nothing is left behind
     */
    public static CamelRuntime start(RuntimeOptions options) {
        var runtime = new CamelRuntime(options);
        boolean running = false;
        try {
            runtime.folder.deployAll(runtime.watch.initial());
            runtime.watch.start();
            running = true;
            return runtime;
        } finally {
            if (!running) {
                runtime.close();
            }
        }
    }

    private void prepare() {
        context.getCamelContextExtension().setName(options.name());
        ContextSetup.basics(context, options.classLoader(), options);
        context.build();
        ManagementAgent agent = context.getManagementStrategy().getManagementAgent();
        agent.setLoadStatisticsEnabled(false);
        // Counters are asked of routes only; a bean for each of their steps would be a fifth of
        // what a start costs.
        agent.setMBeansLevel(ManagementMBeansLevel.RoutesOnly);
        context.getShutdownStrategy().setTimeout(SHUTDOWN_SECONDS);
        context.getShutdownStrategy().setTimeUnit(TimeUnit.SECONDS);
        context.getShutdownStrategy().setLogInflightExchangesOnTimeout(true);
        options.beans().forEach(context.getRegistry()::bind);
        if (options.http() != null) {
            context.getRegistry()
                    .bind(PlatformHttpConstants.PLATFORM_HTTP_ENGINE_NAME, options.http());
        }
        context.addComponent("direct", new HandoverDirectComponent());
        options.components().forEach(context::addComponent);
        ContextSetup.rest(context, options, true);
    }

    /** The document is a route of no file, so that it outlives each of them. */
    private void serveOpenApi() throws Exception {
        if (options.http() == null) {
            return;
        }
        RouteDefinition document =
                RestDefinition.asRouteApiDefinition(context, context.getRestConfiguration());
        document.setId(OPENAPI_ROUTE);
        document.setDescription("Serves the OpenAPI document of the REST services");
        context.addRouteDefinition(document);
    }

    /** The context; routes are not to be added to it but through the folder. */
    public CamelContext context() {
        return context;
    }

    /** A template for sending exchanges into routes; safe for use by several threads. */
    public FluentProducerTemplate fluentTemplate() {
        return template;
    }

    /** All routes by id. */
    public List<RouteInfo> routes() {
        ManagedCamelContext managed =
                context.getCamelContextExtension().getContextPlugin(ManagedCamelContext.class);
        Map<String, RouteFolder.Origin> origins = folder.origins();
        var infos = new ArrayList<RouteInfo>();
        for (Route route : context.getRoutes()) {
            infos.add(info(route, managed, origins.get(route.getId())));
        }
        infos.sort(Comparator.comparing(RouteInfo::id));
        return List.copyOf(infos);
    }

    private RouteInfo info(Route route, ManagedCamelContext managed, RouteFolder.Origin origin) {
        String id = route.getId();
        var status = context.getRouteController().getRouteStatus(id);
        ManagedRouteMBean counters = managed == null ? null : managed.getManagedRoute(id);
        long total = 0;
        long failed = 0;
        if (counters != null) {
            try {
                total = counters.getExchangesTotal();
                failed = counters.getExchangesFailed();
            } catch (Exception e) {
                LOG.debug("No counters for route {}: it is being taken out", id, e);
            }
        }
        return new RouteInfo(
                id,
                origin == null ? route.getDescription() : origin.description(),
                origin == null ? null : origin.file(),
                status == null ? "Stopped" : status.name(),
                total,
                failed,
                context.getInflightRepository().size(id));
    }

    /** All files of the folder by name. */
    public List<RouteFile> files() {
        return folder.files();
    }

    /**
     * Asks for a route from a template of a route file. It is made again whenever the file is
     * loaded, until it is removed.
     *
     * @param templateId the template
     * @param routeId the id of the route, unique among all
     * @param parameters the parameters of the template
     * @return whether the route runs now; if not, it will as soon as a file has the template
     * @throws IllegalStateException if the id is taken
     * @throws IllegalArgumentException if the template does not take the parameters; nothing is
     *     remembered
     */
    public boolean instantiate(String templateId, String routeId, Map<String, Object> parameters) {
        return folder.instantiate(new TemplateInstance(templateId, routeId, parameters));
    }

    /** Stops and forgets a route made by {@link #instantiate}; does nothing if there is none. */
    public void removeInstance(String routeId) {
        folder.removeInstance(routeId);
    }

    /**
     * Component bundles have come or gone: files that use a component which is gone stop and wait
     * for it, files that waited are tried again, and files that use one which is another now are
     * loaded anew.
     *
     * @param classLoader finds what is there now, and no more what is gone
     */
    public void componentsChanged(ClassLoader classLoader) {
        synchronized (folder) {
            context.setApplicationContextClassLoader(classLoader);
            forgetLookups();
            Set<String> changed = changedComponents();
            folder.componentsChanged(changed, () -> changed.forEach(this::removeComponent));
        }
    }

    /** Properties have other values: files that use them are loaded anew. */
    public void propertiesChanged(Set<String> keys) {
        folder.propertiesChanged(Set.copyOf(keys));
    }

    private void forgetLookups() {
        var extension = context.getCamelContextExtension();
        for (String path : LOOKUPS) {
            extension.getFactoryFinder(path).clear();
            extension.getBootstrapFactoryFinder(path).clear();
        }
        extension.getDefaultFactoryFinder().clear();
        extension.getBootstrapFactoryFinder().clear();
    }

    private Set<String> changedComponents() {
        FactoryFinder finder = context.getCamelContextExtension().getFactoryFinder(COMPONENTS);
        var changed = new HashSet<String>();
        for (String name : context.getComponentNames()) {
            Component component = context.getComponent(name, false, false);
            Optional<Class<?>> found = finder.findClass(name);
            boolean given =
                    options.components().get(name) == component
                            || component instanceof HandoverDirectComponent;
            if (!given && (found.isEmpty() || found.get() != component.getClass())) {
                changed.add(name);
            }
        }
        return changed;
    }

    private void removeComponent(String name) {
        Component component = context.getComponent(name, false, false);
        for (Endpoint endpoint : List.copyOf(context.getEndpoints())) {
            if (endpoint.getClass().getClassLoader() == component.getClass().getClassLoader()
                    && endpoint.getEndpointUri().startsWith(name + ":")) {
                try {
                    context.removeEndpoint(endpoint);
                } catch (Exception e) {
                    LOG.warn("The endpoint {} does not stop", endpoint, e);
                }
            }
        }
        context.removeComponent(name);
        LOG.info("The component {} is gone", name);
    }

    /**
     * Stops watching, lets exchanges finish for at most 10 s, and stops all routes. Closing twice
     * does nothing.
     */
    @Override
    public void close() {
        if (options.http() != null) {
            options.http().end();
        }
        watch.close();
        context.stop();
    }
}
