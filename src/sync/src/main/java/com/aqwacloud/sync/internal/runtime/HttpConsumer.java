package com.aqwacloud.sync.internal.runtime;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.spi.PlatformHttpConsumer;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.RestConsumerContextPathMatcher;
import org.apache.camel.support.RestConsumerContextPathMatcher.ConsumerPath;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes exchanges of the requests for one path. */
final class HttpConsumer extends DefaultConsumer
        implements PlatformHttpConsumer, ConsumerPath<HttpConsumer> {

    private static final Logger LOG = LoggerFactory.getLogger(HttpConsumer.class);
    private static final List<String> ALL_METHODS =
            List.of("DELETE", "GET", "PATCH", "POST", "PUT");

    private final HttpEngine engine;
    private final InboundRequest inbound;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition empty = lock.newCondition();

    /** Requests under way; guarded by lock. */
    private int inside;

    HttpConsumer(PlatformHttpEndpoint endpoint, Processor processor, HttpEngine engine) {
        super(endpoint, processor);
        this.engine = engine;
        this.inbound = new InboundRequest(engine.options());
    }

    @Override
    public PlatformHttpEndpoint getEndpoint() {
        return (PlatformHttpEndpoint) super.getEndpoint();
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        RestConsumerContextPathMatcher.register(getConsumerPath());
        engine.add(this);
    }

    @Override
    protected void doStop() throws Exception {
        engine.remove(this);
        super.doStop();
    }

    /**
     * Takes no more requests, and waits for those inside.
     *
     * @return whether all had left within the given time
     */
    boolean close(long millis) {
        engine.remove(this);
        lock.lock();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(millis);
            while (inside > 0 && left > 0) {
                left = empty.awaitNanos(left);
            }
            return inside == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** Counts a request in, unless this takes no more. */
    boolean enter() {
        lock.lock();
        try {
            inside++;
        } finally {
            lock.unlock();
        }
        // Whoever closes this sees that count, unless it was closed before.
        if (engine.has(this)) {
            return true;
        }
        leave();
        return false;
    }

    void leave() {
        lock.lock();
        try {
            inside--;
            if (inside == 0) {
                empty.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public String getRestrictMethod() {
        return getEndpoint().getHttpMethodRestrict();
    }

    @Override
    public String getConsumerPath() {
        String path = getEndpoint().getPath();
        return path.startsWith("/") ? path : "/" + path;
    }

    @Override
    public HttpConsumer getConsumer() {
        return this;
    }

    @Override
    public boolean isMatchOnUriPrefix() {
        return getEndpoint().isMatchOnUriPrefix();
    }

    /** The methods it takes. */
    List<String> methods() {
        String restrict = getRestrictMethod();
        return restrict == null
                ? ALL_METHODS
                : Arrays.stream(restrict.toUpperCase(Locale.ROOT).split(","))
                        .map(String::strip)
                        .toList();
    }

    boolean takesOptions() {
        return methods().contains("OPTIONS");
    }

    void serve(Request request, Response response, Callback callback) throws Exception {
        if (isSuspended()) {
            Problem.of(503, "This is out of service for now").write(request, response, callback);
            return;
        }
        byte[] body;
        try {
            body = inbound.body(request);
        } catch (IOException e) {
            callback.failed(e);
            return;
        }
        if (body == null) {
            Problem.of(413, "The body is longer than " + engine.options().maxBodyBytes() + " bytes")
                    .write(request, response, callback);
            return;
        }
        Exchange exchange = createExchange(false);
        try {
            exchange.setPattern(ExchangePattern.InOut);
            Map<String, Object> headers = inbound.headers(request, getConsumerPath());
            exchange.getIn().setHeaders(headers);
            exchange.getIn().setBody(body.length == 0 ? null : body);
            Map<String, Object> given = Map.copyOf(headers);
            createUoW(exchange);
            getProcessor().process(exchange);
            if (exchange.getException() != null) {
                throw exchange.getException();
            }
            new OutboundResponse(getEndpoint().getProduces(), given)
                    .write(exchange, request, response, callback);
        } catch (Exception e) {
            failed(e, request, response, callback);
        } finally {
            doneUoW(exchange);
            releaseExchange(exchange, false);
        }
    }

    private static void failed(Exception e, Request request, Response response, Callback callback) {
        LOG.warn("{} {} failed", request.getMethod(), Request.getPathInContext(request), e);
        if (response.isCommitted()) {
            callback.failed(e);
        } else {
            response.reset();
            Problem.of(500, "Something went wrong here; the log says what")
                    .write(request, response, callback);
        }
    }
}
