package com.aqwacloud.sandbox;

import com.aqwacloud.sandbox.fault.FaultKind;
import com.aqwacloud.sandbox.http.Call;
import com.aqwacloud.sandbox.http.CutException;
import com.aqwacloud.sandbox.http.Reply;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/** An answer whose body breaks off, or has a wrong byte, on its way. */
final class FaultyResponse extends Response.Wrapper {

    private static final long NEVER = Long.MAX_VALUE;

    private final Request request;
    private final long cutAfter;
    private final long wrongAt;

    /** One write at a time, as Jetty asks. */
    private long sent;

    private FaultyResponse(Request request, Response response, long cutAfter, long wrongAt) {
        super(request, response);
        this.request = request;
        this.cutAfter = cutAfter;
        this.wrongAt = wrongAt;
    }

    /** The response itself, unless a fault is to strike it. */
    static Response of(Request request, Response response, Reply reply, Optional<Call> call) {
        if (call.isEmpty() || reply.body() instanceof Reply.None) {
            return response;
        }
        long cutAfter =
                call.get()
                        .fault(
                                FaultKind.CUT_RESPONSE,
                                any -> any.number("afterBytes", 0) < length(reply))
                        .map(fault -> fault.number("afterBytes", 0))
                        .orElse(NEVER);
        long wrongAt = NEVER;
        if (reply.body() instanceof Reply.Part part) {
            wrongAt =
                    call.get()
                            .fault(
                                    FaultKind.CORRUPT_DOWNLOAD,
                                    any -> within(part, any.number("atByte", 0)))
                            .map(fault -> fault.number("atByte", 0) - part.offset())
                            .orElse(NEVER);
        }
        return cutAfter == NEVER && wrongAt == NEVER
                ? response
                : new FaultyResponse(request, response, cutAfter, wrongAt);
    }

    /** Breaks the connection. */
    static void cut(Request request) {
        request.getConnectionMetaData().getConnection().getEndPoint().close();
    }

    private static long length(Reply reply) {
        return reply.body() instanceof Reply.Part part
                ? part.length()
                : reply.body() instanceof Reply.Bytes bytes ? bytes.bytes().length : NEVER;
    }

    private static boolean within(Reply.Part part, long at) {
        return at >= part.offset() && at < part.offset() + part.length();
    }

    @Override
    public void write(boolean last, ByteBuffer content, Callback callback) {
        ByteBuffer bytes = content == null ? BufferUtil.EMPTY_BUFFER : content;
        long before = sent;
        long wrong = wrongAt - before;
        if (wrong >= 0 && wrong < bytes.remaining()) {
            ByteBuffer changed = ByteBuffer.allocate(bytes.remaining()).put(bytes).flip();
            changed.put((int) wrong, (byte) (changed.get((int) wrong) ^ 1));
            bytes = changed;
        }
        sent += bytes.remaining();
        if (sent <= cutAfter) {
            super.write(last, bytes, callback);
            return;
        }
        ByteBuffer rest = bytes.slice(bytes.position(), (int) (cutAfter - before));
        super.write(
                false,
                rest,
                Callback.from(
                        () -> {
                            cut(request);
                            callback.failed(new EofException(new CutException()));
                        },
                        failure -> callback.failed(failure)));
    }
}
