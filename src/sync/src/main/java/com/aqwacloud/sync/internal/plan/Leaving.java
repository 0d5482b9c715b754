package com.aqwacloud.sync.internal.plan;

import com.aqwacloud.sync.internal.store.Baseline;
import com.aqwacloud.sync.internal.store.Item;
import java.util.HashSet;
import java.util.Set;

/** Who is about to leave a place at the destination, and who must leave it first. It only reads. */
final class Leaving {
    private static final int DEEPEST = 100;

    private final Sides sides;

    /** What is just being examined. */
    private final Set<String> examined = new HashSet<>();

    Leaving(Sides sides) {
        this.sides = sides;
    }

    /** Whether what holds a name at the destination is about to be moved or deleted. */
    boolean isLeaving(Baseline held) {
        Item holder = sides.source(held.sourceId());
        return sides.inScope(holder)
                ? Changes.placeAtSource(holder, held) && !isStuck(holder, held)
                : !sides.isToStay(held.sourceId());
    }

    /** Whether an item that is to be moved cannot be, as things stand. */
    boolean isStuck(Item source, Baseline agreed) {
        Item destination = sides.destination(agreed.destinationId());
        // As long as only a part of the feed was read, a folder may be in itself.
        if (destination == null || !destination.present() || !examined.add(source.id())) {
            return false;
        }
        try {
            return isStuck(source, destination, agreed);
        } finally {
            examined.remove(source.id());
        }
    }

    private boolean isStuck(Item source, Item destination, Baseline agreed) {
        var placement = new Placement(sides, source, destination, agreed);
        if (placement.isMoved() && sides.isFolderLeftOut(source)) {
            return true;
        }
        return placement.missing() == null
                && leavingFirst(destination, placement.folder()) == null
                && unplaceable(destination, placement.folder(), placement.name()) != null;
    }

    /**
     * A folder can only move into what was in it after that has left it: the item of the source
     * whose move comes first, or null.
     */
    String leavingFirst(Item destination, String parentId) {
        if (!destination.isFolder() || !sides.isWithin(parentId, destination.id())) {
            return null;
        }
        String leaving = null;
        Item folder = sides.destination(parentId);
        for (int depth = 0; folder != null && depth < DEEPEST; depth++) {
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

    /** Why an item of the destination cannot get that place as things stand, or null if it can. */
    String unplaceable(Item destination, String parentId, String name) {
        return sides.isWithin(parentId, destination.id())
                ? "it stays where it is in OneDrive, where the folder that it is to go into was moved"
                        + " into it; move one of the two, in OneDrive or in Google Drive"
                : sides.paths().refusal(destination, parentId, name);
    }

    /** The item of the source that must leave a folder before that can be deleted, or null. */
    String pendingIn(Item folder) {
        return folder == null || !folder.isFolder() ? null : sides.removal(folder).pending();
    }

    /** Whether what the source has no more is deleted along with a folder that it has no more. */
    boolean goesWithItsFolder(Item destination, Baseline agreed) {
        Baseline folder =
                agreed.sourceParentId() == null ? null : sides.baseline(agreed.sourceParentId());
        if (folder == null || sides.inScope(sides.source(folder.sourceId()))) {
            return false;
        }
        Item there = sides.destination(folder.destinationId());
        return there != null
                && there.present()
                && sides.isWithin(destination.parentId(), there.id())
                && sides.removal(there).possible();
    }
}
