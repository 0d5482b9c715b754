package com.aqwacloud.sync.internal.store;

import com.aqwacloud.sync.api.Action;
import com.aqwacloud.sync.api.ConflictPreference;
import com.aqwacloud.sync.api.JobState;
import java.time.Instant;

/**
 * A queued action.
 *
 * @param id unique, rising
 * @param session id of its session
 * @param sourceId the item of the source that it is about
 * @param action what the planner decided; decided anew when the job starts
 * @param state where it stands
 * @param path path at the source when queued
 * @param size bytes of content that move
 * @param bytesDone bytes that the destination has accepted
 * @param attempts how often it was started
 * @param notBefore earliest next start
 * @param dependsOn the job that must end first, or null
 * @param decided how a conflict about the item was decided, or null
 * @param decidedEtag the destination's entity tag when it was decided, or null
 * @param target where an attempt was about to create a file, or null
 * @param upload the upload session to go on with, or null
 * @param error one sentence, or null
 * @param queuedAt when it was queued
 * @param startedAt when it was last started, or null
 * @param finishedAt when it ended, or null
 */
public record Job(
        long id,
        String session,
        String sourceId,
        Action action,
        JobState state,
        String path,
        long size,
        long bytesDone,
        int attempts,
        Instant notBefore,
        Long dependsOn,
        ConflictPreference decided,
        String decidedEtag,
        Target target,
        OpenUpload upload,
        String error,
        Instant queuedAt,
        Instant startedAt,
        Instant finishedAt) {

    /** Whether it ended without being done, by failures or by a person. */
    public boolean isGivenUp() {
        return state == JobState.FAILED || isGivenUpByPerson();
    }

    /** What was cancelled for a reason was so by a person, not because it became needless. */
    public boolean isGivenUpByPerson() {
        return state == JobState.CANCELLED && error != null;
    }

    /** The same, claimed for another attempt. */
    Job startedAt(Instant now) {
        return new Job(
                id,
                session,
                sourceId,
                action,
                JobState.TRANSFERRING,
                path,
                size,
                bytesDone,
                attempts + 1,
                notBefore,
                dependsOn,
                decided,
                decidedEtag,
                target,
                upload,
                null,
                queuedAt,
                now,
                finishedAt);
    }

    /** The same, with an attempt about to create that, or nothing (null). */
    Job aimedAt(Target aim) {
        return new Job(
                id,
                session,
                sourceId,
                action,
                state,
                path,
                size,
                bytesDone,
                attempts,
                notBefore,
                dependsOn,
                decided,
                decidedEtag,
                aim,
                upload,
                error,
                queuedAt,
                startedAt,
                finishedAt);
    }

    /**
     * The same, over.
     *
     * @param why one sentence, or null
     */
    Job endedAs(JobState end, String why, long accepted, Instant now) {
        return new Job(
                id,
                session,
                sourceId,
                action,
                end,
                path,
                size,
                accepted,
                attempts,
                notBefore,
                dependsOn,
                decided,
                decidedEtag,
                target,
                null,
                why,
                queuedAt,
                startedAt,
                now);
    }

    /**
     * A file that an attempt may have created before it was cut off.
     *
     * @param parentId the destination's folder
     * @param name its name there
     * @param size its bytes
     * @param hash the destination's hash of it where it comes from a copy there, or null
     */
    public record Target(String parentId, String name, long size, String hash) {
        /** A file that is uploaded. */
        public Target(String parentId, String name, long size) {
            this(parentId, name, size, null);
        }

        /** Whether another, which may be null, has the same name in the same folder. */
        public boolean isWhere(Target other) {
            return other != null && parentId.equals(other.parentId) && name.equals(other.name);
        }
    }

    /**
     * An upload session that a crash may have left half-way; its address is among the secrets.
     *
     * @param revision the source's revision that is being uploaded
     * @param hashState the running hash of what was accepted, or null if nothing was yet
     */
    public record OpenUpload(String revision, String hashState) {
        /** Whether it is of that version of an item of the source, which may be null. */
        public boolean isOf(Item source) {
            return source != null && revision.equals(source.revision());
        }
    }
}
