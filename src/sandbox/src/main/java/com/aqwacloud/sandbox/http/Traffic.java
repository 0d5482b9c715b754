package com.aqwacloud.sandbox.http;

import com.aqwacloud.sandbox.fault.Fault;
import com.aqwacloud.sandbox.fault.FaultBook;
import com.aqwacloud.sandbox.fault.FaultKind;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** What one request costs, by cloud and operation. For one thread. */
public final class Traffic {

    private static final String FRAGMENT = "session.fragment";

    private final Levers levers;
    private final RequestLog log;
    private final String cloud;
    private final Metering metering;
    private final Interference interference;
    private final Aftermath aftermath;
    private final AtomicLong bytesIn = new AtomicLong();
    private final AtomicLong bytesOut = new AtomicLong();
    private final long began = System.nanoTime();
    private Call whole;

    public Traffic(Levers levers, String cloud) {
        this.levers = levers;
        this.log = levers.log();
        this.cloud = cloud;
        this.metering = new Metering(levers);
        this.interference = new Interference(levers, metering);
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
        log.operation(cloud, call.account(), call.operation());
        line().beforeRequest();
        interference.before(call);
    }

    /**
     * To be called when the answer is known, and before any of it is sent.
     *
     * @return what is answered
     * @throws CutException if it is to be lost
     */
    public Reply beforeAnswer(Reply reply) throws CutException {
        boolean done =
                reply.status() < 300
                        && whole().filter(call -> !Aftermath.isRead(call))
                                // All but its last one only tell how far it is.
                                .filter(
                                        call ->
                                                reply.status() != 202
                                                        || !call.operation().equals(FRAGMENT))
                                .isPresent();
        Fault lost = done ? whole.fault(FaultKind.LOSE_ANSWER).orElse(null) : null;
        if (lost == null) {
            return reply;
        }
        int status = (int) lost.number("status", 0);
        if (status == 0) {
            throw new CutException();
        }
        return levers.refusals().shape(whole, Refusal.of(status, null));
    }

    void refuseFull(Call call) {
        metering.refuseFull(call, Optional.empty());
    }

    /**
     * Remembers the request.
     *
     * @param status 0 if the line broke before there was an answer
     */
    public void log(int status) {
        if (whole != null && FaultBook.CLOUDS.contains(cloud)) {
            long nanos = System.nanoTime() - began;
            log.request(new LogLine(cloud, whole, status, nanos, bytesIn, bytesOut));
        }
    }

    private Line line() {
        return levers.shape().line(cloud);
    }

    Reply after(Call call, Reply reply) {
        return aftermath.of(call, reply);
    }

    public String cloud() {
        return cloud;
    }

    InputStream in(Call call, InputStream body) {
        line().beforeContent();
        return new FilterInputStream(body) {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                int count = super.read(buffer, offset, line().stretch(length));
                if (count > 0) {
                    line().carry(count);
                    bytesIn.addAndGet(count);
                    log.in(cloud, call.account(), count);
                }
                return count;
            }
        };
    }

    /** Waits as long as the first byte of a file is to take. */
    public void beforeMedia() {
        line().beforeContent();
    }

    /** Most bytes to send at a time. */
    public int stretch(int wanted) {
        return line().stretch(wanted);
    }

    /** Counts bytes of a file on their way out, and waits until the line has carried them. */
    public void sent(long bytes) {
        line().carry(bytes);
        bytesOut.addAndGet(bytes);
        log.out(cloud, whole == null ? AccountNames.UNKNOWN : whole.account(), bytes);
    }
}
