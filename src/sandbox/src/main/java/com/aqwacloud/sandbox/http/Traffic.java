package com.aqwacloud.sandbox.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** What one request costs, by cloud and operation. For one thread. */
public final class Traffic {

    private final RequestLog log;
    private final Shape shape;
    private final String cloud;
    private String operation = "other";

    public Traffic(RequestLog log, Shape shape, String cloud) {
        this.log = log;
        this.shape = shape;
        this.cloud = cloud;
    }

    void operation(String name) {
        operation = name;
        log.operation(cloud, name);
    }

    public String cloud() {
        return cloud;
    }

    public String operation() {
        return operation;
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
