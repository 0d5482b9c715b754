package com.aqwacloud.sync.internal.transfer;

import com.aqwacloud.sync.api.JobState;
import com.aqwacloud.sync.internal.announce.Announcements;
import com.aqwacloud.sync.internal.conflict.Inbox;
import com.aqwacloud.sync.internal.conflict.Outcomes;
import com.aqwacloud.sync.internal.event.Event.ConflictChange;
import com.aqwacloud.sync.internal.event.Event.TransferChange;
import com.aqwacloud.sync.internal.route.AqwaHeaders;
import com.aqwacloud.sync.internal.store.Job;
import java.util.Locale;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** Tells what just happened to a job. Thread-safe. */
public final class StepAnnouncer {
    private final TransferQueue queue;
    private final Inbox inbox;
    private final Announcements announcements;
    private final Outcomes outcomes;

    public StepAnnouncer(TransferQueue queue, Inbox inbox, Announcements announcements) {
        this.queue = queue;
        this.inbox = inbox;
        this.announcements = announcements;
        this.outcomes = new Outcomes(announcements);
    }

    /** Announces the step in the headers. */
    public void announce(Exchange exchange) {
        Message message = exchange.getMessage();
        String step = message.getHeader(AqwaHeaders.STEP, String.class);
        Job job = job(message, step);
        if (job == null) {
            // Its session was deleted meanwhile, and with it all that could be told.
            return;
        }
        if (step.equals("pending") && job.state() == JobState.CANCELLED) {
            // A person gave it up meanwhile, and that was told.
            return;
        }
        Run run = Run.ifAny(exchange);
        if (step.equals("pending")) {
            queue.tellUnlessCancelled(job.id(), now -> announcements.transfer(state(step), now));
        } else if (step.equals("started") && run != null) {
            run.givenUp().unless(() -> announcements.transfer(state(step), job));
        } else {
            announcements.transfer(state(step), job);
        }
        Long conflict = message.getHeader(AqwaHeaders.CONFLICT, Long.class);
        if (conflict != null) {
            // The job met a conflict, or carried a decision out: then the loser's place is known.
            if (step.equals("conflicted")) {
                announcements.conflict(ConflictChange.State.DETECTED, inbox.get(conflict));
            } else {
                outcomes.placed(inbox.get(conflict));
            }
        }
    }

    private Job job(Message message, String step) {
        Job told = message.getHeader(AqwaHeaders.TOLD, Job.class);
        return told != null && state(told.state()) == state(step)
                ? told
                : queue.find(message.getHeader(AqwaHeaders.JOB, Long.class)).orElse(null);
    }

    private static TransferChange.State state(JobState state) {
        return state == JobState.TRANSFERRING
                ? TransferChange.State.STARTED
                : state(state.name().toLowerCase(Locale.ROOT));
    }

    /** A job that goes back to the queue is queued again. */
    private static TransferChange.State state(String step) {
        return step.equals("pending")
                ? TransferChange.State.QUEUED
                : TransferChange.State.valueOf(step.toUpperCase(Locale.ROOT));
    }
}
