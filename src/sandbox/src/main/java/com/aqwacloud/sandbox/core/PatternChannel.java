package com.aqwacloud.sandbox.core;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/** Reads content that is on no disk as if it were. Can't be written or mapped. */
final class PatternChannel extends FileChannel {

    private static final int BUFFER_BYTES = 16 * 1024;

    private final Pattern pattern;
    private final long size;

    /** Guarded by this. */
    private long position;

    PatternChannel(Pattern pattern, long size) {
        this.pattern = pattern;
        this.size = size;
    }

    @Override
    public synchronized int read(ByteBuffer to) {
        int count = read(to, position);
        position += Math.max(0, count);
        return count;
    }

    @Override
    public synchronized long read(ByteBuffer[] to, int offset, int length) {
        long sum = 0;
        for (int i = offset; i < offset + length; i++) {
            int count = read(to[i]);
            if (count < 0) {
                return sum == 0 ? -1 : sum;
            }
            sum += count;
        }
        return sum;
    }

    @Override
    public int read(ByteBuffer to, long from) {
        if (from >= size) {
            return -1;
        }
        int wanted = (int) Math.min(to.remaining(), size - from);
        if (to.hasArray()) {
            pattern.fill(to.array(), to.arrayOffset() + to.position(), wanted, from);
            to.position(to.position() + wanted);
        } else {
            byte[] bytes = new byte[wanted];
            pattern.fill(bytes, 0, wanted, from);
            to.put(bytes);
        }
        return wanted;
    }

    @Override
    public synchronized long position() {
        return position;
    }

    @Override
    public synchronized FileChannel position(long newPosition) {
        position = newPosition;
        return this;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public long transferTo(long from, long count, WritableByteChannel target) throws IOException {
        long sent = 0;
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
        while (sent < count) {
            buffer.clear().limit((int) Math.min(BUFFER_BYTES, count - sent));
            if (read(buffer, from + sent) < 0) {
                return sent;
            }
            buffer.flip();
            while (buffer.hasRemaining()) {
                sent += target.write(buffer);
            }
        }
        return sent;
    }

    @Override
    public void force(boolean metaData) {
        // There is nothing that could be lost.
    }

    @Override
    public int write(ByteBuffer from) {
        throw new NonWritableChannelException();
    }

    @Override
    public long write(ByteBuffer[] from, int offset, int length) {
        throw new NonWritableChannelException();
    }

    @Override
    public int write(ByteBuffer from, long at) {
        throw new NonWritableChannelException();
    }

    @Override
    public FileChannel truncate(long newSize) {
        throw new NonWritableChannelException();
    }

    @Override
    public long transferFrom(ReadableByteChannel from, long at, long count) {
        throw new NonWritableChannelException();
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long from, long count) {
        throw new UnsupportedOperationException("Content that is made on the way can't be mapped");
    }

    @Override
    public FileLock lock(long from, long count, boolean shared) {
        throw new UnsupportedOperationException("Content that is made on the way needs no lock");
    }

    @Override
    public FileLock tryLock(long from, long count, boolean shared) {
        throw new UnsupportedOperationException("Content that is made on the way needs no lock");
    }

    @Override
    protected void implCloseChannel() {
        // There is nothing to give back.
    }
}
