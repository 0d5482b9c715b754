package com.aqwacloud.sync.internal.plan;

import com.aqwacloud.sync.api.Action;
import com.aqwacloud.sync.api.ConflictType;
import com.aqwacloud.sync.internal.store.Baseline;
import com.aqwacloud.sync.internal.store.Item;

/** How an item of the destination gets the folder and name that the source's has. It only reads. */
final class Placing {
    static final String FOLDER_LEFT_OUT = "OneDrive has a file in its folder's place";

    private static final int NAMES_TRIED = 4;

    private final Sides sides;
    private final Leaving leaving;
    private final Rings rings;

    Placing(Sides sides, Leaving leaving, Rings rings) {
        this.sides = sides;
        this.leaving = leaving;
        this.rings = rings;
    }

    /** Whether it has not the place yet that it is to have. */
    boolean isDue(Placement placement) {
        return Changes.placeAtSource(placement.source(), placement.agreed())
                || placement.isMarked() && sides.isFree(placement.folder(), placement.wanted());
    }

    /**
     * What is to be done for its place, and for its content if that changed, too.
     *
     * @param replaced id of a vanished item of the source whose place it takes, or null
     */
    Decision place(Placement placement, boolean changed, String replaced, Decided decided) {
        Item source = placement.source();
        Item destination = placement.destination();
        Action moving = placement.isMoved() ? Action.MOVE : Action.RENAME;
        Action action = changed ? Action.UPDATE : moving;
        if (placement.isMoved() && sides.isFolderLeftOut(source)) {
            return unplaced(placement, changed, replaced, new Decision.Skip(FOLDER_LEFT_OUT));
        }
        String missing = placement.missing();
        if (missing != null) {
            return new Decision.After(missing, action);
        }
        String parentId = placement.folder();
        String inner = leaving.leavingFirst(destination, parentId);
        if (inner != null) {
            return new Decision.After(inner, action);
        }
        String name = placement.name();
        int room = sides.paths().room(parentId);
        String refusal = leaving.unplaceable(destination, parentId, name);
        if (refusal != null) {
            return unplaced(placement, changed, replaced, new Decision.Skip(refusal, true));
        }
        boolean aside = false;
        for (int number = 0; number < NAMES_TRIED; number++) {
            String candidate =
                    number == 0 ? name : NameRule.beside(name, source.id(), number, room);
            Item occupant =
                    sides.named(parentId, candidate).stream()
                            .filter(item -> !item.id().equals(destination.id()))
                            .findFirst()
                            .orElse(null);
            boolean already =
                    parentId.equals(destination.parentId()) && candidate.equals(destination.name());
            if (occupant == null && (already || !sides.isHidden(parentId, candidate))) {
                if (already && !changed) {
                    return new Decision.Agree(
                            placement.agreed().placed(source, destination), replaced);
                }
                return new Decision.Work(
                        action,
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
            Baseline held = occupant == null ? null : sides.baselineOf(occupant).orElse(null);
            // What waits for a decision may keep its name for ever: nobody waits for that, nor for
            // a name that is not its own.
            if (number == 0
                    && held != null
                    && leaving.isLeaving(held)
                    && !sides.isUndecided(held)) {
                if (!rings.breaksRing(source, destination, held)) {
                    return new Decision.After(held.sourceId(), action);
                }
                aside = true;
            }
        }
        return decided.holdsFor(destination)
                ? new Decision.Agree(placement.agreed().placed(source, destination), replaced)
                : new Decision.Clash(ConflictType.NAME, source, destination);
    }

    /** What cannot get its place gets all else that is due. */
    private static Decision unplaced(
            Placement placement, boolean changed, String replaced, Decision.Skip skip) {
        Item source = placement.source();
        if (!changed && !Changes.timeAtSource(source, placement.agreed())) {
            return skip;
        }
        Item destination = placement.destination();
        return new Decision.Work(
                changed ? Action.UPDATE : Action.TOUCH,
                source,
                destination,
                destination.parentId(),
                destination.name(),
                false,
                changed,
                null,
                replaced,
                0,
                true);
    }
}
