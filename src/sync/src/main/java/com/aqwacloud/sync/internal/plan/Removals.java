package com.aqwacloud.sync.internal.plan;

import com.aqwacloud.sync.api.Action;
import com.aqwacloud.sync.internal.store.Baseline;
import com.aqwacloud.sync.internal.store.Baselines;
import com.aqwacloud.sync.internal.store.CancelledDeletes;
import com.aqwacloud.sync.internal.store.Item;
import com.aqwacloud.sync.internal.store.Items;
import com.aqwacloud.sync.internal.store.Job;
import com.aqwacloud.sync.internal.store.Jobs;
import com.aqwacloud.sync.internal.store.Side;
import com.aqwacloud.sync.internal.store.Tx;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Finds out what of the destination is to go or to stay since the source has it no more, and which
 * folders can go as a whole. It only reads, and each folder is looked through once.
 */
final class Removals {
    private static final int DEEPEST = 200;

    private final Sides sides;
    private final Tx tx;
    private final Scope scope;
    private final Items items = new Items();
    private final Baselines baselines = new Baselines();
    private final Jobs jobs = new Jobs();
    private final CancelledDeletes cancelledDeletes = new CancelledDeletes();
    private final Map<String, Removal> examined = new HashMap<>();

    /** The items of which a person gave up that they are deleted; null until it is asked for. */
    private Set<String> deletesCancelled;

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
        // As long as only a part of the feed was read, a folder may be in itself.
        examined.put(folder.id(), Removal.NOTHING);
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
            if (isToStay(agreed.sourceId())) {
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

    /**
     * Whether a person gave up that what the source has no more is deleted at the destination, or a
     * folder that it was in.
     */
    boolean isToStay(String sourceId) {
        if (deletesCancelled == null) {
            deletesCancelled = cancelledDeletes.all(tx, scope.session());
        }
        String id = sourceId;
        for (int depth = 0; id != null && depth < DEEPEST; depth++) {
            if (deletesCancelled.isEmpty() || sides.inScope(sides.source(id))) {
                return false;
            }
            if (deletesCancelled.contains(id)) {
                return true;
            }
            id = sides.told(id).map(Item::parentId).orElse(null);
        }
        return false;
    }

    /** The nearest folder above that is about to be deleted since the source has it no more. */
    String deletionAbove(Baseline agreed) {
        Baseline folder = parent(agreed);
        for (int depth = 0; folder != null && depth < DEEPEST; depth++) {
            if (sides.inScope(sides.source(folder.sourceId()))) {
                return null;
            }
            boolean going =
                    jobs.open(tx, scope.session(), folder.sourceId())
                            .filter(job -> job.action() == Action.DELETE)
                            .isPresent();
            if (going) {
                return folder.sourceId();
            }
            folder = parent(folder);
        }
        return null;
    }

    /**
     * Whether an attempt of ours may have deleted what is gone, with a folder that it was in, and
     * did not hear of it yet.
     */
    boolean perhapsWentWithItsFolder(Baseline agreed) {
        Baseline folder = parent(agreed);
        for (int depth = 0; folder != null && depth < DEEPEST; depth++) {
            boolean begun =
                    jobs.open(tx, scope.session(), folder.sourceId())
                            .filter(job -> job.action() == Action.DELETE)
                            .filter(job -> jobs.wasBegun(tx, job))
                            .isPresent();
            if (begun) {
                return true;
            }
            folder = parent(folder);
        }
        return false;
    }

    private Baseline parent(Baseline agreed) {
        return agreed.sourceParentId() == null ? null : sides.baseline(agreed.sourceParentId());
    }
}
