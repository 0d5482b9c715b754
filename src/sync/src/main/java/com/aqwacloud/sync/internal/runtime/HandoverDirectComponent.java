package com.aqwacloud.sync.internal.runtime;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.component.direct.DirectComponent;
import org.apache.camel.component.direct.DirectConsumer;
import org.apache.camel.component.direct.DirectConsumerNotAvailableException;
import org.apache.camel.component.direct.DirectEndpoint;
import org.apache.camel.support.DefaultAsyncProducer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code direct:} whose consumers can be exchanged under load.
 *
 * <p>Camel's own producer remembers its consumer, and goes on using it for a while after the
 * consumer's route has stopped if several threads send through it; their exchanges are rejected
 * then. Here each exchange asks for the consumer of the moment and is counted before it enters.
 *
 * <p>Who can do without a consumer ({@code failIfNoConsumers=false}) waits only for one that is
 * being exchanged, and not at all where there is none.
 */
final class HandoverDirectComponent extends DirectComponent {

    private static final Logger LOG = LoggerFactory.getLogger(HandoverDirectComponent.class);

    /** How long an exchange that fails may go unnoticed by those who wait for its end. */
    private static final long MOMENT_MILLIS = 50;

    /** How many exchanges are inside each consumer. */
    private final Map<Consumer, AtomicInteger> inside = new ConcurrentHashMap<>();

    /** What is done once consumers that are gone have nothing inside any more. */
    private final Map<Consumer, Runnable> departures = new ConcurrentHashMap<>();

    /** Whose consumers are being exchanged, by key. */
    private final Set<String> exchanged = ConcurrentHashMap.newKeySet();

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters)
            throws Exception {
        var endpoint = new HandoverEndpoint(uri, this);
        endpoint.setBlock(isBlock());
        endpoint.setTimeout(getTimeout());
        setProperties(endpoint, parameters);
        return endpoint;
    }

    /** How many exchanges are inside a consumer; for good 0 once it has stopped and reached 0. */
    int inside(Consumer consumer) {
        AtomicInteger count = inside.get(consumer);
        return count == null ? 0 : count.get();
    }

    /**
     * Has a consumer that lets nothing in any more keep the steps of its route going for what is
     * inside it.
     *
     * @param departure done once nothing is
     * @return false if nothing is inside by now
     */
    boolean departing(DirectConsumer consumer, Runnable departure) {
        return inside.computeIfPresent(
                        consumer,
                        (same, count) -> {
                            departures.put(
                                    consumer,
                                    () -> {
                                        departure.run();
                                        ((HandoverConsumer) consumer).departed();
                                    });
                            return count;
                        })
                != null;
    }

    /** A consumer is about to be exchanged for another one. */
    void exchanging(DirectConsumer consumer) {
        exchanged.add(key(consumer.getEndpoint()));
    }

    /** All that were being exchanged are there again, or do not come. */
    void exchangedAll() {
        exchanged.clear();
    }

    private static String key(Endpoint endpoint) {
        String uri = endpoint.getEndpointUri();
        int question = uri.indexOf('?');
        return question < 0 ? uri : uri.substring(0, question);
    }

    @Override
    public void removeConsumer(String key, DirectConsumer consumer) {
        super.removeConsumer(key, consumer);
        inside.computeIfPresent(consumer, (gone, count) -> count.get() == 0 ? null : count);
    }

    /** The consumer of the moment with this exchange counted in, or null if none came in time. */
    private DirectConsumer enter(String key, DirectEndpoint endpoint) throws InterruptedException {
        while (true) {
            DirectConsumer consumer = consumer(key, endpoint);
            if (consumer == null) {
                return null;
            }
            inside.compute(
                    consumer,
                    (key1, count) -> {
                        AtomicInteger counted = count == null ? new AtomicInteger() : count;
                        counted.incrementAndGet();
                        return counted;
                    });
            // Whoever stops the consumer sees this count, unless it had stopped before.
            if (getConsumer(key, false, 0) == consumer) {
                return consumer;
            }
            leave(consumer);
        }
    }

    private DirectConsumer consumer(String key, DirectEndpoint endpoint)
            throws InterruptedException {
        if (endpoint.isFailIfNoConsumers() || !endpoint.isBlock()) {
            return getConsumer(key, endpoint.isBlock(), endpoint.getTimeout());
        }
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(endpoint.getTimeout());
        while (true) {
            boolean comes = exchanged.contains(key);
            DirectConsumer consumer = getConsumer(key, comes, MOMENT_MILLIS);
            if (consumer != null || System.nanoTime() > deadline) {
                return consumer;
            }
            // An exchange may have begun in between, and even have ended.
            if (!comes && !exchanged.contains(key)) {
                return getConsumer(key, false, 0);
            }
        }
    }

    private void leave(DirectConsumer consumer) {
        AtomicInteger left =
                inside.computeIfPresent(
                        consumer, (gone, count) -> count.decrementAndGet() == 0 ? null : count);
        Runnable departure = left == null ? departures.remove(consumer) : null;
        if (departure != null) {
            try {
                departure.run();
            } catch (RuntimeException e) {
                // The exchange, which is through, is none the worse for it.
                LOG.warn("Stopping the steps of {} met an error", consumer.getEndpoint(), e);
            }
        }
    }

    private static final class HandoverEndpoint extends DirectEndpoint {

        private final HandoverDirectComponent owner;

        HandoverEndpoint(String uri, HandoverDirectComponent owner) {
            super(uri, owner);
            this.owner = owner;
        }

        @Override
        public Consumer createConsumer(Processor processor) throws Exception {
            var consumer = new HandoverConsumer(this, owner, processor, key(this));
            configureConsumer(consumer);
            return consumer;
        }

        @Override
        public Producer createProducer() {
            return new HandoverProducer(this, owner, key(this));
        }
    }

    /** A consumer whose end is not that of its route's steps as long as something is inside. */
    private static final class HandoverConsumer extends DirectConsumer {

        private final HandoverDirectComponent owner;

        HandoverConsumer(
                DirectEndpoint endpoint,
                HandoverDirectComponent owner,
                Processor processor,
                String key) {
            super(endpoint, processor, key);
            this.owner = owner;
        }

        @Override
        protected void doStop() throws Exception {
            if (!owner.departures.containsKey(this)) {
                super.doStop();
            }
        }

        @Override
        protected void doShutdown() throws Exception {
            if (!owner.departures.containsKey(this)) {
                super.doShutdown();
            }
        }

        /** Its own end is that of its route's steps, too. */
        private void departed() {
            try {
                super.doStop();
                super.doShutdown();
            } catch (Exception e) {
                throw RuntimeCamelException.wrapRuntimeException(e);
            }
        }
    }

    private static final class HandoverProducer extends DefaultAsyncProducer {

        private final DirectEndpoint endpoint;
        private final HandoverDirectComponent owner;
        private final String key;

        HandoverProducer(DirectEndpoint endpoint, HandoverDirectComponent owner, String key) {
            super(endpoint);
            this.endpoint = endpoint;
            this.owner = owner;
            this.key = key;
        }

        @Override
        public boolean process(Exchange exchange, AsyncCallback callback) {
            DirectConsumer consumer;
            try {
                consumer = owner.enter(key, endpoint);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return failed(exchange, e, callback);
            }
            if (consumer == null) {
                return endpoint.isFailIfNoConsumers()
                        ? failed(
                                exchange,
                                new DirectConsumerNotAvailableException(
                                        "No consumers available on endpoint: " + endpoint,
                                        exchange),
                                callback)
                        : done(callback);
            }
            if (endpoint.isSynchronous() || consumer.getEndpoint().isSynchronous()) {
                try {
                    consumer.getProcessor().process(exchange);
                } catch (Exception e) {
                    exchange.setException(e);
                } finally {
                    owner.leave(consumer);
                }
                return done(callback);
            }
            return consumer.getAsyncProcessor()
                    .process(
                            exchange,
                            synchronously -> {
                                owner.leave(consumer);
                                callback.done(synchronously);
                            });
        }

        private static boolean failed(Exchange exchange, Exception e, AsyncCallback callback) {
            exchange.setException(e);
            return done(callback);
        }

        private static boolean done(AsyncCallback callback) {
            callback.done(true);
            return true;
        }
    }
}
