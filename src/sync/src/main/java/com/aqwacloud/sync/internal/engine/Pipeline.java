package com.aqwacloud.sync.internal.engine;

import com.aqwacloud.camel.component.microsoft.onedrive.DriveItem;
import com.aqwacloud.sync.api.InvalidValueException;
import com.aqwacloud.sync.api.NotFoundException;
import com.aqwacloud.sync.api.RouteCatalog;
import com.aqwacloud.sync.api.RouteFile;
import com.aqwacloud.sync.api.RouteInfo;
import com.aqwacloud.sync.api.Session;
import com.aqwacloud.sync.api.SessionOptions;
import com.aqwacloud.sync.api.SessionState;
import com.aqwacloud.sync.api.WrongStateException;
import com.aqwacloud.sync.internal.google.DriveComponents;
import com.aqwacloud.sync.internal.google.DriveException;
import com.aqwacloud.sync.internal.quota.Governor;
import com.aqwacloud.sync.internal.quota.LongWaitException;
import com.aqwacloud.sync.internal.route.AqwaHeaders;
import com.aqwacloud.sync.internal.runtime.CamelRuntime;
import com.aqwacloud.sync.internal.session.SessionLifecycle;
import com.aqwacloud.sync.internal.store.Job;
import com.aqwacloud.sync.internal.store.StoreException;
import com.aqwacloud.sync.internal.transfer.TransferSteps;
import com.aqwacloud.sync.internal.watch.PollFailures;
import com.google.api.services.drive.model.File;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.CamelExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine's hold on the routes: starts and stops the watch of a session, wakes the queue, asks
 * the clouds. Thread-safe. Before {@link #connect} and after {@link #halt} nothing is asked of the
 * routes.
 */
final class Pipeline implements SessionLifecycle, RouteCatalog {
    private static final Logger LOG = LoggerFactory.getLogger(Pipeline.class);
    private static final String WATCH = "watch";

    private final SessionLimits limits;
    private final AtomicLong runs = new AtomicLong();

    /** One thread, while there is something to do. */
    private final ExecutorService asking =
            new ThreadPoolExecutor(
                    0,
                    1,
                    1,
                    TimeUnit.SECONDS,
                    new LinkedBlockingQueue<>(),
                    work -> {
                        var thread = new Thread(work, "aqwa-conflicts");
                        thread.setDaemon(true);
                        return thread;
                    },
                    new ThreadPoolExecutor.DiscardPolicy());

    private volatile CamelRuntime runtime;
    private volatile TransferSteps transfers;

    Pipeline(SessionLimits limits) {
        this.limits = limits;
    }

    void connect(CamelRuntime started, TransferSteps steps) {
        transfers = steps;
        runtime = started;
    }

    /**
     * The routes are about to stop: running transfers end at the next read, their jobs stay queued.
     */
    void halt() {
        runtime = null;
        asking.shutdownNow();
        transfers.stopAll();
    }

    /**
     * The routes that are loaded.
     *
     * @throws WrongStateException as long as there are none
     */
    CamelRuntime started() {
        CamelRuntime routes = runtime;
        if (routes == null) {
            throw new WrongStateException("AqwaCloud is still starting; try again in a moment.");
        }
        return routes;
    }

    /** Has the queue looked through now. */
    void wake() {
        CamelRuntime routes = runtime;
        if (routes != null) {
            send(routes, "seda:dispatch?waitForTaskToComplete=Never&discardWhenFull=true&size=1");
        }
    }

    /** A person gave a job up: what of it is under way ends. */
    void cancelled(Job job) {
        TransferSteps steps = transfers;
        if (steps != null) {
            steps.cancel(job);
        }
    }

    /**
     * Has a conflict decided or asked about, by the routes. Does not wait for room in their queue:
     * who calls may have the store to itself, without which they make none. What the stop leaves is
     * taken up after the next start.
     */
    void route(long conflict) {
        asking.execute(
                () -> {
                    CamelRuntime routes = runtime;
                    if (routes != null) {
                        try {
                            send(
                                    routes,
                                    "seda:conflict?waitForTaskToComplete=Never&blockWhenFull=true",
                                    conflict);
                        } catch (WrongStateException e) {
                            LOG.debug("Conflict {} waits for the next start", conflict, e);
                        }
                    }
                });
    }

    private static void send(CamelRuntime routes, String uri) {
        send(routes, uri, null);
    }

    private static void send(CamelRuntime routes, String uri, Long conflict) {
        try {
            var message = routes.fluentTemplate().to(uri);
            if (conflict != null) {
                message.withHeader(AqwaHeaders.CONFLICT, conflict);
            }
            message.send();
        } catch (RejectedExecutionException e) {
            throw new WrongStateException("AqwaCloud is stopping.");
        }
    }

    @Override
    public void started(Session session) {
        limits.started(session);
        CamelRuntime routes = runtime;
        if (routes != null && session.options().monitorEnabled()) {
            routes.removeInstance(watchOf(session));
            routes.instantiate(
                    WATCH,
                    watchOf(session),
                    Map.of(
                            "session",
                            session.id(),
                            "interval",
                            session.options().monitorInterval().toMillis(),
                            "run",
                            runs.incrementAndGet()));
        }
        wake();
    }

    @Override
    public void stopped(Session session) {
        limits.stopped(session);
        CamelRuntime routes = runtime;
        if (routes != null) {
            // A pause may come from a poll itself, which cannot wait for its own end; the polls of
            // a session that does not run do nothing.
            if (session.state() != SessionState.PAUSED) {
                routes.removeInstance(watchOf(session));
            }
            transfers.stop(session.id());
        }
    }

    @Override
    public void deleted(Session session) {
        limits.deleted(session);
        CamelRuntime routes = runtime;
        if (routes != null) {
            routes.removeInstance(watchOf(session));
        }
    }

    private static String watchOf(Session session) {
        return WATCH + "-" + session.id();
    }

    @Override
    public void check(Session candidate) {
        String google = DriveComponents.componentName(candidate.source());
        for (String id : candidate.options().selection()) {
            if (!id.equals(SessionOptions.MY_DRIVE) && !id.equals(SessionOptions.SHARED_WITH_ME)) {
                checkSelected(google, id);
            }
        }
        String folder = candidate.options().destinationFolder();
        if (!folder.equals("/")) {
            String oneDrive = OneDriveComponents.componentName(candidate.destination());
            try {
                Object item =
                        ask(
                                "direct:onedrive",
                                oneDrive + ":get",
                                Map.of(
                                        AqwaHeaders.ONEDRIVE,
                                        oneDrive,
                                        "CamelMicrosoftOneDrivePath",
                                        folder));
                if (item instanceof DriveItem found && !found.isFolder()) {
                    throw new InvalidValueException(
                            "destination.folder", "is \"" + folder + "\", which is a file");
                }
            } catch (NotFoundException e) {
                throw new InvalidValueException(
                        "destination.folder",
                        "is \"" + folder + "\", which does not exist in OneDrive; create it first");
            }
        }
    }

    private void checkSelected(String google, String id) {
        try {
            Object item =
                    ask(
                            "direct:google",
                            google + ":drive-files/get?supportsAllDrives=true",
                            Map.of(
                                    AqwaHeaders.GOOGLE,
                                    google,
                                    "CamelGoogleDrive.fileId",
                                    id,
                                    "CamelGoogleDrive.fields",
                                    "id,trashed"));
            if (item instanceof File file && Boolean.TRUE.equals(file.getTrashed())) {
                throw new InvalidValueException(
                        "selection",
                        "holds \"" + id + "\", which is in the trash; restore it in Google Drive");
            }
        } catch (DriveException.Gone e) {
            throw new InvalidValueException(
                    "selection",
                    "holds \""
                            + id
                            + "\", which does not exist in Google Drive or is not shared"
                            + " with this account");
        }
    }

    /** {@link com.aqwacloud.sync.internal.route.StoreQuery}, by the routes that are loaded. */
    @SuppressWarnings("unchecked") // What camel-jdbc gives.
    List<Map<String, Object>> rows(String route, Map<String, Object> headers) {
        CamelRuntime routes = started();
        try {
            return routes.fluentTemplate().withHeaders(headers).to(route).request(List.class);
        } catch (CamelExecutionException e) {
            Throwable root = e.getCause() == null ? e : e.getCause();
            throw new StoreException(
                    "The route "
                            + route
                            + " gave no answer ("
                            + root.getMessage()
                            + "); see aqwa:routes --files whether its file is loaded.",
                    root);
        }
    }

    /** Has both drives of a session listed into a scratch store. */
    void list(Session session, String sourceRoot, String scratch) {
        CamelRuntime routes = started();
        try {
            routes.fluentTemplate()
                    .withHeader(AqwaHeaders.SESSION, session.id())
                    .withHeader(AqwaHeaders.SCRATCH, scratch)
                    .withHeader(AqwaHeaders.GOOGLE, DriveComponents.componentName(session.source()))
                    .withHeader(
                            AqwaHeaders.ONEDRIVE,
                            OneDriveComponents.componentName(session.destination()))
                    .withHeader(AqwaHeaders.SOURCE_ROOT, sourceRoot)
                    .withHeader(
                            AqwaHeaders.DESTINATION_FOLDER, session.options().destinationFolder())
                    .to("direct:survey")
                    .request();
        } catch (CamelExecutionException e) {
            Throwable root = e.getCause() == null ? e : e.getCause();
            if (root instanceof LongWaitException waiting) {
                throw waiting;
            }
            LOG.warn("The drives of session {} could not be listed", session.id(), root);
            throw new WrongStateException(
                    "The drives could not be listed: " + PollFailures.sentence(root) + ".");
        }
    }

    private Object ask(String route, String call, Map<String, Object> headers) {
        CamelRuntime routes = started();
        try {
            return routes.fluentTemplate()
                    .withHeaders(headers)
                    .withHeader(AqwaHeaders.CALL, call)
                    .withHeader(AqwaHeaders.SESSION, Governor.PERSON)
                    .to(route)
                    .request();
        } catch (CamelExecutionException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof DriveException.Gone gone) {
                    throw gone;
                }
                if (cause
                        instanceof
                        com.aqwacloud.camel.component.microsoft.onedrive.NotFoundException) {
                    throw new NotFoundException("item", route);
                }
            }
            Throwable root = e.getCause() == null ? e : e.getCause();
            LOG.warn("A cloud could not be asked", root);
            throw new WrongStateException(
                    "The cloud could not be asked, so nothing was created: "
                            + PollFailures.sentence(root)
                            + ".");
        }
    }

    @Override
    public List<RouteInfo> routes() {
        CamelRuntime routes = runtime;
        return routes == null ? List.of() : routes.routes();
    }

    @Override
    public List<RouteFile> files() {
        CamelRuntime routes = runtime;
        return routes == null ? List.of() : routes.files();
    }
}
