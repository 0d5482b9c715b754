package com.aqwacloud.sync.internal.report;

import com.aqwacloud.sync.api.Action;
import com.aqwacloud.sync.api.Conflict;
import com.aqwacloud.sync.api.Deciders;
import com.aqwacloud.sync.api.Loser;
import com.aqwacloud.sync.api.ReportEntry;
import com.aqwacloud.sync.api.ReportKind;
import com.aqwacloud.sync.internal.plan.NameReason;
import com.aqwacloud.sync.internal.plan.Scope;
import com.aqwacloud.sync.internal.plan.SourceView;
import com.aqwacloud.sync.internal.store.Baseline;
import com.aqwacloud.sync.internal.store.History;
import com.aqwacloud.sync.internal.store.Job;
import com.aqwacloud.sync.internal.store.Tx;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The entries of one kind of a session's report, from the tables. For one transaction. */
final class ReportSection {
    private static final Set<Action> SENT = EnumSet.of(Action.CREATE, Action.UPDATE);
    private static final Set<Action> ADOPTED = EnumSet.of(Action.ADOPT);

    private final Tx tx;
    private final Scope scope;
    private final SourceView source;
    private final History history = new History();

    /** An entry, and the place behind it. */
    record Placed(ReportEntry entry, ReportCursor place) {}

    ReportSection(Tx tx, Scope scope, Instant now) {
        this.tx = tx;
        this.scope = scope;
        this.source = new SourceView(tx, scope, now);
    }

    /** What a completed job of that action is in a report. */
    static ReportKind kind(Action action) {
        if (SENT.contains(action)) {
            return ReportKind.TRANSFERRED;
        }
        return ADOPTED.contains(action) ? ReportKind.ADOPTED : ReportKind.ARRANGED;
    }

    /** The entries of the place's kind that follow it, at most so many. */
    List<Placed> after(ReportCursor place, int limit) {
        String session = scope.session();
        return switch (place.kind()) {
            case FAILED ->
                    history.failures(tx, session, place.number(), limit).stream()
                            .map(this::failed)
                            .toList();
            case CONFLICT ->
                    history.conflicts(tx, session, place.number(), limit).stream()
                            .map(this::conflict)
                            .toList();
            case SKIPPED ->
                    history.leftOut(tx, session, place.key(), limit).stream()
                            .map(this::skipped)
                            .toList();
            case RENAMED ->
                    history.renamed(tx, session, place.key(), limit).stream()
                            .map(this::renamed)
                            .toList();
            case ADOPTED, TRANSFERRED, ARRANGED ->
                    history
                            .completed(tx, session, actions(place.kind()), place.number(), limit)
                            .stream()
                            .map(job -> completed(place.kind(), job))
                            .toList();
        };
    }

    private static List<Action> actions(ReportKind kind) {
        return Arrays.stream(Action.values()).filter(action -> kind(action) == kind).toList();
    }

    private Placed failed(Job job) {
        return placed(
                new ReportEntry(
                        ReportKind.FAILED,
                        job.path(),
                        job.action(),
                        null,
                        job.size(),
                        job.finishedAt(),
                        null,
                        job.error(),
                        job.isGivenUpByPerson()
                                ? retry(job) + ", or \"Try again\" on the page."
                                : "Once the cause is gone: "
                                        + retry(job)
                                        + ", or start the session again."),
                Long.toString(job.id()));
    }

    private static String retry(Job job) {
        return "aqwa:transfer-retry " + job.id();
    }

    private Placed completed(ReportKind kind, Job job) {
        return placed(
                new ReportEntry(
                        kind,
                        job.path(),
                        job.action(),
                        null,
                        job.size(),
                        job.finishedAt(),
                        null,
                        null,
                        null),
                Long.toString(job.id()));
    }

    private Placed conflict(Conflict conflict) {
        boolean open = conflict.resolvedAt() == null;
        String outcome =
                open
                        ? "open"
                        : conflict.withdrawn() ? Deciders.WITHDRAWN : word(conflict.resolution());
        return placed(
                new ReportEntry(
                        ReportKind.CONFLICT,
                        conflict.path(),
                        null,
                        conflict.destination().name(),
                        conflict.source().size(),
                        open ? conflict.detectedAt() : conflict.resolvedAt(),
                        outcome,
                        detail(conflict),
                        open
                                ? "Decide it: aqwa:conflict-resolve "
                                        + conflict.id()
                                        + " source, destination, newer, larger or keep-both."
                                : null),
                Long.toString(conflict.id()));
    }

    private static String detail(Conflict conflict) {
        var detail = new StringBuilder(word(conflict.type()));
        if (conflict.resolution() != null) {
            detail.append("; decided by ").append(Deciders.words(conflict.resolvedBy()));
        }
        if (conflict.rule() != null) {
            detail.append("; rule: ").append(conflict.rule());
        }
        Loser loser = conflict.loser();
        if (loser != null) {
            detail.append("; what gave way: ").append(word(loser.place()));
            if (loser.name() != null) {
                detail.append(", ").append(loser.name());
            }
        }
        if (conflict.undoneBy() != null) {
            detail.append("; undone by ").append(Deciders.words(conflict.undoneBy()));
        }
        return detail.toString();
    }

    private Placed skipped(History.LeftOut item) {
        return placed(
                new ReportEntry(
                        ReportKind.SKIPPED,
                        source.path(item.id()),
                        null,
                        null,
                        0,
                        null,
                        null,
                        item.reason(),
                        null),
                item.id());
    }

    private Placed renamed(Baseline agreed) {
        return placed(
                new ReportEntry(
                        ReportKind.RENAMED,
                        source.path(agreed.sourceId()),
                        null,
                        agreed.destinationName(),
                        agreed.folder() ? 0 : agreed.size(),
                        null,
                        null,
                        NameReason.of(agreed),
                        null),
                agreed.sourceId());
    }

    private static Placed placed(ReportEntry entry, String key) {
        return new Placed(entry, new ReportCursor(entry.kind(), key));
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
