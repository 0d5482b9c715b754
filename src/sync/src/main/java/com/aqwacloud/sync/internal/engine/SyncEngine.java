package com.aqwacloud.sync.internal.engine;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import com.aqwacloud.camel.component.websocket.jetty.JettyServers;
import com.aqwacloud.camel.component.websocket.jetty.SharedServer;
import com.aqwacloud.sync.api.Accounts;
import com.aqwacloud.sync.api.Conflicts;
import com.aqwacloud.sync.api.DryRuns;
import com.aqwacloud.sync.api.Reports;
import com.aqwacloud.sync.api.RouteCatalog;
import com.aqwacloud.sync.api.Sessions;
import com.aqwacloud.sync.api.Status;
import com.aqwacloud.sync.api.Transfers;
import com.aqwacloud.sync.api.Verifications;
import com.aqwacloud.sync.internal.account.AccountsConfig;
import com.aqwacloud.sync.internal.account.ConfiguredAccounts;
import com.aqwacloud.sync.internal.account.EncryptedSecrets;
import com.aqwacloud.sync.internal.announce.Announcements;
import com.aqwacloud.sync.internal.announce.TransferViews;
import com.aqwacloud.sync.internal.bandwidth.Bandwidths;
import com.aqwacloud.sync.internal.conflict.ConflictSteps;
import com.aqwacloud.sync.internal.conflict.Inbox;
import com.aqwacloud.sync.internal.conflict.RestoreSteps;
import com.aqwacloud.sync.internal.event.ClientMessages;
import com.aqwacloud.sync.internal.event.Event;
import com.aqwacloud.sync.internal.event.EventHub;
import com.aqwacloud.sync.internal.event.ProgressMeter;
import com.aqwacloud.sync.internal.event.Published;
import com.aqwacloud.sync.internal.plan.Planner;
import com.aqwacloud.sync.internal.quota.Governors;
import com.aqwacloud.sync.internal.quota.SessionQuotas;
import com.aqwacloud.sync.internal.quota.StoredQuotaMemory;
import com.aqwacloud.sync.internal.quota.Timeline;
import com.aqwacloud.sync.internal.report.StoredReports;
import com.aqwacloud.sync.internal.rest.ReportsApi;
import com.aqwacloud.sync.internal.rest.RestApi;
import com.aqwacloud.sync.internal.route.Breakers;
import com.aqwacloud.sync.internal.route.CallOutcomes;
import com.aqwacloud.sync.internal.route.Probes;
import com.aqwacloud.sync.internal.runtime.CamelRuntime;
import com.aqwacloud.sync.internal.runtime.HttpEngine;
import com.aqwacloud.sync.internal.runtime.HttpOptions;
import com.aqwacloud.sync.internal.runtime.RuntimeOptions;
import com.aqwacloud.sync.internal.runtime.Timers;
import com.aqwacloud.sync.internal.session.SessionBook;
import com.aqwacloud.sync.internal.session.SessionDefaults;
import com.aqwacloud.sync.internal.socket.Watchers;
import com.aqwacloud.sync.internal.store.Database;
import com.aqwacloud.sync.internal.store.ScratchStores;
import com.aqwacloud.sync.internal.survey.RehearsedDryRuns;
import com.aqwacloud.sync.internal.survey.SurveyedVerifications;
import com.aqwacloud.sync.internal.tidy.Tidying;
import com.aqwacloud.sync.internal.transfer.AbandonedUploads;
import com.aqwacloud.sync.internal.transfer.BreakerNotes;
import com.aqwacloud.sync.internal.transfer.CopySteps;
import com.aqwacloud.sync.internal.transfer.EarlierAttempts;
import com.aqwacloud.sync.internal.transfer.SessionPause;
import com.aqwacloud.sync.internal.transfer.StepAnnouncer;
import com.aqwacloud.sync.internal.transfer.TimeSetting;
import com.aqwacloud.sync.internal.transfer.TransferProgress;
import com.aqwacloud.sync.internal.transfer.TransferQueue;
import com.aqwacloud.sync.internal.transfer.TransferSteps;
import com.aqwacloud.sync.internal.watch.PlanReport;
import com.aqwacloud.sync.internal.watch.PollFailures;
import com.aqwacloud.sync.internal.watch.SharedSources;
import com.aqwacloud.sync.internal.watch.Watch;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.processor.aggregate.GroupedExchangeAggregationStrategy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine, put together: store, accounts, sessions, queue and the routes over them. It runs from
 * its creation until it is closed; what was under way then goes on at the next start.
 */
public final class SyncEngine implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SyncEngine.class);
    private static final String CONTEXT = "aqwacloud";
    private static final int GUARD = -100;
    private static final int API = 100;

    /**
     * How long a route file that is exchanged waits for what is inside its routes. A long upload
     * outlasts any wait that is short enough for an edit to take effect soon; what the change cuts
     * off is tried again.
     */
    private static final Duration STOP = Duration.ofSeconds(1);

    /** How long the end waits for answers of the clouds; what they cut off goes on later. */
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(2);

    /** A crash has the next start know no more of the quotas' use than was so long before. */
    private static final Duration KEPT_EVERY = Duration.ofSeconds(1);

    private final Clock clock;
    private final Database database;
    private final Governors governors;
    private final SessionQuotas quotas;
    private final Bandwidths bandwidths;
    private final Pipeline pipeline;
    private final Supplier<List<String>> configProblems;
    private final ConfiguredAccounts accounts;
    private final SessionBook sessions;
    private final TransferQueue queue;
    private final Inbox inbox;
    private final StatusBoard status;
    private final Reports reports;
    private final ScratchStores scratch = new ScratchStores();
    private final ExecutorService surveying = Executors.newCachedThreadPool(named("aqwa-survey"));
    private final Verifications verifications;
    private final DryRuns dryRuns;
    private final Watchers watchers;
    private final ProgressMeter progress;
    private final ScheduledExecutorService ticking;
    private final ScheduledExecutorService keeping;
    private final ExecutorService telling;
    private final HttpEngine http;
    private final SharedServer server;
    private final CamelRuntime runtime;
    private final CloudComponents clouds;

    /** Whether the start has come to its end. */
    private volatile boolean complete;

    /**
     * Starts the engine.
     *
     * @param settings of this installation
     * @param accountsConfig what {@code etc/aqwa.accounts.cfg} says
     * @param defaults of new sessions, read at each creation
     * @param configProblems one sentence for each configuration file that is refused now
     * @param dataSource the store
     * @param classLoader finds Camel components, or null for the one that loaded Camel
     */
    public SyncEngine(
            EngineSettings settings,
            AccountsConfig accountsConfig,
            Supplier<SessionDefaults> defaults,
            Supplier<List<String>> configProblems,
            DataSource dataSource,
            ClassLoader classLoader) {
        this(
                settings,
                accountsConfig,
                defaults,
                configProblems,
                dataSource,
                classLoader,
                Clock.systemUTC(),
                Timeline.SYSTEM);
    }

    /** The same in another time, which clock and timeline tell alike. */
    SyncEngine(
            EngineSettings settings,
            AccountsConfig accountsConfig,
            Supplier<SessionDefaults> defaults,
            Supplier<List<String>> configProblems,
            DataSource dataSource,
            ClassLoader classLoader,
            Clock clock,
            Timeline time) {
        this.clock = clock;
        this.configProblems = configProblems;
        bandwidths = new Bandwidths(settings.bandwidth());
        database = new Database(dataSource);
        keeping =
                new ScheduledThreadPoolExecutor(
                        1, named("aqwa-quotas"), new ThreadPoolExecutor.DiscardPolicy());
        governors =
                new Governors(
                        () -> defaults.get().options(),
                        new StoredQuotaMemory(database),
                        keeping,
                        time);
        quotas = new SessionQuotas(() -> defaults.get().options());
        var limits = new SessionLimits(governors, quotas, bandwidths);
        pipeline = new Pipeline(limits);
        var secrets = new EncryptedSecrets(dataSource, settings.keyFile());
        accounts = new ConfiguredAccounts(accountsConfig, secrets, clock);
        ticking = Executors.newSingleThreadScheduledExecutor(named("aqwa-progress"));
        telling = Executors.newSingleThreadExecutor(named("aqwa-steps"));
        http = http(settings);
        server = acquire(settings);
        boolean running = false;
        try {
            // Right away, so that who asks for REST while all else starts is told so.
            server.mount(GUARD, http.guard());
            server.mount(API, http.handler());
            var links = new Links();
            var hub = new EventHub(clock, settings.version(), event -> links.publish(event));
            progress = new ProgressMeter(clock, ticking, event -> links.progress(event));
            var views = new TransferViews(progress);
            var announcements = new Announcements(hub, views);
            links.announcements = announcements;
            sessions =
                    new SessionBook(
                            database,
                            accounts,
                            accounts::retry,
                            defaults,
                            pipeline,
                            announcements,
                            clock);
            watchers =
                    new Watchers(hub, new ClientMessages(hub, id -> sessions.find(id).isPresent()));
            links.watchers = watchers;
            var planner = new Planner(database, clock);
            queue =
                    new TransferQueue(
                            database,
                            views,
                            job -> announcements.transfer(Event.TransferChange.State.QUEUED, job),
                            job -> {
                                progress.finished(job.id());
                                pipeline.cancelled(job);
                                announcements.transfer(Event.TransferChange.State.CANCELLED, job);
                            },
                            settings.transferThreads(),
                            governors::haveLongPause,
                            clock);
            inbox =
                    new Inbox(
                            database,
                            pipeline::rows,
                            planner,
                            announcements,
                            pipeline::wake,
                            pipeline::route,
                            new OneDriveRestorer(pipeline),
                            clock);
            status =
                    new StatusBoard(
                            database,
                            pipeline::rows,
                            progress,
                            governors,
                            announcements,
                            this::configurationProblems,
                            clock);
            clouds = new CloudComponents(accounts.usable(), governors, bandwidths);
            reports = new StoredReports(database, clock);
            var listing = new GovernedListing(pipeline, limits, governors::haveLongPause);
            dryRuns =
                    new RehearsedDryRuns(
                            database,
                            scratch,
                            listing,
                            RouteProperties.smallBytes(settings),
                            settings.fragmentBytes(),
                            settings.bandwidth(),
                            surveying,
                            clock);
            verifications =
                    new SurveyedVerifications(
                            database, scratch, listing, clouds::reader, surveying, clock);
            var steps =
                    new TransferSteps(
                            database,
                            planner,
                            queue,
                            clouds::reader,
                            clouds,
                            secrets,
                            new TransferProgress(progress, views, queue::isRunning),
                            clock);
            int interrupted = queue.recover();
            if (interrupted > 0) {
                LOG.info("{} transfers were cut off by the last stop and go on", interrupted);
            }
            runtime =
                    CamelRuntime.start(
                            new RuntimeOptions(
                                    CONTEXT,
                                    settings.routesFolder(),
                                    classLoader,
                                    beans(
                                            settings,
                                            database,
                                            planner,
                                            steps,
                                            new AbandonedUploads(database, secrets, clouds, clock),
                                            announcements,
                                            dataSource),
                                    clouds.all(),
                                    new RouteProperties(settings, server.port(), defaults)::get,
                                    http,
                                    announcements::routes,
                                    STOP));
            pipeline.connect(runtime, steps);
            watchers.connect(runtime.context().createProducerTemplate());
            http.begin();
            running = true;
        } finally {
            if (!running) {
                ticking.shutdownNow();
                telling.shutdownNow();
                surveying.shutdownNow();
                keeping.shutdownNow();
                server.close();
            }
        }
        keeping.scheduleWithFixedDelay(
                governors::keep, KEPT_EVERY.toMillis(), KEPT_EVERY.toMillis(), MILLISECONDS);
        sessions.resume();
        complete = true;
    }

    /** What is known only after the hub that refers to it; set before anything is published. */
    private static final class Links {
        private volatile Announcements announcements;
        private volatile Watchers watchers;

        void publish(Published event) {
            Watchers present = watchers;
            if (present != null) {
                present.publish(event);
            }
        }

        void progress(Event event) {
            announcements.progress(event);
        }
    }

    private static SharedServer acquire(EngineSettings settings) {
        return JettyServers.shared().acquire(settings.host(), settings.port());
    }

    private static ThreadFactory named(String name) {
        return work -> {
            var thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    private HttpEngine http(EngineSettings settings) {
        return new HttpEngine(
                HttpOptions.of(settings.host(), () -> server.port())
                        .withAllowedHosts(settings.allowedHosts()));
    }

    private Map<String, Object> beans(
            EngineSettings settings,
            Database database,
            Planner planner,
            TransferSteps steps,
            AbandonedUploads abandonedUploads,
            Announcements announcements,
            DataSource dataSource) {
        var beans = new HashMap<String, Object>();
        beans.put("aqwa", dataSource);
        // One thread, so that what happens to a job is told in the order in which it happened.
        beans.put("progressThread", telling);
        var report = new PlanReport(database, announcements, sessions, pipeline::wake);
        beans.put("watch", new Watch(database, scratch, planner, report, clouds));
        beans.put("planReport", report);
        beans.put("pollFailures", new PollFailures(sessions, clock, Timers::postpone));
        beans.put("callOutcomes", new CallOutcomes(clock));
        var breakers = new Breakers();
        beans.put("breakers", breakers);
        beans.put("probes", new Probes(breakers, clouds::governor));
        beans.put("sessionQuotas", quotas);
        beans.put("conflicts", new ConflictSteps(inbox, sessions, clock));
        beans.put("restore", new RestoreSteps());
        beans.put("queue", queue);
        beans.put("transfers", steps);
        beans.put("abandonedUploads", abandonedUploads);
        beans.put("earlier", new EarlierAttempts(database, planner, clock));
        beans.put("times", new TimeSetting(database, queue, clock));
        beans.put("copies", new CopySteps(database, clock));
        beans.put("together", new GroupedExchangeAggregationStrategy());
        beans.put("shared", new SharedSources(database, scratch));
        beans.put("pause", new SessionPause(sessions));
        beans.put("breakerNotes", new BreakerNotes(sessions));
        beans.put("steps", new StepAnnouncer(queue, inbox, announcements));
        beans.put("statistics", status);
        beans.put("tidying", new Tidying(database, clock));
        beans.put("watchers", watchers);
        beans.put("reports", new ReportsApi(reports, verifications, dryRuns));
        beans.put(
                "api",
                new RestApi(
                        settings.version(),
                        sessions,
                        queue,
                        inbox,
                        pipeline,
                        accounts(),
                        status,
                        () -> complete,
                        this::problems));
        return beans;
    }

    private List<String> configurationProblems() {
        var problems = new ArrayList<>(configProblems.get());
        problems.addAll(accounts.problems());
        return problems;
    }

    private List<String> problems() {
        List<String> problems = configurationProblems();
        accounts.list().stream()
                .filter(account -> account.message() != null)
                .forEach(account -> problems.add(account.message()));
        pipeline.files().stream()
                .filter(file -> file.error() != null)
                .forEach(file -> problems.add(file.error()));
        return problems;
    }

    public Sessions sessions() {
        return sessions;
    }

    public Transfers transfers() {
        return queue;
    }

    public Conflicts conflicts() {
        return inbox;
    }

    public RouteCatalog routes() {
        return pipeline;
    }

    public Accounts accounts() {
        return new GovernedAccounts(accounts, governors);
    }

    public Status status() {
        return status;
    }

    public Reports reports() {
        return reports;
    }

    public DryRuns dryRuns() {
        return dryRuns;
    }

    public Verifications verifications() {
        return verifications;
    }

    /** The context of the routes. */
    public CamelContext context() {
        return runtime.context();
    }

    /** The port that page, API and events listen on. */
    public int port() {
        return server.port();
    }

    /** Components came or went: routes that wait for one are started, others are parked. */
    public void componentsChanged(ClassLoader classLoader) {
        runtime.componentsChanged(classLoader);
    }

    @Override
    public void close() {
        http.end();
        watchers.connect(null);
        queue.close();
        pipeline.halt();
        ticking.schedule(clouds::hangUp, LAST_ANSWERS.toMillis(), MILLISECONDS);
        surveying.shutdownNow();
        runtime.close();
        progress.close();
        ticking.shutdownNow();
        telling.shutdownNow();
        server.close();
        keeping.shutdown();
        governors.keep();
        database.close();
    }
}
