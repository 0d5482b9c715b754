package com.aqwacloud.sync.internal.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.spi.PlatformHttpConsumer;
import org.apache.camel.component.platform.http.spi.PlatformHttpEngine;
import org.apache.camel.support.RestConsumerContextPathMatcher;
import org.apache.camel.support.RestConsumerContextPathMatcher.ConsumerPath;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Serves {@code platform-http:} and the REST DSL on a Jetty server that others share: mount {@link
 * #handler()} there. Paths of no route are left to the handlers after it.
 *
 * <p>Paths come and go with routes. While route files are exchanged, a request for a path that is
 * not there waits until they are, so that reloading costs no request. Before all routes are there,
 * and once they go, REST is answered with 503. Safe for use by several threads.
 */
public final class HttpEngine implements PlatformHttpEngine {

    private static final long LONGEST_WAIT_SECONDS = 10;
    private static final String RETRY_AFTER_SECONDS = "1";

    private final HttpOptions options;
    private final RequestGuard guard;
    private final List<HttpConsumer> consumers = new CopyOnWriteArrayList<>();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition open = lock.newCondition();

    /** Why REST is not answered now, or null while it is. */
    private volatile String away = "AqwaCloud is starting. Try again in a moment.";

    /** How many exchanges of route files are under way; guarded by lock. */
    private int closedGates;

    /** Holds requests for unknown paths until it is closed. */
    interface Gate extends AutoCloseable {
        @Override
        void close();
    }

    public HttpEngine(HttpOptions options) {
        this.options = Objects.requireNonNull(options, "options");
        this.guard = new RequestGuard(options);
    }

    HttpOptions options() {
        return options;
    }

    /** The handler to mount; make one per server. */
    public Handler handler() {
        return new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback)
                    throws Exception {
                return HttpEngine.this.handle(request, response, callback);
            }
        };
    }

    /**
     * Refuses requests that name this server by a name it does not have, WebSocket upgrades
     * included: a page that had its own name pointed at this machine would else pass for ours. To
     * be mounted before all others.
     */
    public Handler guard() {
        return new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                String complaint = guard.complaint(request);
                if (complaint == null) {
                    return false;
                }
                Problem.of(403, complaint).write(request, response, callback);
                return true;
            }
        };
    }

    @Override
    public PlatformHttpConsumer createConsumer(PlatformHttpEndpoint endpoint, Processor processor) {
        return new HttpConsumer(endpoint, processor, this);
    }

    @Override
    public int getServerPort() {
        return options.port().getAsInt();
    }

    /** Has REST answered from now on: all routes are there, and all that they need. */
    public void begin() {
        away = null;
    }

    /** Has REST answered no more: the routes go. */
    public void end() {
        away = "AqwaCloud is stopping, or starts anew. Try again in a moment.";
    }

    void add(HttpConsumer consumer) {
        consumers.add(consumer);
    }

    void remove(HttpConsumer consumer) {
        consumers.remove(consumer);
    }

    boolean has(HttpConsumer consumer) {
        return consumers.contains(consumer);
    }

    Gate closeGate() {
        lock.lock();
        try {
            closedGates++;
        } finally {
            lock.unlock();
        }
        return this::openGate;
    }

    private void openGate() {
        lock.lock();
        try {
            closedGates--;
            if (closedGates == 0) {
                open.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    private void awaitGate() throws InterruptedException {
        lock.lock();
        try {
            long left = TimeUnit.SECONDS.toNanos(LONGEST_WAIT_SECONDS);
            while (closedGates > 0 && left > 0) {
                left = open.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean handle(Request request, Response response, Callback callback) throws Exception {
        String path = Request.getPathInContext(request);
        String method = request.getMethod();
        String reason = away;
        if (reason != null && belongsToRest(path)) {
            turnAway(reason, request, response, callback);
            return true;
        }
        HttpConsumer consumer = enter(method, path);
        if (consumer == null && gateClosed() && belongsToRest(path)) {
            awaitGate();
            consumer = enter(method, path);
        }
        String closed = away;
        if (consumer == null && closed != null && belongsToRest(path)) {
            turnAway(closed, request, response, callback);
            return true;
        }
        try {
            return handle(consumer, request, response, callback);
        } finally {
            if (consumer != null) {
                consumer.leave();
            }
        }
    }

    private void turnAway(String reason, Request request, Response response, Callback callback) {
        String complaint = guard.complaint(request);
        if (complaint != null) {
            Problem.of(403, complaint).write(request, response, callback);
            return;
        }
        response.getHeaders().put(HttpHeader.RETRY_AFTER, RETRY_AFTER_SECONDS);
        Problem.of(503, reason).write(request, response, callback);
    }

    private HttpConsumer enter(String method, String path) {
        while (true) {
            HttpConsumer consumer = match(method, path);
            if (consumer == null || consumer.enter()) {
                return consumer;
            }
        }
    }

    private boolean handle(
            HttpConsumer consumer, Request request, Response response, Callback callback)
            throws Exception {
        String path = Request.getPathInContext(request);
        String method = request.getMethod();
        List<String> allowed = consumer == null ? allowedMethods(path) : List.of();
        boolean unknown = consumer == null && allowed.isEmpty();
        if (unknown && !belongsToRest(path)) {
            return false;
        }
        String complaint = guard.complaint(request);
        if (complaint != null) {
            Problem.of(403, complaint).write(request, response, callback);
            return true;
        }
        if (unknown) {
            Problem.of(404, "There is nothing at " + path + ".").write(request, response, callback);
            return true;
        }
        if (consumer == null) {
            response.getHeaders().put(HttpHeader.ALLOW, String.join(", ", allowed));
            if (method.equals("OPTIONS")) {
                response.setStatus(204);
                callback.succeeded();
            } else {
                Problem.of(
                                405,
                                method
                                        + " is not possible here, only "
                                        + String.join(", ", allowed))
                        .write(request, response, callback);
            }
            return true;
        }
        consumer.serve(request, response, callback);
        return true;
    }

    private boolean gateClosed() {
        lock.lock();
        try {
            return closedGates > 0;
        } finally {
            lock.unlock();
        }
    }

    private boolean belongsToRest(String path) {
        return path.startsWith(options.contextPath() + "/");
    }

    private HttpConsumer match(String method, String path) {
        if (method.equals("OPTIONS")) {
            // Camel's matcher would give any consumer of the path.
            return best(
                    method, path, consumers.stream().filter(HttpConsumer::takesOptions).toList());
        }
        HttpConsumer found = best(method, path, consumers);
        return found == null && method.equals("HEAD") ? best("GET", path, consumers) : found;
    }

    private static HttpConsumer best(String method, String path, List<HttpConsumer> among) {
        if (among.isEmpty()) {
            return null;
        }
        List<ConsumerPath<HttpConsumer>> paths = new ArrayList<>(among);
        ConsumerPath<HttpConsumer> best =
                RestConsumerContextPathMatcher.matchBestPath(method, path, paths);
        return best == null ? null : best.getConsumer();
    }

    /** The methods that the path takes, sorted; none if it is no path of a route. */
    private List<String> allowedMethods(String path) {
        var methods = new TreeSet<String>();
        for (HttpConsumer consumer : consumers) {
            for (String method : consumer.methods()) {
                if (best(method, path, List.of(consumer)) != null) {
                    methods.add(method);
                }
            }
        }
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        if (!methods.isEmpty()) {
            methods.add("OPTIONS");
        }
        return List.copyOf(methods);
    }
}
