package com.aqwacloud.sync.internal.watch;

import com.aqwacloud.sync.api.Action;
import com.aqwacloud.sync.api.Cloud;
import com.aqwacloud.sync.api.Conflict;
import com.aqwacloud.sync.internal.announce.Announcements;
import com.aqwacloud.sync.internal.conflict.Outcomes;
import com.aqwacloud.sync.internal.event.ChangeKind;
import com.aqwacloud.sync.internal.event.Event;
import com.aqwacloud.sync.internal.plan.Planned;
import com.aqwacloud.sync.internal.route.AqwaHeaders;
import com.aqwacloud.sync.internal.session.SessionBook;
import com.aqwacloud.sync.internal.store.Baselines;
import com.aqwacloud.sync.internal.store.Database;
import com.aqwacloud.sync.internal.store.HeldDeletes;
import com.aqwacloud.sync.internal.store.Job;
import com.aqwacloud.sync.internal.store.Jobs;
import com.aqwacloud.sync.internal.store.StoredConflict;
import com.aqwacloud.sync.internal.store.StoredConflicts;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;

/** Tells what a poll found and what was planned. Thread-safe. */
public final class PlanReport {
    private static final int EXAMPLES = 2;

    private final Database database;
    private final Announcements announcements;
    private final Outcomes outcomes;
    private final SessionBook sessions;
    private final Runnable wake;
    private final Jobs jobs = new Jobs();
    private final HeldDeletes heldDeletes = new HeldDeletes();
    private final Baselines baselines = new Baselines();
    private final StoredConflicts conflicts = new StoredConflicts();

    /**
     * @param wake has the queue looked through
     */
    public PlanReport(
            Database database, Announcements announcements, SessionBook sessions, Runnable wake) {
        this.database = database;
        this.announcements = announcements;
        this.outcomes = new Outcomes(announcements);
        this.sessions = sessions;
        this.wake = wake;
    }

    /** Announces new jobs and the changes that they are about, and has them begun. */
    void queued(List<Job> fresh) {
        Set<Long> known = known(fresh);
        for (Job job : fresh) {
            ChangeKind kind = known.contains(job.id()) ? ChangeKind.MODIFIED : kind(job);
            announcements.change(job.session(), Cloud.GOOGLE, job.path(), kind, null);
            announcements.transfer(Event.TransferChange.State.QUEUED, job);
        }
        wake.run();
    }

    /**
     * Announces all else of the {@link Planned} in the body; the guard's pause is declared here
     * too.
     */
    public void announce(Exchange exchange) {
        Planned planned = exchange.getMessage().getBody(Planned.class);
        String session = exchange.getMessage().getHeader(AqwaHeaders.SESSION, String.class);
        for (Planned.Skipped skipped : planned.skipped()) {
            announcements.change(
                    session, Cloud.GOOGLE, skipped.path(), ChangeKind.SKIPPED, skipped.reason());
        }
        for (long id : planned.failed()) {
            database.read(tx -> jobs.find(tx, id))
                    .ifPresent(
                            job -> announcements.transfer(Event.TransferChange.State.FAILED, job));
        }
        found(planned.withdrawn()).forEach(outcomes::withdrawn);
        found(planned.placed()).forEach(outcomes::placed);
        for (Conflict conflict : found(planned.conflicts())) {
            announcements.conflict(Event.ConflictChange.State.DETECTED, conflict);
        }
        if (planned.deletesHeld() > 0) {
            sessions.ask(session, question(session, planned));
        }
        sessions.polled(session);
    }

    private String question(String session, Planned planned) {
        long files = planned.deletesHeld();
        List<String> such = database.read(tx -> heldDeletes.paths(tx, session, EXAMPLES));
        String recent =
                planned.recentDeletes() == 0
                        ? ""
                        : ", after " + planned.recentDeletes() + " in the last hour or two";
        return files
                + (files == 1 ? " file" : " files")
                + " would be deleted in OneDrive, such as "
                + String.join(" and ", such)
                + recent
                + ". Start the session again to allow it. What is to stay, bring back in Google"
                + " Drive first, or cancel its transfer.";
    }

    private List<Conflict> found(List<Long> ids) {
        return database.read(
                tx ->
                        ids.stream()
                                .map(id -> conflicts.find(tx, id))
                                .flatMap(Optional::stream)
                                .map(StoredConflict::conflict)
                                .toList());
    }

    private static ChangeKind kind(Job job) {
        return switch (job.action()) {
            case CREATE, CREATE_FOLDER, ADOPT -> ChangeKind.CREATED;
            case UPDATE -> ChangeKind.MODIFIED;
            case RENAME -> ChangeKind.RENAMED;
            case MOVE -> ChangeKind.MOVED;
            case TOUCH -> ChangeKind.TOUCHED;
            case DELETE -> ChangeKind.DELETED;
        };
    }

    /** Of jobs that adopt, those whose items both sides agreed on before. */
    private Set<Long> known(List<Job> fresh) {
        List<Job> adopting = fresh.stream().filter(job -> job.action() == Action.ADOPT).toList();
        return adopting.isEmpty()
                ? Set.of()
                : database.read(
                        tx ->
                                adopting.stream()
                                        .filter(
                                                job ->
                                                        baselines
                                                                .bySource(
                                                                        tx,
                                                                        job.session(),
                                                                        job.sourceId())
                                                                .isPresent())
                                        .map(Job::id)
                                        .collect(Collectors.toSet()));
    }
}
