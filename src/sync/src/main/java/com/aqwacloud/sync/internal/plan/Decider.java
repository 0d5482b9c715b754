package com.aqwacloud.sync.internal.plan;

import com.aqwacloud.sync.api.Action;
import com.aqwacloud.sync.api.ConflictPreference;
import com.aqwacloud.sync.api.ConflictType;
import com.aqwacloud.sync.internal.plan.Sides.Removal;
import com.aqwacloud.sync.internal.store.Baseline;
import com.aqwacloud.sync.internal.store.Item;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;

/**
 * Lays an item of the source beside the baseline and the destination and decides what is to be
 * done. It only reads.
 */
final class Decider {
    private static final int LONGEST_RING = 100;

    private final Sides sides;
    private final Clock clock;

    Decider(Sides sides, Clock clock) {
        this.sides = sides;
        this.clock = clock;
    }

    Decision decide(String sourceId, Decided decided) {
        Item source = sides.source(sourceId);
        Baseline agreed = sides.baseline(sourceId);
        if (!sides.inScope(source)) {
            return agreed == null ? new Decision.Nothing() : gone(agreed, decided);
        }
        if (source.kind() == Item.Kind.OTHER) {
            return new Decision.Skip(sides.rendition(sourceId).orElseThrow().reason());
        }
        return agreed == null
                ? appeared(source, wanted(source), decided)
                : stayed(source, agreed, null, decided);
    }

    // ---- gone at the source

    private Decision gone(Baseline agreed, Decided decided) {
        Item destination = sides.destination(agreed.destinationId());
        if (destination == null || !destination.present()) {
            return new Decision.Forget(null);
        }
        if (goesWithItsFolder(agreed)) {
            return new Decision.Nothing();
        }
        if (destination.isFolder()) {
            Removal removal = sides.removal(destination);
            if (!removal.possible()) {
                return new Decision.Forget("its folder stays in OneDrive: " + removal.reason());
            }
            return removal.pending() != null
                    ? new Decision.After(removal.pending(), Action.DELETE)
                    : delete(destination, removal.files());
        }
        if (Changes.atDestination(destination, agreed)) {
            if (!decided.holdsFor(destination)) {
                return new Decision.Clash(ConflictType.DELETE_EDIT, null, destination);
            }
            if (decided.winner() != ConflictPreference.SOURCE) {
                return new Decision.Forget("OneDrive's edited file was kept");
            }
        }
        return delete(destination, 1);
    }

    private boolean goesWithItsFolder(Baseline agreed) {
        Baseline folder =
                agreed.sourceParentId() == null ? null : sides.baseline(agreed.sourceParentId());
        if (folder == null || sides.inScope(sides.source(folder.sourceId()))) {
            return false;
        }
        Item there = sides.destination(folder.destinationId());
        return there != null && there.present() && sides.removal(there).possible();
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

    private Decision appeared(Item source, String name, Decided decided) {
        Action likely = source.isFolder() ? Action.CREATE_FOLDER : Action.CREATE;
        String missing = missingFolder(source);
        if (missing != null) {
            return new Decision.After(missing, likely);
        }
        String parentId = destinationFolder(source);
        List<Item> there = sides.named(parentId, name);
        if (there.isEmpty()) {
            return create(likely, source, parentId, name, null);
        }
        Item occupant = there.get(0);
        Baseline held = sides.baselineOf(occupant).orElse(null);
        if (held == null) {
            return meet(source, occupant, parentId, name, decided);
        }
        Item holder = sides.source(held.sourceId());
        if (!sides.inScope(holder)) {
            return takeOver(source, occupant, held, decided);
        }
        if (Changes.placeAtSource(holder, held)) {
            return new Decision.After(holder.id(), likely);
        }
        String beside = NameRule.beside(wanted(source), source.id());
        return name.equals(beside)
                ? new Decision.Clash(ConflictType.NAME, source, occupant)
                : appeared(source, beside, decided);
    }

    /** The destination has something of that name that never was in sync. */
    private Decision meet(
            Item source, Item occupant, String parentId, String name, Decided decided) {
        if (source.isFolder() && occupant.isFolder()) {
            return new Decision.Agree(Baseline.of(source, occupant), null);
        }
        if (decided.holdsFor(occupant)) {
            return settle(source, occupant, parentId, name, decided);
        }
        if (source.kind() != occupant.kind()) {
            return new Decision.Clash(ConflictType.NAME, source, occupant);
        }
        return source.size() == occupant.size() || !source.isSizeKnown()
                ? work(Action.ADOPT, source, occupant, parentId, name, false, true, null)
                : new Decision.Clash(ConflictType.SIZE_MISMATCH, source, occupant);
    }

    /** A vanished item had that name; editors that save by replacing a file do this. */
    private Decision takeOver(Item source, Item occupant, Baseline held, Decided decided) {
        if (source.kind() != occupant.kind()) {
            return new Decision.After(held.sourceId(), Action.CREATE);
        }
        if (source.isFolder()) {
            return new Decision.Agree(Baseline.of(source, occupant), held.sourceId());
        }
        var inherited =
                new Baseline(
                        source.id(),
                        held.destinationId(),
                        source.parentId(),
                        source.name(),
                        held.destinationName(),
                        false,
                        held.size(),
                        held.sourceHash(),
                        held.sourceRevision(),
                        held.sourceModifiedAt(),
                        held.destinationHash(),
                        held.destinationEtag());
        return stayed(source, inherited, held.sourceId(), decided);
    }

    // ---- known on both sides

    private Decision stayed(Item source, Baseline agreed, String replaced, Decided decided) {
        Item destination = sides.destination(agreed.destinationId());
        boolean changed = Changes.atSource(source, agreed);
        if (destination == null || !destination.present()) {
            return goneAtDestination(source, agreed, changed, decided);
        }
        if (source.isFolder() != destination.isFolder()) {
            return new Decision.Clash(ConflictType.NAME, source, destination);
        }
        boolean edited = Changes.atDestination(destination, agreed);
        if (changed && edited) {
            return bothChanged(source, destination, agreed, decided);
        }
        if (Changes.placeAtSource(source, agreed)
                || isMarked(source, destination, agreed)
                        && sides.isFree(destinationFolder(source), wanted(source))) {
            return place(source, destination, agreed, changed, replaced);
        }
        if (changed) {
            return work(
                    Action.UPDATE,
                    source,
                    destination,
                    destination.parentId(),
                    destination.name(),
                    false,
                    true,
                    replaced);
        }
        if (Changes.timeAtSource(source, agreed) && !edited) {
            return work(
                    Action.TOUCH,
                    source,
                    destination,
                    destination.parentId(),
                    destination.name(),
                    false,
                    false,
                    replaced);
        }
        if (edited) {
            return new Decision.Nothing();
        }
        Baseline now = Baseline.of(source, destination);
        return now.equals(agreed) && replaced == null
                ? new Decision.Nothing()
                : new Decision.Agree(now, replaced);
    }

    /**
     * A deletion at the destination is respected as long as the source stays as it is; a folder is
     * made anew when something in it needs it.
     */
    private Decision goneAtDestination(
            Item source, Baseline agreed, boolean changed, Decided decided) {
        if (!changed) {
            return new Decision.Nothing();
        }
        Item last = sides.destination(agreed.destinationId());
        if (!decided.holdsFor(null)) {
            return new Decision.Clash(ConflictType.DELETE_EDIT, source, last);
        }
        if (decided.winner() == ConflictPreference.DESTINATION) {
            return new Decision.Agree(
                    new Baseline(
                            source.id(),
                            agreed.destinationId(),
                            source.parentId(),
                            source.name(),
                            agreed.destinationName(),
                            agreed.folder(),
                            source.size(),
                            source.hash(),
                            source.revision(),
                            source.modifiedAt(),
                            agreed.destinationHash(),
                            agreed.destinationEtag()),
                    null);
        }
        return appeared(source, wanted(source), Decided.NOTHING);
    }

    private Decision bothChanged(Item source, Item destination, Baseline agreed, Decided decided) {
        if (decided.holdsFor(destination)) {
            String missing = missingFolder(source);
            return missing != null
                    ? new Decision.After(missing, Action.UPDATE)
                    : settle(
                            source,
                            destination,
                            destination.parentId(),
                            destination.name(),
                            decided);
        }
        return source.size() == destination.size()
                ? work(
                        Action.ADOPT,
                        source,
                        destination,
                        destination.parentId(),
                        destination.name(),
                        false,
                        true,
                        null)
                : new Decision.Clash(ConflictType.SIMULTANEOUS_EDIT, source, destination);
    }

    private Decision place(
            Item source, Item destination, Baseline agreed, boolean changed, String replaced) {
        Action action =
                Objects.equals(source.parentId(), agreed.sourceParentId())
                        ? Action.RENAME
                        : Action.MOVE;
        String missing = missingFolder(source);
        if (missing != null) {
            return new Decision.After(missing, action);
        }
        String parentId = destinationFolder(source);
        String inner = leavingFirst(destination, parentId);
        if (inner != null) {
            return new Decision.After(inner, action);
        }
        boolean keepsName =
                source.name().equals(agreed.name()) && !isMarked(source, destination, agreed);
        String name = keepsName ? destination.name() : wanted(source);
        boolean aside = false;
        for (String candidate : List.of(name, NameRule.beside(name, source.id()))) {
            Item occupant =
                    sides.named(parentId, candidate).stream()
                            .filter(item -> !item.id().equals(destination.id()))
                            .findFirst()
                            .orElse(null);
            if (occupant == null) {
                boolean already =
                        parentId.equals(destination.parentId())
                                && candidate.equals(destination.name());
                if (already && !changed) {
                    return new Decision.Agree(agreed.placed(source, destination), replaced);
                }
                return new Decision.Work(
                        changed ? Action.UPDATE : action,
                        source,
                        destination,
                        parentId,
                        candidate,
                        !already,
                        changed,
                        null,
                        replaced,
                        0,
                        aside);
            }
            Baseline held = sides.baselineOf(occupant).orElse(null);
            if (held != null && isLeaving(held)) {
                if (!breaksRing(source, destination, held)) {
                    return new Decision.After(held.sourceId(), action);
                }
                aside = true;
            }
        }
        return new Decision.Clash(ConflictType.NAME, source, destination);
    }

    private static String wanted(Item source) {
        return NameRule.atDestination(source.name());
    }

    /** Whether the item bears a mark of ours, because another of its name was there first. */
    private static boolean isMarked(Item source, Item destination, Baseline agreed) {
        return destination.name().equals(agreed.destinationName())
                && destination.name().equals(NameRule.beside(wanted(source), source.id()));
    }

    /** Whether what holds a name at the destination is about to be moved or deleted. */
    private boolean isLeaving(Baseline held) {
        Item holder = sides.source(held.sourceId());
        return !sides.inScope(holder) || Changes.placeAtSource(holder, held);
    }

    /**
     * A folder can only move into what was in it after that has left it: the item of the source
     * whose move comes first, or null.
     */
    private String leavingFirst(Item destination, String parentId) {
        if (!destination.isFolder()) {
            return null;
        }
        String leaving = null;
        Item folder = sides.destination(parentId);
        for (int depth = 0; folder != null && depth < LONGEST_RING; depth++) {
            if (folder.id().equals(destination.id())) {
                return leaving;
            }
            Baseline held = sides.baselineOf(folder).orElse(null);
            if (leaving == null && held != null && isLeaving(held)) {
                leaving = held.sourceId();
            }
            folder = folder.parentId() == null ? null : sides.destination(folder.parentId());
        }
        return null;
    }

    /**
     * Whether items that take each other's places wait for each other in a ring, and this is the
     * one to step aside. It gets the name beside until the others have the names they want.
     */
    private boolean breaksRing(Item source, Item destination, Baseline held) {
        Baseline next = held;
        for (int steps = 0; next != null && steps < LONGEST_RING; steps++) {
            Item waiting = sides.source(next.sourceId());
            if (!sides.inScope(waiting)
                    || !Changes.placeAtSource(waiting, next)
                    || missingFolder(waiting) != null) {
                return false;
            }
            Item there = sides.destination(next.destinationId());
            String inner = there == null ? null : leavingFirst(there, destinationFolder(waiting));
            if (inner != null) {
                next = sides.baseline(inner);
            } else if (waiting.id().compareTo(source.id()) < 0) {
                return false;
            } else {
                next = occupantOfTheNameOf(waiting, next);
            }
            if (next != null && next.destinationId().equals(destination.id())) {
                return true;
            }
        }
        return false;
    }

    private Baseline occupantOfTheNameOf(Item waiting, Baseline agreed) {
        String name = wanted(waiting);
        return sides.named(destinationFolder(waiting), name).stream()
                .filter(item -> !item.id().equals(agreed.destinationId()))
                .findFirst()
                .flatMap(sides::baselineOf)
                .orElse(null);
    }

    // ---- decided conflicts

    private Decision settle(
            Item source, Item destination, String parentId, String name, Decided decided) {
        return switch (decided.winner()) {
            case DESTINATION -> new Decision.Agree(Baseline.of(source, destination), null);
            case KEEP_BOTH ->
                    new Decision.Work(
                            source.isFolder() ? Action.CREATE_FOLDER : Action.CREATE,
                            source,
                            destination,
                            parentId,
                            name,
                            false,
                            !source.isFolder(),
                            freeName(destination),
                            null,
                            0,
                            false);
            default ->
                    source.kind() == destination.kind()
                            ? work(
                                    Action.UPDATE,
                                    source,
                                    destination,
                                    parentId,
                                    name,
                                    false,
                                    true,
                                    null)
                            : settle(
                                    source,
                                    destination,
                                    parentId,
                                    name,
                                    new Decided(ConflictPreference.KEEP_BOTH, decided.etag()));
        };
    }

    /** A name beside which nothing else stands, for what the destination has. */
    private String freeName(Item destination) {
        String date = LocalDate.now(clock).toString();
        String name = NameRule.kept(destination.name(), date);
        for (int number = 2; !sides.named(destination.parentId(), name).isEmpty(); number++) {
            name = NameRule.kept(destination.name(), date + ", " + number);
        }
        return name;
    }

    // ---- folders

    /** The folder of the source that must be made at the destination first, or null. */
    private String missingFolder(Item source) {
        return sides.isTop(source) || !sides.lacks(source.parentId()) ? null : source.parentId();
    }

    private String destinationFolder(Item source) {
        return sides.isTop(source)
                ? sides.scope().destinationRoot()
                : sides.baseline(source.parentId()).destinationId();
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
