package com.aqwacloud.sandbox.core;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/** An upload in several requests. Thread-safe; its fields are guarded by itself. */
public final class UploadSession {

    private final String id;
    private final boolean keepsParts;
    private final Map<String, Object> attributes;
    private final Path data;
    private final String diskKey;

    /** Whoever makes an item of the bytes or drops them holds it, and takes it first. */
    private final ReentrantLock end = new ReentrantLock();

    private Instant expires;
    private long total;
    private long received;
    private String itemId;
    private int turn;
    private boolean gone;

    UploadSession(
            String id,
            boolean keepsParts,
            Map<String, Object> attributes,
            Path data,
            String diskKey,
            Instant expires,
            long total,
            long received,
            String itemId) {
        this.id = id;
        this.keepsParts = keepsParts;
        this.attributes = attributes;
        this.data = data;
        this.diskKey = diskKey;
        this.expires = expires;
        this.total = total;
        this.received = received;
        this.itemId = itemId;
    }

    public String id() {
        return id;
    }

    /** What the cloud put down when the session was made, as JSON values. */
    public Map<String, Object> attributes() {
        return attributes;
    }

    public synchronized Instant expires() {
        return expires;
    }

    /** Bytes in all; -1 while unknown. */
    public synchronized long total() {
        return total;
    }

    /** Bytes that need not be sent again. */
    public synchronized long received() {
        return received;
    }

    /** The item that came of it; {@code null} while it is open. */
    public synchronized String itemId() {
        return itemId;
    }

    /** The bytes received, to be put in their place. */
    public Staged staged() {
        return new Staged(data);
    }

    boolean keepsParts() {
        return keepsParts;
    }

    Path data() {
        return data;
    }

    String diskKey() {
        return diskKey;
    }

    synchronized void expires(Instant time) {
        expires = time;
    }

    synchronized void total(long bytes) {
        total = bytes;
    }

    synchronized void received(long bytes) {
        received = bytes;
    }

    synchronized void done(String newItemId) {
        itemId = newItemId;
    }

    ReentrantLock end() {
        return end;
    }

    synchronized boolean isGone() {
        return gone;
    }

    /** Nothing can be done with it any more. */
    synchronized void go() {
        gone = true;
    }

    /**
     * @throws FolderException if it is gone
     */
    synchronized void requireThere() {
        if (gone) {
            throw new FolderException(FolderException.Reason.UPLOAD_GONE, "The upload is gone");
        }
    }

    /**
     * A later request takes over from one that may hang on a dead connection.
     *
     * @param start where its bytes begin
     * @throws FolderException if the session is gone, or has gone on from there
     */
    synchronized int takeTurn(long start) {
        requireThere();
        if (start != received) {
            throw overtaken();
        }
        return ++turn;
    }

    /**
     * @throws FolderException if the session is gone, or another request has taken over
     */
    synchronized void requireTurn(int number) {
        requireThere();
        if (turn != number) {
            throw overtaken();
        }
    }

    /** Whoever has the turn loses it to no one. */
    synchronized void endTurn() {
        turn++;
    }

    private static FolderException overtaken() {
        return new FolderException(
                FolderException.Reason.UPLOAD_OVERTAKEN,
                "Another request goes on with this upload");
    }
}
