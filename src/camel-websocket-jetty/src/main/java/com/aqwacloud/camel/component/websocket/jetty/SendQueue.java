package com.aqwacloud.camel.component.websocket.jetty;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BiConsumer;
import org.eclipse.jetty.websocket.api.Callback;

/**
 * The messages that wait for one client, in order, bounded in number and bytes. One message is
 * being written at a time; no call ever waits for the client.
 *
 * <p>Safe for use by several threads.
 */
final class SendQueue {

    /** What became of an offered message. */
    enum Outcome {
        ACCEPTED,
        DROPPED,
        OVERFLOW,
        TOO_LARGE,
        CLOSED
    }

    /**
     * @param evicted how many older messages were dropped to make room
     */
    record Offer(Outcome outcome, int evicted) {}

    private final int maxMessages;
    private final long maxBytes;
    private final SlowConsumerPolicy policy;
    private final BiConsumer<OutboundMessage, Callback> writer;

    /** All below guarded by the monitor of waiting. */
    private final Deque<OutboundMessage> waiting = new ArrayDeque<>();

    /** Bytes of the waiting messages and of the one being written. */
    private long bytes;

    private boolean writing;
    private boolean draining;
    private boolean closed;

    SendQueue(
            int maxMessages,
            long maxBytes,
            SlowConsumerPolicy policy,
            BiConsumer<OutboundMessage, Callback> writer) {
        this.maxMessages = maxMessages;
        this.maxBytes = maxBytes;
        this.policy = policy;
        this.writer = writer;
    }

    Offer offer(OutboundMessage message) {
        Offer offer;
        synchronized (waiting) {
            offer = add(message);
        }
        if (offer.outcome() == Outcome.ACCEPTED) {
            drain();
        }
        return offer;
    }

    private Offer add(OutboundMessage message) {
        if (closed) {
            return new Offer(Outcome.CLOSED, 0);
        }
        if (message.size() > maxBytes) {
            return new Offer(Outcome.TOO_LARGE, 0);
        }
        int evicted = 0;
        while (!fits(message)) {
            switch (policy) {
                case disconnect -> {
                    discard();
                    return new Offer(Outcome.OVERFLOW, 0);
                }
                case dropNewest -> {
                    return new Offer(Outcome.DROPPED, 0);
                }
                case dropOldest -> {
                    if (waiting.isEmpty()) {
                        // Only the message being written is left, and that cannot be taken back.
                        return new Offer(Outcome.DROPPED, evicted);
                    }
                    bytes -= waiting.remove().size();
                    evicted++;
                }
            }
        }
        waiting.add(message);
        bytes += message.size();
        return new Offer(Outcome.ACCEPTED, evicted);
    }

    private boolean fits(OutboundMessage message) {
        int messages = waiting.size() + (writing ? 1 : 0);
        return messages < maxMessages && bytes + message.size() <= maxBytes;
    }

    /** Forgets what waits and takes no more. */
    void close() {
        synchronized (waiting) {
            discard();
        }
    }

    private void discard() {
        closed = true;
        for (OutboundMessage message = waiting.poll(); message != null; message = waiting.poll()) {
            bytes -= message.size();
        }
    }

    /** Bytes of the messages that wait or are being written. */
    long bytes() {
        synchronized (waiting) {
            return bytes;
        }
    }

    /**
     * Writes until a write does not complete at once. A write that completes at once does so inside
     * the call of the writer; looping here instead of recursing there keeps the stack flat.
     */
    private void drain() {
        synchronized (waiting) {
            if (draining) {
                return;
            }
            draining = true;
        }
        while (true) {
            OutboundMessage next;
            synchronized (waiting) {
                if (writing || waiting.isEmpty()) {
                    draining = false;
                    return;
                }
                next = waiting.remove();
                writing = true;
            }
            writer.accept(next, Callback.from(() -> written(next), failure -> failed(next)));
        }
    }

    private void written(OutboundMessage message) {
        synchronized (waiting) {
            writing = false;
            bytes -= message.size();
        }
        drain();
    }

    /** A connection that failed a write is lost; Jetty reports why to the listener. */
    private void failed(OutboundMessage message) {
        synchronized (waiting) {
            discard();
            writing = false;
            bytes -= message.size();
        }
    }
}
