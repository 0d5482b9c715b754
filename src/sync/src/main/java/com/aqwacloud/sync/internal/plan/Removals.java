package com.aqwacloud.sync.internal.plan;

import com.aqwacloud.sync.internal.store.Baseline;
import com.aqwacloud.sync.internal.store.Baselines;
import com.aqwacloud.sync.internal.store.Item;
import com.aqwacloud.sync.internal.store.Items;
import com.aqwacloud.sync.internal.store.Job;
import com.aqwacloud.sync.internal.store.Side;
import com.aqwacloud.sync.internal.store.Tx;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Finds out which folders of the destination can go as a whole. It only reads, and each folder is
 * looked through once.
 */
final class Removals {
    private final Sides sides;
    private final Tx tx;
    private final Scope scope;
    private final Items items = new Items();
    private final Baselines baselines = new Baselines();
    private final Map<String, Removal> examined = new HashMap<>();

    Removals(Sides sides, Tx tx, Scope scope) {
        this.sides = sides;
        this.tx = tx;
        this.scope = scope;
    }

    /** Whether nothing that is not also gone at the source would go with this folder. */
    Removal of(Item folder) {
        Removal known = examined.get(folder.id());
        if (known != null) {
            return known;
        }
        Removal found = examine(folder);
        examined.put(folder.id(), found);
        return found;
    }

    private Removal examine(Item folder) {
        long files = 0;
        String pending = null;
        for (Item child : items.children(tx, scope.session(), Side.DESTINATION, folder.id())) {
            Baseline agreed = sides.baselineOf(child).orElse(null);
            if (agreed == null) {
                // What an attempt left that was cut off is ours, and is dealt with first.
                String aimed = sides.makers(child).map(Job::sourceId).findFirst().orElse(null);
                if (aimed == null) {
                    return Removal.refused("it holds what only OneDrive has: " + child.name());
                }
                pending = aimed;
                continue;
            }
            if (sides.isLeftAlone(agreed.sourceId())) {
                return Removal.refused("it holds what the session leaves out: " + child.name());
            }
            if (sides.isToStay(agreed.sourceId())) {
                return Removal.refused(
                        "it holds what somebody decided not to delete: " + child.name());
            }
            Item source = sides.source(agreed.sourceId());
            if (sides.inScope(source)) {
                if (!sides.hasOpenJob(agreed.sourceId())
                        && !sides.isLeaving(child, agreed)
                        && (Objects.equals(source.parentId(), agreed.sourceParentId())
                                || new Leaving(sides).isStuck(source, agreed))) {
                    return Removal.refused("it holds what is still in Drive: " + child.name());
                }
                pending = agreed.sourceId();
            } else if (child.isFolder()) {
                Removal inner = of(child);
                if (!inner.possible()) {
                    return inner;
                }
                pending = inner.pending() == null ? pending : inner.pending();
                files += inner.files();
            } else if (!Changes.atDestination(child, agreed)
                    && !sides.isPlacedByOthers(child, agreed)) {
                files++;
            } else if (sides.hasOpenJob(agreed.sourceId())) {
                pending = agreed.sourceId();
            } else {
                return new Removal(
                        false,
                        null,
                        0,
                        "it holds what was changed in OneDrive: " + child.name(),
                        agreed.sourceId());
            }
        }
        return new Removal(
                true, pending == null ? broughtInto(folder) : pending, files, null, null);
    }

    /**
     * What was last brought into a folder though the feed has told of it elsewhere, perhaps before,
     * and was not planned since; or null.
     */
    private String broughtInto(Item folder) {
        return sides
                .baselineOf(folder)
                .map(agreed -> baselines.inFolder(tx, scope.session(), agreed.sourceId()))
                .stream()
                .flatMap(List::stream)
                .filter(inner -> items.isDirty(tx, scope.session(), Side.SOURCE, inner))
                .filter(
                        inner ->
                                folder.id().equals(sides.baseline(inner).destinationParentId())
                                        && isElsewhere(sides.baseline(inner), folder))
                .findFirst()
                .orElse(null);
    }

    private boolean isElsewhere(Baseline agreed, Item folder) {
        Item there = sides.destination(agreed.destinationId());
        return there != null && there.present() && !folder.id().equals(there.parentId());
    }
}
