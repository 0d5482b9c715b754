package com.aqwacloud.sync.internal.history;

import com.aqwacloud.sync.internal.history.DestinationDrive.Actor;
import com.aqwacloud.sync.internal.store.Baseline;
import java.time.temporal.ChronoUnit;

/** Notes with what is at the destination what both sides have agreed on about it. */
final class Agreements {
    private final SourceDrive source;
    private final DestinationDrive destination;
    private final Ledger ledger;

    Agreements(SourceDrive source, DestinationDrive destination, Ledger ledger) {
        this.source = source;
        this.destination = destination;
        this.ledger = ledger;
    }

    /**
     * Where both sides were told to have the same name or folder, they may have agreed on it
     * without a call of the engine. On a name they have not while its item is still to be moved.
     */
    void note() {
        for (DestinationDrive.Node there : destination.live()) {
            boolean stands = ledger.isStoodFor(there);
            if (there.stoodFor && !stands && holdsWhatStays(there)) {
                there.stayed = true;
            }
            there.stoodFor = stands;
            there.everStoodFor |= stands;
            ledger.baselineOf(there).ifPresent(agreed -> stoodFor(there, agreed.sourceId()));
        }
        for (SourceDrive.Node here : source.all()) {
            ledger.baseline(here.id)
                    .ifPresent(
                            agreed -> {
                                DestinationDrive.Node there =
                                        destination.node(agreed.destinationId());
                                boolean everTold =
                                        there != null
                                                && !there.deleted
                                                && there.toldName != null
                                                && here.toldParent != null;
                                boolean told = everTold && there.told == there.changed;
                                if (everTold
                                        && here.toldName.equals(agreed.name())
                                        && isNamed(there.toldName, agreed)) {
                                    // A person may have given it another name since.
                                    there.agreedName = here.toldName;
                                }
                                if (told
                                        && here.toldModified
                                                .truncatedTo(ChronoUnit.SECONDS)
                                                .equals(there.modified)) {
                                    there.agreedModified = there.modified;
                                }
                                if (told && there.parent.equals(ledger.folderOf(here.toldParent))) {
                                    there.agreedParent = here.toldParent;
                                }
                            });
        }
    }

    /** That the destination's name stays is taken back: both sides begin anew from that name. */
    void undone(Baseline before) {
        destination.node(before.destinationId()).agreedName = before.destinationName();
    }

    /** Whether a folder holds what keeps it, or did so as far as was told. */
    private boolean holdsWhatStays(DestinationDrive.Node folder) {
        return destination.live().stream()
                .filter(
                        inner ->
                                destination.isWithin(inner.parent, folder.id)
                                        || folder.id.equals(inner.toldParent))
                .anyMatch(this::stays);
    }

    /** Whether it has the name that was agreed on, though perhaps in letters that a person gave. */
    private static boolean isNamed(String name, Baseline agreed) {
        return name.equals(agreed.name())
                || name.equals(agreed.destinationName()) && name.equalsIgnoreCase(agreed.name());
    }

    private static void stoodFor(DestinationDrive.Node there, String sourceId) {
        if (there.stoodForFirst == null) {
            there.stoodForFirst = sourceId;
        }
        there.stoodForLast = sourceId;
    }

    /**
     * Whether a folder that holds this is not to go. What a job made unheard that was given up is
     * nobody's until the job is tried again.
     */
    private boolean stays(DestinationDrive.Node inner) {
        return inner.maker == Actor.PERSON
                || !inner.everStoodFor && !ledger.givenUp().isEmpty()
                || inner.author == Actor.PERSON && !inner.folder
                || ledger.wasKept(inner.id)
                || ledger.baselineOf(inner)
                        .filter(agreed -> ledger.isDeleteGivenUp(agreed.sourceId()))
                        .isPresent()
                || ledger.baselineOf(inner)
                        .map(agreed -> source.node(agreed.sourceId()))
                        .filter(here -> source.isInScope(here) || !source.isTold(here))
                        .isPresent();
    }
}
