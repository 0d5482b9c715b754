package com.aqwacloud.sync.internal.transfer;

import com.aqwacloud.sync.api.JobState;
import com.aqwacloud.sync.api.Session;
import com.aqwacloud.sync.internal.plan.Decision;
import com.aqwacloud.sync.internal.plan.Origin;
import com.aqwacloud.sync.internal.store.Job;
import com.aqwacloud.sync.internal.store.StoredSession;

/** What a claimed job turned out to be once it was decided anew. */
sealed interface Begun {
    /** None of this attempt any more. */
    record Nothing() implements Begun {}

    /** It must be seen first what an attempt before left at the destination. */
    record Look(Session session) implements Begun {}

    /** A conflict, of which the job is over. */
    record Conflicted(long conflict) implements Begun {}

    /**
     * Nothing to do now.
     *
     * @param state that the job is in
     * @param conflict of which it is now known where its loser is, or null
     */
    record Idle(JobState state, Long conflict) implements Begun {}

    /**
     * Work.
     *
     * @param job as its work begins
     * @param origin where its content comes from, or null where no content moves
     * @param aimedBefore whether an attempt before this one may have created the same file
     * @param left whether the file to be replaced was left by such an attempt, and may be whole
     */
    record Work(
            Job job,
            StoredSession stored,
            Decision.Work work,
            Origin origin,
            boolean aimedBefore,
            boolean left)
            implements Begun {}
}
