package com.aqwacloud.sync.internal.survey;

import com.aqwacloud.sync.api.Conflict;
import com.aqwacloud.sync.api.ConflictType;
import com.aqwacloud.sync.api.Deciders;
import com.aqwacloud.sync.api.VerifyOutcome;
import com.aqwacloud.sync.internal.store.Baseline;
import com.aqwacloud.sync.internal.store.Contents;
import com.aqwacloud.sync.internal.store.Database;
import com.aqwacloud.sync.internal.store.Items;
import com.aqwacloud.sync.internal.store.Job;
import com.aqwacloud.sync.internal.store.Jobs;
import com.aqwacloud.sync.internal.store.StoredConflicts;
import com.aqwacloud.sync.internal.store.Tx;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What the engine knows of a file beside its baseline, which may explain or refute a verdict. */
final class KnownFacts {
    /** Conflicts of these types were found because the content differed. */
    private static final Set<ConflictType> OF_CONTENT =
            EnumSet.of(
                    ConflictType.SIMULTANEOUS_EDIT,
                    ConflictType.SIZE_MISMATCH,
                    ConflictType.TIMESTAMP,
                    ConflictType.CASE_COLLISION);

    private final Database database;
    private final String session;
    private final Instant since;
    private final Contents contents = new Contents();
    private final Jobs jobs = new Jobs();
    private final Items items = new Items();
    private final StoredConflicts conflicts = new StoredConflicts();

    /**
     * @param since when the listing began that verdicts are about
     */
    KnownFacts(Database database, String session, Instant since) {
        this.database = database;
        this.session = session;
        this.since = since;
    }

    /** The verdict as it is with these facts. */
    Verdict weigh(String sourceId, Baseline agreed, Verdict verdict) {
        return database.read(
                tx ->
                        verdict.outcome() == VerifyOutcome.EQUAL
                                ? refuted(tx, sourceId, agreed).orElse(verdict)
                                : explained(tx, sourceId, verdict).orElse(verdict));
    }

    /** Both sides as they were when a person or a rule chose one of two different contents. */
    private Optional<Verdict> refuted(Tx tx, String sourceId, Baseline agreed) {
        return contents.decided(tx, session, sourceId).stream()
                .filter(conflict -> isAbout(conflict, agreed))
                .findFirst()
                .map(
                        conflict ->
                                Verdict.differing(
                                        "Each side kept its content: a conflict was decided for "
                                                + conflict.resolution()
                                                        .name()
                                                        .toLowerCase(Locale.ROOT)
                                                        .replace('_', '-')
                                                + " by "
                                                + Deciders.words(conflict.resolvedBy())
                                                + "."));
    }

    private static boolean isAbout(Conflict conflict, Baseline agreed) {
        return OF_CONTENT.contains(conflict.type())
                && agreed.sourceHash().equals(conflict.source().hash())
                && agreed.destinationHash().equals(conflict.destination().hash());
    }

    /** Whether the engine is about to bring the sides together, or cannot. */
    private Optional<Verdict> explained(Tx tx, String sourceId, Verdict verdict) {
        if (jobs.open(tx, session, sourceId).isPresent()) {
            return Optional.of(Verdict.unknown("A transfer of it is queued or under way.", false));
        }
        if (conflicts.open(tx, session, sourceId).isPresent()) {
            return Optional.of(Verdict.unknown("A conflict about it waits for a decision.", false));
        }
        Instant agreedAt = contents.agreedAt(tx, session, sourceId).orElse(null);
        if (agreedAt != null && since.isBefore(agreedAt)) {
            return Optional.of(
                    Verdict.unknown("It was transferred meanwhile; verify once more.", false));
        }
        Optional<String> failure = contents.givenUp(tx, session, sourceId).map(KnownFacts::failure);
        if (agreedAt != null) {
            return failure.or(() -> undone(tx, sourceId, agreedAt)).map(verdict::also);
        }
        if (verdict.outcome() != VerifyOutcome.MISSING_AT_DESTINATION) {
            return Optional.empty();
        }
        return failure.or(
                        () ->
                                items.leftOut(tx, session, sourceId)
                                        .map(reason -> "It is left out: " + reason + "."))
                .map(Verdict::missing);
    }

    /** A conflict whose undo nothing followed. */
    private Optional<String> undone(Tx tx, String sourceId, Instant agreedAt) {
        return contents.decided(tx, session, sourceId).stream()
                .filter(conflict -> conflict.undoneAt() != null)
                .filter(conflict -> !conflict.undoneAt().isBefore(agreedAt))
                .findFirst()
                .map(
                        conflict ->
                                "Conflict "
                                        + conflict.id()
                                        + " about it was undone by "
                                        + Deciders.words(conflict.undoneBy())
                                        + ".");
    }

    private static String failure(Job job) {
        return job.isGivenUpByPerson() ? job.error() : "Its last transfer failed: " + job.error();
    }
}
