package com.aqwacloud.sync.internal.plan;

import java.util.ArrayList;
import java.util.List;

/** What planning came to. Used by one thread. */
public final class Planned {
    private final List<Long> queued = new ArrayList<>();
    private final List<Long> conflicts = new ArrayList<>();
    private final List<Long> withdrawn = new ArrayList<>();
    private final List<Long> placed = new ArrayList<>();
    private final List<Long> failed = new ArrayList<>();
    private final List<Skipped> skipped = new ArrayList<>();
    private long deletesHeld;
    private long recentDeletes;

    /**
     * An item that is not transferred.
     *
     * @param path its path at the source
     * @param reason the rest of a sentence that begins with the path
     */
    public record Skipped(String path, String reason) {}

    void queue(long job) {
        queued.add(job);
    }

    void conflict(long conflict) {
        conflicts.add(conflict);
    }

    void withdraw(long conflict) {
        withdrawn.add(conflict);
    }

    void place(long conflict) {
        placed.add(conflict);
    }

    void fail(long job) {
        failed.add(job);
    }

    void skip(String path, String reason) {
        skipped.add(new Skipped(path, reason));
    }

    void holdDeletes(long files, long recent) {
        deletesHeld = files;
        recentDeletes = recent;
    }

    /** Ids of new jobs. */
    public List<Long> queued() {
        return List.copyOf(queued);
    }

    /** Ids of new conflicts. */
    public List<Long> conflicts() {
        return List.copyOf(conflicts);
    }

    /** Ids of conflicts that are none any more, or another by now. */
    public List<Long> withdrawn() {
        return List.copyOf(withdrawn);
    }

    /** Ids of decided conflicts of which it is now known where their losers are. */
    public List<Long> placed() {
        return List.copyOf(placed);
    }

    /** Ids of jobs that cannot be done because what they need could not. */
    public List<Long> failed() {
        return List.copyOf(failed);
    }

    /** What is not transferred, and why. */
    public List<Skipped> skipped() {
        return List.copyOf(skipped);
    }

    /** More than 0 if the guard holds deletes back: how many files they would delete. */
    public long deletesHeld() {
        return deletesHeld;
    }

    /** How many files were deleted of late and count beside those. */
    public long recentDeletes() {
        return recentDeletes;
    }
}
