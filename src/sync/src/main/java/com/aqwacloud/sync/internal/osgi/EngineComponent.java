package com.aqwacloud.sync.internal.osgi;

import com.aqwacloud.sync.api.Accounts;
import com.aqwacloud.sync.api.Conflicts;
import com.aqwacloud.sync.api.DryRuns;
import com.aqwacloud.sync.api.InvalidValueException;
import com.aqwacloud.sync.api.Reports;
import com.aqwacloud.sync.api.RouteCatalog;
import com.aqwacloud.sync.api.Sessions;
import com.aqwacloud.sync.api.Status;
import com.aqwacloud.sync.api.Transfers;
import com.aqwacloud.sync.api.Verifications;
import com.aqwacloud.sync.internal.engine.EngineConfiguration;
import com.aqwacloud.sync.internal.engine.SyncEngine;
import com.aqwacloud.sync.internal.runtime.ComponentBundles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
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
 * services are published as long as it runs. A changed configuration makes another engine; one that
 * makes no sense, or that no engine starts with, leaves things as they are.
 */
@Component(
        service = {},
        immediate = true)
public final class EngineComponent {
    private static final Logger LOG = LoggerFactory.getLogger(EngineComponent.class);
    private static final Duration STOP_AT_MOST = Duration.ofSeconds(30);

    private final BundleContext context;
    private final DataSource dataSource;
    private final AccountsFile accounts;
    private final SessionsFile sessions;
    private final EngineFile engineFile;
    private final HttpFile http;
    private final ComponentBundles components;
    private final OtherProblems others;
    private final ExecutorService changes;
    private final AtomicReference<SyncEngine> running = new AtomicReference<>();

    /** Why files are refused. */
    private volatile List<String> problems = List.of();

    /** What the engine runs with, or null while there is none; guarded by this. */
    private EngineConfiguration inForce;

    /** Guarded by this. */
    private List<ServiceRegistration<?>> services = List.of();

    /**
     * Has the engine start, beside whatever else starts. If it does not start, the log says why,
     * and it is tried again as soon as a configuration file changes.
     */
    @Activate
    public EngineComponent(
            BundleContext context,
            @Reference(target = "(dataSourceName=aqwa)") DataSource dataSource,
            @Reference AccountsFile accounts,
            @Reference SessionsFile sessions,
            @Reference EngineFile engine,
            @Reference HttpFile http) {
        this.context = context;
        this.dataSource = dataSource;
        this.accounts = accounts;
        this.sessions = sessions;
        this.engineFile = engine;
        this.http = http;
        others = new OtherProblems(context);
        components = new ComponentBundles(context, this::componentsChanged);
        changes =
                Executors.newSingleThreadExecutor(
                        work -> {
                            var thread = new Thread(work, "aqwa-configuration");
                            thread.setDaemon(true);
                            return thread;
                        });
        for (ConfigFile file : List.of(accounts, engine, http)) {
            file.follow(this::changed);
        }
        // On another thread: what Karaf starts next need not wait for Camel.
        changed();
    }

    @Deactivate
    void deactivate() throws InterruptedException {
        changes.shutdown();
        if (!changes.awaitTermination(STOP_AT_MOST.toSeconds(), TimeUnit.SECONDS)) {
            LOG.warn("A change of the configuration is still being taken over");
        }
        synchronized (this) {
            stop();
        }
        components.close();
    }

    private void changed() {
        try {
            changes.execute(this::configure);
        } catch (RejectedExecutionException e) {
            LOG.debug("A change of the configuration comes too late: the engine stops", e);
        }
    }

    private synchronized void configure() {
        EngineConfiguration before = inForce;
        try {
            if (before == null) {
                start(
                        EngineConfiguration.read(
                                version(context),
                                Path.of(System.getProperty("karaf.base", ".")),
                                engineFile.properties(),
                                http.properties(),
                                accounts.properties()));
                problems = List.of();
                return;
            }
            EngineConfiguration next =
                    before.next(engineFile.properties(), http.properties(), accounts.properties());
            report(next.problems());
            if (!next.isSameAs(before)) {
                LOG.info("The configuration has changed: the engine starts anew");
                stop();
                replace(before, next);
            }
        } catch (InvalidValueException e) {
            report(List.of("AqwaCloud did not start: " + e.getMessage()));
        } catch (RuntimeException e) {
            LOG.error("AqwaCloud did not start: {}", e.getMessage(), e);
        }
    }

    private void replace(EngineConfiguration before, EngineConfiguration next) {
        try {
            start(next);
        } catch (RuntimeException e) {
            report(
                    List.of(
                            "The changed configuration is not used, as no engine starts with it: "
                                    + e.getMessage()));
            start(before);
        }
    }

    private void report(List<String> found) {
        List<String> known = problems;
        problems = found;
        found.stream().filter(problem -> !known.contains(problem)).forEach(LOG::error);
        if (found.isEmpty() && !known.isEmpty()) {
            LOG.info("The configuration files are in order again");
        }
    }

    private void start(EngineConfiguration configuration) {
        var started =
                new SyncEngine(
                        configuration.settings(),
                        configuration.accounts(),
                        sessions::defaults,
                        this::problems,
                        dataSource,
                        components.classLoader());
        running.set(started);
        inForce = configuration;
        services = publish(context, started);
        LOG.info("AqwaCloud {} is up on port {}", version(context), started.port());
        ContentWarmUp.begin();
    }

    private void stop() {
        services.forEach(ServiceRegistration::unregister);
        services = List.of();
        inForce = null;
        SyncEngine engine = running.getAndSet(null);
        if (engine != null) {
            engine.close();
        }
    }

    private List<String> problems() {
        var all = new ArrayList<>(problems);
        String refused = sessions.problem();
        if (refused != null) {
            all.add(refused);
        }
        all.addAll(others.list());
        return all;
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
                context.registerService(Status.class, engine.status(), null),
                context.registerService(Reports.class, engine.reports(), null),
                context.registerService(Verifications.class, engine.verifications(), null),
                context.registerService(DryRuns.class, engine.dryRuns(), null));
    }

    private static String version(BundleContext context) {
        Version version = context.getBundle().getVersion();
        return version.getMajor() + "." + version.getMinor() + "." + version.getMicro();
    }
}
