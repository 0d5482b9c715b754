package com.aqwacloud.sync.internal.engine;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Semaphore;

/**
 * The bytes of one stream in memory, in pieces, so that they need no more of it while they come.
 * All who share a room hold no more than that together; nobody waits for another. For one thread.
 */
final class HeldBytes implements AutoCloseable {
    static final int PIECE_BYTES = 64 * 1024;

    private final Semaphore room;
    private final List<byte[]> pieces = new ArrayList<>();
    private long count;
    private boolean complete;
    private boolean closed;

    /**
     * @param room has a permit for each piece that may be held
     */
    HeldBytes(Semaphore room) {
        this.room = room;
    }

    /**
     * Reads a stream to its end, and holds it if there is room for all of it.
     *
     * @param most after so many bytes and one more no more is read, and none is held
     * @return how many it had
     */
    long readAll(InputStream stream, long most) throws IOException {
        letGo();
        count = 0;
        try {
            complete = read(stream, most);
        } finally {
            if (!complete) {
                letGo();
            }
        }
        return count;
    }

    /** Whether all of it was read, and is held. */
    private boolean read(InputStream stream, long most) throws IOException {
        boolean roomy = !closed;
        int read;
        int wanted;
        do {
            byte[] piece = new byte[PIECE_BYTES];
            roomy = roomy && room.tryAcquire();
            if (roomy) {
                pieces.add(piece);
            } else {
                // The rest is only counted.
                letGo();
            }
            wanted = (int) Math.min(PIECE_BYTES, most + 1 - count);
            read = stream.readNBytes(piece, 0, wanted);
            count += read;
        } while (read == wanted && count <= most);
        return roomy && count <= most;
    }

    /** Whether all of the stream is here. */
    boolean isComplete() {
        return complete;
    }

    /** What is held, from a byte on. */
    InputStream from(long offset) {
        var streams = new ArrayList<InputStream>();
        int first = (int) (offset / PIECE_BYTES);
        for (int i = first; i < pieces.size(); i++) {
            int start = i == first ? (int) (offset % PIECE_BYTES) : 0;
            int end = (int) Math.min(PIECE_BYTES, count - (long) i * PIECE_BYTES);
            streams.add(new ByteArrayInputStream(pieces.get(i), start, end - start));
        }
        return new SequenceInputStream(Collections.enumeration(streams));
    }

    /** Makes room for others; nothing is held any more. */
    @Override
    public void close() {
        closed = true;
        letGo();
    }

    private void letGo() {
        complete = false;
        room.release(pieces.size());
        pieces.clear();
    }
}
