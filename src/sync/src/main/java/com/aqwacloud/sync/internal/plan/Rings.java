package com.aqwacloud.sync.internal.plan;

import com.aqwacloud.sync.internal.store.Baseline;
import com.aqwacloud.sync.internal.store.Item;

/**
 * Items of the source that wait for each other: one for a name that another still has at the
 * destination, that one for a folder that is not there yet. It only reads.
 */
final class Rings {
    private static final int LONGEST = 100;

    private final Sides sides;
    private final Leaving leaving;

    Rings(Sides sides, Leaving leaving) {
        this.sides = sides;
        this.leaving = leaving;
    }

    /** Whether what holds a name waits, itself or through others, for the item that wants it. */
    boolean isAwaitedBy(Baseline holder, Item source) {
        String next = holder.sourceId();
        for (int steps = 0; next != null && steps < LONGEST; steps++) {
            if (next.equals(source.id())) {
                return true;
            }
            next = awaited(next);
        }
        return false;
    }

    /** The item that another waits for before it can get its place, or null. */
    private String awaited(String id) {
        Item item = sides.source(id);
        Baseline agreed = sides.baseline(id);
        if (!sides.inScope(item)) {
            return agreed == null
                    ? null
                    : leaving.pendingIn(sides.destination(agreed.destinationId()));
        }
        if (agreed == null) {
            String missing = sides.missingFolder(item);
            return missing != null ? missing : occupant(item, sides.destinationFolder(item), null);
        }
        Item there = sides.destination(agreed.destinationId());
        if (there == null || !Changes.placeAtSource(item, agreed)) {
            return null;
        }
        var placement = new Placement(sides, item, there, agreed);
        return placement.missing() != null
                ? placement.missing()
                : occupant(item, placement.folder(), there.id());
    }

    private String occupant(Item item, String folder, String itself) {
        return sides.named(folder, sides.paths().name(item, folder)).stream()
                .filter(there -> !there.id().equals(itself))
                .findFirst()
                .flatMap(sides::baselineOf)
                .map(Baseline::sourceId)
                .orElse(null);
    }

    /**
     * Whether items that take each other's places wait for each other in a ring, and this is the
     * one to step aside. It gets the name beside until the others have the names they want.
     */
    boolean breaksRing(Item source, Item destination, Baseline held) {
        Baseline next = held;
        for (int steps = 0; next != null && steps < LONGEST; steps++) {
            Item waiting = sides.source(next.sourceId());
            Item there = sides.destination(next.destinationId());
            boolean goes = !sides.inScope(waiting);
            if (!goes
                    && (!Changes.placeAtSource(waiting, next)
                            || sides.missingFolder(waiting) != null)) {
                return false;
            }
            String inner =
                    goes
                            ? leaving.pendingIn(there)
                            : there == null
                                    ? null
                                    : leaving.leavingFirst(there, sides.destinationFolder(waiting));
            if (inner != null) {
                next = sides.baseline(inner);
            } else if (goes && there != null && leaving.goesWithItsFolder(there, next)) {
                next = sides.baseline(next.sourceParentId());
            } else if (goes || waiting.id().compareTo(source.id()) < 0) {
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
        Item there = sides.destination(agreed.destinationId());
        var placement = new Placement(sides, waiting, there, agreed);
        String folder =
                there == null || placement.isMoved()
                        ? sides.destinationFolder(waiting)
                        : there.parentId();
        String name = there == null ? sides.paths().name(waiting, folder) : placement.name();
        return sides.named(folder, name).stream()
                .filter(item -> !item.id().equals(agreed.destinationId()))
                .findFirst()
                .flatMap(sides::baselineOf)
                .orElse(null);
    }
}
