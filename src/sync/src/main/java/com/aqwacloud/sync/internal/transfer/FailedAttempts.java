package com.aqwacloud.sync.internal.transfer;

import com.aqwacloud.sync.api.Action;
import com.aqwacloud.sync.api.JobState;
import com.aqwacloud.sync.internal.store.Job;
import com.aqwacloud.sync.internal.store.JobAttempts;
import com.aqwacloud.sync.internal.store.JobTargets;
import com.aqwacloud.sync.internal.store.JobUploads;
import com.aqwacloud.sync.internal.store.Jobs;
import com.aqwacloud.sync.internal.store.StoredSession;
import com.aqwacloud.sync.internal.store.StoredSessions;
import com.aqwacloud.sync.internal.store.Tx;
import java.time.Clock;
import java.util.Optional;

/**
 * What the failure of an attempt means for its job: another one later, or its end. Thread-safe;
 * each call is part of the caller's transaction.
 */
final class FailedAttempts {
    private final Clock clock;
    private final Jobs jobs = new Jobs();
    private final JobTargets targets = new JobTargets();
    private final JobUploads uploads = new JobUploads();
    private final JobAttempts attempts = new JobAttempts();
    private final StoredSessions sessions = new StoredSessions();

    FailedAttempts(Clock clock) {
        this.clock = clock;
    }

    /** What a failure means, and what follows. */
    record Failed(Failure failure, Retries.Next next) {}

    /**
     * Keeps what an attempt may have made, and what follows for the job.
     *
     * @param run the attempt, or null if its work was not begun
     * @param ending whether the engine ends
     * @return empty if the job is none of this attempt any more
     */
    Optional<Failed> keep(Tx tx, long id, Run run, Throwable cause, boolean ending) {
        Job job = jobs.find(tx, id).orElse(null);
        if (job == null) {
            return Optional.empty();
        }
        if (run != null && job.state() != JobState.COMPLETED) {
            remember(tx, job, run, cause);
        }
        if (!isInHand(job, run)) {
            return Optional.empty();
        }
        Action attempted = run == null ? job.action() : run.work().action();
        // What the end of the engine cuts off is no failure, however it looks.
        Throwable why = ending ? new StoppedException() : why(run, cause);
        Failure failure = Failures.explain(why, attempted);
        if (failure.remedy() == Failure.Remedy.REFRESH
                && !isCopied(job)
                && run != null
                && run.work().aims()
                && !run.aimedBefore()) {
            // Whatever has the name was not made by this job.
            targets.missed(tx, id);
        }
        if (Failures.endsUpload(cause)) {
            uploads.gone(tx, id);
        }
        Retries.Next next =
                Retries.next(
                        failure,
                        job,
                        sessions.find(tx, job.session()).map(StoredSession::session).orElse(null),
                        clock.instant());
        if (next.givenUp()) {
            String sentence =
                    why instanceof SourceChangedException
                            ? SourceChangedException.everyTime(job.path())
                            : failure.sentence();
            jobs.finish(tx, id, JobState.FAILED, sentence, clock.instant());
        } else {
            jobs.putBack(tx, id, failure.sentence(), next.at(), next.counted(), clock.instant());
        }
        return Optional.of(new Failed(failure, next));
    }

    /**
     * Keeps that an attempt was cut off, which is no failure.
     *
     * @param claimed the job as it was claimed for the attempt
     * @param run the attempt, or null if its work was not begun
     * @return empty if the job is none of this attempt any more
     */
    Optional<Failed> cutOff(Tx tx, Job claimed, Run run, Throwable cause) {
        return jobs.find(tx, claimed.id())
                .filter(job -> job.state() != JobState.PENDING)
                .filter(job -> claimed.startedAt().equals(job.startedAt()))
                .flatMap(job -> keep(tx, job.id(), run, cause, true));
    }

    /** What the source no longer holds all of has changed there, whatever became of the upload. */
    private static Throwable why(Run run, Throwable cause) {
        boolean shorter =
                run != null
                        && run.content() != null
                        && run.work().source().isSizeKnown()
                        && run.content().isShorterThanAnnounced();
        return shorter ? new SourceChangedException(run.job().path()) : cause;
    }

    /** Whatever attempt comes next is to know it, even after a person gave the job up. */
    private void remember(Tx tx, Job job, Run run, Throwable cause) {
        boolean isWhole =
                run.content() != null && run.content().isRead() && !run.content().isHeldBack();
        if (isWhole) {
            attempts.sends(tx, job.id(), run.content().quickXorHash());
        }
        attempts.ended(tx, job.id(), clock.instant());
        if (Failures.isOvertaken(cause)) {
            attempts.refused(tx, job.id(), run.job().startedAt());
        }
        // A cloud may fail for long; whatever is made meanwhile would be taken for ours. A file is
        // known by its hash even so.
        boolean isFailing = run.content() != null && Failures.isAnswered(cause);
        // OneDrive makes nothing of a part.
        boolean isSent = run.content() == null || isWhole || isCopied(job);
        if (job.target() != null && isSent && Failures.isUnheard(cause) && !isFailing) {
            attempts.unheard(tx, job.id(), run.job().startedAt(), clock.instant());
        }
    }

    /** A person may have given the job up, and even taken it up again. */
    private static boolean isInHand(Job job, Run run) {
        return job.state() == JobState.TRANSFERRING
                && (run == null || job.startedAt().equals(run.job().startedAt()));
    }

    /** What has the name may be the copy of an earlier attempt: its hash tells. */
    private static boolean isCopied(Job job) {
        return job.target() != null && job.target().hash() != null;
    }
}
