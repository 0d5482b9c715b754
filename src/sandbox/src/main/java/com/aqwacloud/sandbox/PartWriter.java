package com.aqwacloud.sandbox;

import com.aqwacloud.sandbox.http.Reply;
import com.aqwacloud.sandbox.http.Traffic;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingCallback;

/** Sends a stretch of a file piece by piece, each as soon as the client has taken the last. */
final class PartWriter extends IteratingCallback {

    private static final int BUFFER_BYTES = 64 * 1024;

    private final Response response;
    private final Reply.Part part;
    private final Traffic traffic;
    private final Callback whenDone;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);

    /** Only one thread at a time is in {@link #process}, and each sees what the last one wrote. */
    private long at;

    private boolean last;

    PartWriter(Response response, Reply.Part part, Traffic traffic, Callback whenDone) {
        this.response = response;
        this.part = part;
        this.traffic = traffic;
        this.whenDone = whenDone;
        this.at = part.offset();
    }

    @Override
    protected Action process() throws IOException {
        if (last) {
            return Action.SUCCEEDED;
        }
        long left = part.offset() + part.length() - at;
        int count = 0;
        buffer.clear();
        if (left > 0) {
            buffer.limit(traffic.stretch((int) Math.min(buffer.capacity(), left)));
            count = part.channel().read(buffer, at);
            if (count < 0) {
                throw new EOFException("The file became shorter while it was sent");
            }
            traffic.sent(count);
            at += count;
        }
        last = count == left;
        response.write(last, buffer.flip(), this);
        return Action.SCHEDULED;
    }

    @Override
    protected void onCompleteSuccess() {
        end(null);
    }

    @Override
    protected void onCompleteFailure(Throwable cause) {
        end(cause);
    }

    private void end(Throwable cause) {
        Throwable failure = cause;
        try {
            part.channel().close();
        } catch (IOException e) {
            failure = failure == null ? e : failure;
        }
        if (failure == null) {
            whenDone.succeeded();
        } else {
            whenDone.failed(failure);
        }
    }

    /** It reads from disk, and may be slowed down. */
    @Override
    public InvocationType getInvocationType() {
        return InvocationType.BLOCKING;
    }
}
