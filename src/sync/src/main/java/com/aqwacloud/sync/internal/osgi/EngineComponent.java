package com.aqwacloud.sync.internal.osgi;

import com.aqwacloud.sync.api.Accounts;
import com.aqwacloud.sync.api.Conflicts;
import com.aqwacloud.sync.api.RouteCatalog;
import com.aqwacloud.sync.api.Sessions;
import com.aqwacloud.sync.api.Status;
import com.aqwacloud.sync.api.Transfers;
import com.aqwacloud.sync.internal.account.AccountsConfig;
import com.aqwacloud.sync.internal.engine.EngineSettings;
import com.aqwacloud.sync.internal.engine.SyncEngine;
import com.aqwacloud.sync.internal.runtime.ComponentBundles;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.Version;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Owns the engine in Karaf: it runs while the store and the configuration are there, and its
 * services are published as long as it runs.
 */
@Component(
        service = {},
        immediate = true)
public final class EngineComponent {
    private static final Logger LOG = LoggerFactory.getLogger(EngineComponent.class);

    private final AtomicReference<SyncEngine> running = new AtomicReference<>();
    private final ComponentBundles components;
    private final List<ServiceRegistration<?>> services;

    /** Starts the engine; what was started is undone if that fails. */
    @Activate
    public EngineComponent(
            BundleContext context,
            @Reference(target = "(dataSourceName=aqwa)") DataSource dataSource,
            @Reference AccountsFile accounts,
            @Reference SessionsFile sessions,
            @Reference EngineFile engine,
            @Reference HttpFile http) {
        components = new ComponentBundles(context, this::componentsChanged);
        try {
            var started =
                    new SyncEngine(
                            EngineSettings.read(
                                    version(context),
                                    Path.of(System.getProperty("karaf.base", ".")),
                                    engine.properties(),
                                    http.properties()),
                            AccountsConfig.parse(accounts.properties()),
                            sessions::defaults,
                            dataSource,
                            components.classLoader());
            running.set(started);
            services = publish(context, started);
            LOG.info("AqwaCloud {} is up on port {}", version(context), started.port());
        } catch (RuntimeException e) {
            LOG.error("AqwaCloud did not start: {}", e.getMessage(), e);
            stop();
            throw e;
        }
    }

    @Deactivate
    void deactivate() {
        services.forEach(ServiceRegistration::unregister);
        stop();
    }

    private void stop() {
        components.close();
        SyncEngine engine = running.getAndSet(null);
        if (engine != null) {
            engine.close();
        }
    }

    private void componentsChanged(ClassLoader classLoader) {
        SyncEngine engine = running.get();
        if (engine != null) {
            engine.componentsChanged(classLoader);
        }
    }

    private static List<ServiceRegistration<?>> publish(BundleContext context, SyncEngine engine) {
        Dictionary<String, Object> named = new Hashtable<>();
        named.put("camel.context.name", engine.context().getName());
        return List.of(
                context.registerService(CamelContext.class, engine.context(), named),
                context.registerService(Sessions.class, engine.sessions(), null),
                context.registerService(Transfers.class, engine.transfers(), null),
                context.registerService(Conflicts.class, engine.conflicts(), null),
                context.registerService(RouteCatalog.class, engine.routes(), null),
                context.registerService(Accounts.class, engine.accounts(), null),
                context.registerService(Status.class, engine.status(), null));
    }

    private static String version(BundleContext context) {
        Version version = context.getBundle().getVersion();
        return version.getMajor() + "." + version.getMinor() + "." + version.getMicro();
    }
}
