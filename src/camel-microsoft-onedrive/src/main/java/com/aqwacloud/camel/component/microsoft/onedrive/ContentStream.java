package com.aqwacloud.camel.component.microsoft.onedrive;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A body as it arrives. Unlike the JDK's own, a read that gets nothing for too long fails instead
 * of waiting forever. It holds what one network read brought, no more. Read by one thread at a
 * time; closed by any.
 */
final class ContentStream extends InputStream implements BodySubscriber<InputStream> {

    private final Duration idleTimeout;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    /** Set once, before anything arrives. */
    private volatile Flow.Subscription subscription;

    // All guarded by lock.
    private final Deque<ByteBuffer> buffers = new ArrayDeque<>();
    private boolean complete;
    private boolean closed;
    private Throwable failure;

    ContentStream(Duration idleTimeout) {
        this.idleTimeout = idleTimeout;
    }

    @Override
    public CompletionStage<InputStream> getBody() {
        return CompletableFuture.completedStage(this);
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        lock.lock();
        try {
            if (closed || subscription != null) {
                given.cancel();
                return;
            }
            subscription = given;
        } finally {
            lock.unlock();
        }
        given.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> more) {
        if (more.stream().noneMatch(ByteBuffer::hasRemaining)) {
            // Nothing will be read that would ask for more.
            subscription.request(1);
            return;
        }
        change(
                () -> {
                    if (!closed) {
                        buffers.addAll(more);
                    }
                });
    }

    @Override
    public void onError(Throwable error) {
        change(() -> failure = error);
    }

    @Override
    public void onComplete() {
        change(() -> complete = true);
    }

    private void change(Runnable what) {
        lock.lock();
        try {
            what.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) == -1 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int count) throws IOException {
        Objects.checkFromIndexSize(offset, count, target.length);
        if (count == 0) {
            return 0;
        }
        lock.lock();
        try {
            if (!awaitBytes()) {
                return -1;
            }
            ByteBuffer buffer = buffers.peek();
            int read = Math.min(count, buffer.remaining());
            buffer.get(target, offset, read);
            return read;
        } finally {
            lock.unlock();
        }
    }

    /** Whether there are bytes, after waiting for them. */
    private boolean awaitBytes() throws IOException {
        long nanos = idleTimeout.toNanos();
        while (true) {
            if (closed) {
                throw new IOException("The content was closed");
            }
            while (!buffers.isEmpty() && !buffers.peek().hasRemaining()) {
                buffers.remove();
                if (buffers.isEmpty() && !complete && failure == null) {
                    subscription.request(1);
                }
            }
            if (!buffers.isEmpty()) {
                return true;
            }
            if (failure != null) {
                throw new IOException("The content broke off", failure);
            }
            if (complete) {
                return false;
            }
            if (nanos <= 0) {
                subscription.cancel();
                throw new HttpTimeoutException("The content stalled");
            }
            nanos = awaitChange(nanos);
        }
    }

    private long awaitChange(long nanos) throws IOException {
        try {
            return changed.awaitNanos(nanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while reading content", e);
        }
    }

    @Override
    public int available() {
        lock.lock();
        try {
            return buffers.isEmpty() ? 0 : buffers.peek().remaining();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            buffers.clear();
            changed.signalAll();
            if (subscription != null && !complete) {
                subscription.cancel();
            }
        } finally {
            lock.unlock();
        }
    }
}
