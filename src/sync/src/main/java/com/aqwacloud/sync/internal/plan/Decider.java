package com.aqwacloud.sync.internal.plan;

import com.aqwacloud.sync.api.Action;
import com.aqwacloud.sync.api.ConflictPreference;
import com.aqwacloud.sync.api.ConflictType;
import com.aqwacloud.sync.api.SelectionFilter.Exclusion;
import com.aqwacloud.sync.internal.store.Baseline;
import com.aqwacloud.sync.internal.store.Item;
import java.util.List;
import java.util.Objects;

/**
 * Lays an item of the source beside the baseline and the destination and decides what is to be
 * done. It only reads.
 */
final class Decider {
    private static final String OUT_OF_SIGHT =
            "the account no longer sees it in Google Drive, whether access was taken away or others"
                    + " deleted it; what is in OneDrive stays";

    private final Sides sides;
    private final boolean inTurn;
    private final Settling settling;
    private final Leaving leaving;
    private final Rings rings;
    private final Placing placing;
    private final Heirs heirs;

    /** Decides what is planned. */
    Decider(Sides sides) {
        this(sides, false);
    }

    private Decider(Sides sides, boolean inTurn) {
        this.sides = sides;
        this.inTurn = inTurn;
        this.settling = new Settling(sides);
        this.leaving = new Leaving(sides);
        this.rings = new Rings(sides, leaving);
        this.placing = new Placing(sides, leaving, rings);
        this.heirs = new Heirs(sides, id -> decide(id, Decided.NOTHING));
    }

    /**
     * Decides a job whose turn has come. What is gone is deleted by itself then, or after the
     * folder that is about to go; it is not found out anew for each whether all of a folder may go.
     */
    static Decider inTurn(Sides sides) {
        return new Decider(sides, true);
    }

    Decision decide(String sourceId, Decided decided) {
        Item source = sides.source(sourceId);
        Baseline agreed = sides.baseline(sourceId);
        if (!sides.inScope(source)) {
            return agreed == null ? new Decision.Nothing() : gone(agreed, decided);
        }
        Exclusion exclusion = sides.exclusion(sourceId).orElse(null);
        if (exclusion != null) {
            return excluded(exclusion, agreed);
        }
        if (source.kind() == Item.Kind.OTHER) {
            String reason = sides.rendition(sourceId).orElseThrow().reason();
            return reason == null ? new Decision.Nothing() : new Decision.Skip(reason);
        }
        if (agreed == null && source.isFolder() && sides.isIdle(source)) {
            return new Decision.Nothing();
        }
        return agreed == null
                ? appeared(source, 0, decided)
                : stayed(source, agreed, null, decided);
    }

    /** What was deleted at the destination while it was left out is as if it had never been. */
    private Decision excluded(Exclusion exclusion, Baseline agreed) {
        String reason = exclusion.withFolder() ? null : exclusion.reason();
        return agreed != null && exclusion.until().isEmpty() && sides.lacks(agreed.sourceId())
                ? new Decision.Forget(reason)
                : new Decision.LeaveOut(reason, exclusion.until().orElse(null));
    }

    // ---- gone at the source

    private Decision gone(Baseline agreed, Decided decided) {
        Item destination = sides.destination(agreed.destinationId());
        if (destination == null
                || !destination.present()
                || destination.isFolder() != agreed.folder()) {
            return new Decision.Forget(null);
        }
        if (sides.isLeftAlone(agreed.sourceId())) {
            return new Decision.Forget(null);
        }
        if (sides.isToStay(agreed.sourceId())) {
            return new Decision.Nothing();
        }
        String lost = sides.lostAccess(agreed.sourceId());
        if (lost != null) {
            return new Decision.Forget(lost.equals(agreed.sourceId()) ? OUT_OF_SIGHT : null);
        }
        boolean changed =
                Changes.atDestination(destination, agreed)
                        || destination.isFile() && sides.isPlacedByOthers(destination, agreed);
        if (!changed && inTurn) {
            String above = sides.deletionAbove(agreed);
            if (above != null) {
                return new Decision.After(above, Action.DELETE);
            }
        } else if (!changed && leaving.goesWithItsFolder(destination, agreed)) {
            return new Decision.Nothing();
        }
        String heir = heirs.heir(agreed);
        if (heir != null) {
            return new Decision.LeaveTo(heir);
        }
        if (destination.isFolder()) {
            Removal removal = sides.removal(destination);
            if (removal.undecided() != null) {
                return new Decision.After(removal.undecided(), Action.DELETE);
            }
            if (!removal.possible()) {
                return new Decision.Forget("its folder stays in OneDrive: " + removal.reason());
            }
            return removal.pending() != null
                    ? new Decision.After(removal.pending(), Action.DELETE, removal.files())
                    : delete(destination, removal.files());
        }
        if (changed) {
            if (!decided.holdsFor(destination)) {
                return new Decision.Clash(ConflictType.DELETE_EDIT, null, destination);
            }
            if (decided.winner() != ConflictPreference.SOURCE) {
                return new Decision.Forget("OneDrive's changed file was kept");
            }
        }
        return delete(destination, 1);
    }

    private static Decision delete(Item destination, long files) {
        return new Decision.Work(
                Action.DELETE,
                null,
                destination,
                null,
                null,
                false,
                false,
                null,
                null,
                files,
                false);
    }

    // ---- new at the source

    /** The number says how many names were taken before. */
    private Decision appeared(Item source, int number, Decided decided) {
        Action likely = source.isFolder() ? Action.CREATE_FOLDER : Action.CREATE;
        String refusal = sides.paths().refusal(source);
        if (refusal != null) {
            return new Decision.Skip(refusal, true);
        }
        if (sides.isFolderLeftOut(source)) {
            return new Decision.Skip(Placing.FOLDER_LEFT_OUT);
        }
        String missing = sides.missingFolder(source);
        if (missing != null) {
            return new Decision.After(missing, likely);
        }
        String parentId = sides.destinationFolder(source);
        String wanted = sides.paths().name(source, parentId);
        int room = sides.paths().room(parentId);
        String name = number == 0 ? wanted : NameRule.beside(wanted, source.id(), number, room);
        String tooShort = number == 0 ? null : PathLimit.markRefusal(wanted, source, number, room);
        if (tooShort != null) {
            return new Decision.Skip(tooShort, true);
        }
        List<Item> there = sides.named(parentId, name);
        if (there.isEmpty() && sides.isHidden(parentId, name)) {
            return appeared(source, number + 1, decided);
        }
        if (there.isEmpty()) {
            return create(likely, source, parentId, name, null);
        }
        Item occupant = there.get(0);
        Baseline held =
                sides.baselineOf(occupant)
                        .filter(agreed -> !agreed.sourceId().equals(source.id()))
                        .orElse(null);
        if (held == null) {
            return number == 0 && hasOwnBeside(source, parentId, wanted, room)
                    ? appeared(source, 1, decided)
                    : meet(source, occupant, parentId, name, number, decided);
        }
        Item holder = sides.source(held.sourceId());
        if (sides.isLeftAlone(held.sourceId())) {
            if (sides.hasMovedOn(held) && source.kind() == occupant.kind()) {
                return takeOver(source, occupant, name, held, decided);
            }
            return sides.inScope(holder)
                    ? appeared(source, number + 1, decided)
                    : meet(source, occupant, parentId, name, number, decided);
        }
        if (sides.isToStay(held.sourceId())) {
            return meet(source, occupant, parentId, name, number, decided);
        }
        if (!sides.inScope(holder)) {
            if (sides.isUnderWay(held.sourceId())) {
                return new Decision.After(held.sourceId(), likely);
            }
            return source.kind() != occupant.kind() && !canWaitFor(held, source)
                    ? appeared(source, number + 1, decided)
                    : takeOver(source, occupant, name, held, decided);
        }
        return leaving.isLeaving(held) && canWaitFor(held, source)
                ? new Decision.After(holder.id(), likely)
                : appeared(source, number + 1, decided);
    }

    /**
     * Whether the destination has what bears the mark of an item that was never in sync: a session
     * that is no more made it for that one, and what has the plain name for another.
     */
    private boolean hasOwnBeside(Item source, String parentId, String wanted, int room) {
        boolean there =
                sides.named(parentId, NameRule.beside(wanted, source.id(), 1, room)).stream()
                        .filter(item -> item.kind() == source.kind())
                        .anyMatch(item -> sides.baselineOf(item).isEmpty());
        return there && sides.baseline(source.id()) == null;
    }

    /**
     * A folder that what has its name is to go into cannot wait for that to leave, and nobody waits
     * for what a conflict is open about: that may keep its name for ever.
     */
    private boolean canWaitFor(Baseline held, Item source) {
        return !sides.isUndecided(held) && !rings.isAwaitedBy(held, source);
    }

    /** The destination has something of that name that never was in sync. */
    private Decision meet(
            Item source, Item occupant, String parentId, String name, int number, Decided decided) {
        // Between two plans, what the feed told was not yet taken for what an attempt made.
        String maker = sides.maker(occupant, source.id(), inTurn);
        if (maker != null) {
            return new Decision.After(
                    maker, source.isFolder() ? Action.CREATE_FOLDER : Action.CREATE);
        }
        if (source.isFolder() && occupant.isFolder()) {
            // A folder that stayed has the letters of another; those that a person gave it keeps.
            return together(
                    source,
                    occupant,
                    occupant.name().equals(name) || !sides.isOurs(occupant),
                    null);
        }
        boolean kept = source.isFile() && Difference.isKept(occupant);
        if (decided.holdsFor(occupant)) {
            return kept && decided.winner() == ConflictPreference.KEEP_BOTH
                    ? appeared(source, number + 1, Decided.NOTHING)
                    : settling.strangers(source, occupant, parentId, name, decided);
        }
        if (source.kind() != occupant.kind()) {
            return new Decision.Clash(ConflictType.NAME, source, occupant);
        }
        if (source.size() == occupant.size() || !source.isSizeKnown()) {
            return work(Action.ADOPT, source, occupant, parentId, name, false, true, null);
        }
        return kept
                ? appeared(source, number + 1, decided)
                : new Decision.Clash(Difference.of(source, occupant, null), source, occupant);
    }

    /** A vanished item had that name; editors that save by replacing a file do this. */
    private Decision takeOver(
            Item source, Item occupant, String name, Baseline held, Decided decided) {
        if (source.kind() != occupant.kind()) {
            return new Decision.After(
                    held.sourceId(), source.isFolder() ? Action.CREATE_FOLDER : Action.CREATE);
        }
        // Where only the case of letters differs, its own name is still due.
        boolean isNamed = occupant.name().equals(name);
        if (source.isFolder()) {
            return together(source, occupant, isNamed, held.sourceId());
        }
        Baseline inherited = held.inheritedBy(source, isNamed ? source.name() : occupant.name());
        return stayed(source, inherited, held.sourceId(), decided);
    }

    /** Two folders are one from now on. */
    private static Decision together(
            Item source, Item occupant, boolean keepsName, String replaced) {
        Baseline now = Baseline.of(source, occupant);
        return new Decision.Agree(keepsName ? now : now.steppedAside(), replaced);
    }

    // ---- known on both sides

    private Decision stayed(Item source, Baseline agreed, String replaced, Decided decided) {
        Item destination = sides.destination(agreed.destinationId());
        boolean changed = Changes.atSource(source, agreed);
        if (destination != null && source.isFolder() != destination.isFolder()) {
            return leftOut(source, destination, agreed, decided);
        }
        if (destination == null || !destination.present()) {
            return goneAtDestination(source, agreed, changed, decided);
        }
        if (decided.winner() == ConflictPreference.KEEP_BOTH
                && !destination.name().equals(agreed.destinationName())
                && NameRule.isKeptOf(destination.name(), agreed.destinationName())) {
            return appeared(source, 0, Decided.NOTHING);
        }
        boolean edited = Changes.atDestination(destination, agreed);
        var placement = new Placement(sides, source, destination, agreed);
        if (changed && edited) {
            return bothChanged(placement, replaced, decided);
        }
        // What cannot go where the source has it leaves nothing to decide.
        if (placement.isApart() && (decided.winner() != null || !leaving.isStuck(source, agreed))) {
            if (!decided.holdsFor(destination)) {
                // That both stay was decided before, if this is about what has its name now.
                return isAboutOccupant(source, decided)
                        ? appeared(source, 0, decided)
                        : new Decision.Clash(ConflictType.EDIT_RENAME, source, destination);
            }
            if (decided.winner() == ConflictPreference.DESTINATION && !changed) {
                return new Decision.Agree(agreed.placed(source, destination), replaced);
            }
            if (decided.winner() == ConflictPreference.KEEP_BOTH && source.isFile()) {
                return appeared(source, 0, Decided.NOTHING);
            }
        }
        boolean stays = placement.isApart() && decided.winner() == ConflictPreference.DESTINATION;
        if (!stays && placing.isDue(placement)) {
            return placing.place(placement, changed, replaced, decided);
        }
        if (changed) {
            return inPlace(Action.UPDATE, source, destination, true, replaced);
        }
        if (Changes.timeAtSource(source, agreed) && !edited) {
            return inPlace(Action.TOUCH, source, destination, false, replaced);
        }
        if (edited) {
            return replaced == null ? new Decision.Nothing() : new Decision.Agree(agreed, replaced);
        }
        if (Changes.bringsHash(destination, agreed)) {
            // It was taken for the same by size and time.
            return inPlace(Action.ADOPT, source, destination, true, replaced);
        }
        Baseline now = Baseline.of(source, destination);
        return now.equals(agreed) && replaced == null
                ? new Decision.Nothing()
                : new Decision.Agree(now, replaced);
    }

    /** OneDrive's folder was to stay in the place of Drive's file, or the reverse. */
    private Decision leftOut(Item source, Item destination, Baseline agreed, Decided decided) {
        boolean asDecided =
                destination.present()
                        && destination.name().equals(agreed.destinationName())
                        && Objects.equals(destination.parentId(), agreed.destinationParentId())
                        && !Changes.placeAtSource(source, agreed);
        return asDecided ? new Decision.Nothing() : appeared(source, 0, decided);
    }

    private boolean isAboutOccupant(Item source, Decided decided) {
        if (decided.etag() == null || sides.missingFolder(source) != null) {
            return false;
        }
        String folder = sides.destinationFolder(source);
        return sides.named(folder, sides.paths().name(source, folder)).stream()
                .anyMatch(decided::holdsFor);
    }

    /**
     * A deletion at the destination is respected as long as the source stays as it is; a folder is
     * made anew when something in it needs it.
     */
    private Decision goneAtDestination(
            Item source, Baseline agreed, boolean changed, Decided decided) {
        if (agreed.isPerhapsDeleted() || sides.perhapsWentWithItsFolder(agreed)) {
            return appeared(source, 0, decided);
        }
        if (!changed) {
            return new Decision.Nothing();
        }
        Item last = sides.destination(agreed.destinationId());
        if (!decided.holdsFor(null)) {
            // What cannot be made where the source has it leaves nothing to decide.
            Decision anew = appeared(source, 0, Decided.NOTHING);
            if (anew instanceof Decision.Skip) {
                return anew;
            }
            // That it was deleted was decided before, if this is about what has its name now.
            return isAboutOccupant(source, decided)
                    ? appeared(source, 0, decided)
                    : new Decision.Clash(ConflictType.DELETE_EDIT, source, last);
        }
        if (decided.winner() == ConflictPreference.DESTINATION) {
            return new Decision.Agree(agreed.staysDeleted(source), null);
        }
        return appeared(source, 0, Decided.NOTHING);
    }

    private Decision bothChanged(Placement placement, String replaced, Decided decided) {
        Item source = placement.source();
        Item destination = placement.destination();
        if (decided.holdsFor(destination)) {
            if (decided.winner() == ConflictPreference.DESTINATION) {
                return Settling.destinationWins(placement, replaced);
            }
            if (placement.missing() != null) {
                return new Decision.After(placement.missing(), Action.UPDATE);
            }
            return decided.winner() == ConflictPreference.KEEP_BOTH
                    ? settling.keepBoth(
                            source, destination, placement.folder(), placement.name(), replaced)
                    : placing.place(placement, true, replaced, decided);
        }
        return source.size() == destination.size() || !source.isSizeKnown()
                ? inPlace(Action.ADOPT, source, destination, true, replaced)
                : new Decision.Clash(
                        Difference.of(source, destination, placement.agreed()),
                        source,
                        destination);
    }

    /** Leaves the destination's item where it is, under its name. */
    private static Decision inPlace(
            Action action, Item source, Item destination, boolean content, String replaced) {
        return work(
                action,
                source,
                destination,
                destination.parentId(),
                destination.name(),
                false,
                content,
                replaced);
    }

    private static Decision create(
            Action action, Item source, String parentId, String name, String keepAs) {
        return new Decision.Work(
                action,
                source,
                null,
                parentId,
                name,
                false,
                source.isFile(),
                keepAs,
                null,
                0,
                false);
    }

    private static Decision work(
            Action action,
            Item source,
            Item destination,
            String parentId,
            String name,
            boolean place,
            boolean content,
            String replaced) {
        return new Decision.Work(
                action,
                source,
                destination,
                parentId,
                name,
                place,
                content,
                null,
                replaced,
                0,
                false);
    }
}
