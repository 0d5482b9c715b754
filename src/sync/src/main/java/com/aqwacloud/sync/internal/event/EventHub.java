package com.aqwacloud.sync.internal.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Numbers events, remembers the newest ones, and hands them on in order. Numbers begin with the
 * time of the start, so that those of an earlier start are always smaller. Safe for use by several
 * threads; the listener is called by one thread at a time, in order of the numbers, while no lock
 * is held.
 */
public final class EventHub {
    /** Events that are remembered. */
    public static final int CAPACITY = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(EventHub.class);

    private final Clock clock;
    private final String version;
    private final Consumer<Published> listener;
    private final int capacity;
    private final long epoch;

    // All guarded by this.
    private final ArrayDeque<Published> ring = new ArrayDeque<>();
    private final ArrayDeque<Runnable> outbox = new ArrayDeque<>();
    private boolean delivering;
    private long newest;

    /**
     * @param clock tells the time of events
     * @param version of the product, for the welcome
     * @param listener gets each event; must not block
     */
    public EventHub(Clock clock, String version, Consumer<Published> listener) {
        this(clock, version, listener, CAPACITY);
    }

    EventHub(Clock clock, String version, Consumer<Published> listener, int capacity) {
        this.clock = clock;
        this.version = version;
        this.listener = listener;
        this.capacity = capacity;
        this.epoch = clock.millis();
        this.newest = epoch;
    }

    /**
     * Numbers, remembers and hands on an event. Returns once the listener had it, or at once if
     * another thread is handing on events now: that one takes this event along.
     */
    public void publish(Event event) {
        ObjectNode body = JsonFormat.mapper().valueToTree(event);
        synchronized (this) {
            newest++;
            ObjectNode json = head(event.session(), event.type());
            json.setAll(body);
            Published published = new Published(newest, event.session(), event.type(), write(json));
            ring.addLast(published);
            if (ring.size() > capacity) {
                ring.removeFirst();
            }
            outbox.addLast(() -> listener.accept(published));
        }
        deliver();
    }

    /**
     * What is remembered of the events after a number.
     *
     * @param since the number of the last event known, or null for none at all
     * @param from the epoch of the welcome that the number belongs to, or null if not known
     */
    public synchronized Replay since(Long since, Long from) {
        long oldest = newest - ring.size() + 1;
        boolean asked = since != null;
        // Zero stands for "all there is", and nothing was before the first number.
        boolean early = asked && since < oldest - 1 && (since != 0 || oldest > epoch + 1);
        boolean foreign = asked && (since > newest || from != null && from != epoch);
        List<Published> events = new ArrayList<>();
        if (asked) {
            long after = foreign ? Long.MIN_VALUE : since;
            ring.stream().filter(event -> event.seq() > after).forEach(events::add);
        }
        boolean missed = early || foreign;
        ObjectNode welcome = head(null, "welcome");
        welcome.put("version", version);
        welcome.put("epoch", epoch);
        welcome.put("oldest", oldest);
        welcome.put("missed", missed);
        return new Replay(write(welcome), events, missed);
    }

    /**
     * Lets one begin to watch without a gap and without seeing anything twice: the joiner gets
     * exactly the events that the listener had before, and every later one goes to the listener
     * after the joiner has returned. The joiner is called like the listener.
     */
    public void join(Long since, Long from, Consumer<Replay> joiner) {
        synchronized (this) {
            Replay replay = since(since, from);
            outbox.addLast(() -> joiner.accept(replay));
        }
        deliver();
    }

    /** The number of the newest event. */
    public synchronized long newest() {
        return newest;
    }

    /** The text of a message that is no event: it carries the newest number. */
    String message(String session, String type, Consumer<ObjectNode> members) {
        ObjectNode json;
        synchronized (this) {
            json = head(session, type);
        }
        members.accept(json);
        return write(json);
    }

    private void deliver() {
        while (true) {
            Runnable next;
            synchronized (this) {
                if (delivering) {
                    return;
                }
                next = outbox.pollFirst();
                if (next == null) {
                    return;
                }
                delivering = true;
            }
            try {
                next.run();
            } catch (RuntimeException e) {
                LOG.error("An event could not be handed on", e);
            } finally {
                synchronized (this) {
                    delivering = false;
                }
            }
        }
    }

    /** Called with the lock held. */
    private ObjectNode head(String session, String type) {
        ObjectNode json = JsonFormat.mapper().createObjectNode();
        json.put("seq", newest);
        json.put("time", clock.instant().toString());
        json.put("session", session);
        json.put("type", type);
        return json;
    }

    private static String write(ObjectNode json) {
        try {
            return JsonFormat.mapper().writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
