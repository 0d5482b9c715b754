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

    Rings(Sides sides) {
        this.sides = sides;
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
        if (!sides.inScope(item)) {
            return null;
        }
        Baseline agreed = sides.baseline(id);
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
}
