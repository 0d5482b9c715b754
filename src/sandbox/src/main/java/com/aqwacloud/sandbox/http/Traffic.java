package com.aqwacloud.sandbox.http;

import com.aqwacloud.sandbox.fault.FaultKind;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** What one request costs, by cloud and operation. For one thread. */
public final class Traffic {

    private final Levers levers;
    private final RequestLog log;
    private final Shape shape;
    private final String cloud;
    private final Interference interference;
    private final Aftermath aftermath;
    private Call whole;

    public Traffic(Levers levers, String cloud) {
        this.levers = levers;
        this.log = levers.log();
        this.shape = levers.shape();
        this.cloud = cloud;
        this.interference = new Interference(levers);
        this.aftermath = new Aftermath(levers);
    }

    /** Says which call it is that came over the wire; others are within a batch. */
    public void begin(Call call) {
        whole = call;
    }

    /** The call that came over the wire; empty if it could not be read. */
    public Optional<Call> whole() {
        return Optional.ofNullable(whole);
    }

    Levers levers() {
        return levers;
    }

    void operation(Call call) {
        log.operation(cloud, call.operation());
        interference.before(call);
    }

    /**
     * To be called when the answer is known, and before any of it is sent.
     *
     * @throws CutException if it is to be lost
     */
    public void beforeAnswer(Reply reply) throws CutException {
        boolean done =
                reply.status() < 300
                        && reply.status() != 202
                        && whole().filter(call -> !Aftermath.isRead(call)).isPresent();
        if (done && whole.fault(FaultKind.LOSE_ANSWER).isPresent()) {
            throw new CutException();
        }
    }

    Reply after(Call call, Reply reply) {
        return aftermath.of(call, reply);
    }

    public String cloud() {
        return cloud;
    }

    /** What the call that came over the wire asks for. */
    public String operation() {
        return whole().map(Call::operation).orElse("other");
    }

    InputStream in(InputStream body) {
        shape.delay();
        return new FilterInputStream(body) {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                int count = super.read(buffer, offset, shape.stretch(length));
                if (count > 0) {
                    shape.carry(count);
                    log.in(cloud, count);
                }
                return count;
            }
        };
    }

    /** Waits as long as the first byte of a file is to take. */
    public void beforeMedia() {
        shape.delay();
    }

    /** Most bytes to send at a time. */
    public int stretch(int wanted) {
        return shape.stretch(wanted);
    }

    /** Whether bytes are held back on their way. */
    public boolean isShaped() {
        return shape.bytesPerSecond() > 0;
    }

    /** Counts bytes of a file on their way out, and waits until the line has carried them. */
    public void sent(long bytes) {
        shape.carry(bytes);
        log.out(cloud, bytes);
    }
}
