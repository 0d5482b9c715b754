package com.aqwacloud.sync.internal.plan;

import com.aqwacloud.sync.internal.store.Baseline;
import com.aqwacloud.sync.internal.store.Baselines;
import com.aqwacloud.sync.internal.store.Item;
import com.aqwacloud.sync.internal.store.Items;
import com.aqwacloud.sync.internal.store.Job;
import com.aqwacloud.sync.internal.store.Jobs;
import com.aqwacloud.sync.internal.store.Side;
import com.aqwacloud.sync.internal.store.StoredConflicts;
import com.aqwacloud.sync.internal.store.Tx;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Both sides and the baseline of one session, seen from within one transaction. */
final class Sides {
    private static final int DEEPEST = 200;

    private final Tx tx;
    private final Scope scope;
    private final Items items = new Items();
    private final Baselines baselines = new Baselines();
    private final Jobs jobs = new Jobs();
    private final StoredConflicts conflicts = new StoredConflicts();
    private final Renditions renditions;
    private final Map<String, Boolean> folderInScope = new HashMap<>();
    private final Map<String, String> folderPaths = new HashMap<>();
    private final Map<String, Removal> removals = new HashMap<>();

    /**
     * Whether a folder of the destination can go as a whole.
     *
     * @param possible whether nothing in it would be lost
     * @param pending an item of the source that must be dealt with first, or null
     * @param files how many files would go
     * @param reason why it cannot go, or null
     * @param undecided an item of the source whose conflict decides whether it can, or null
     */
    record Removal(boolean possible, String pending, long files, String reason, String undecided) {
        static Removal refused(String reason) {
            return new Removal(false, null, 0, reason, null);
        }
    }

    Sides(Tx tx, Scope scope) {
        this.tx = tx;
        this.scope = scope;
        this.renditions = new Renditions(scope, this::told);
    }

    Scope scope() {
        return scope;
    }

    /** An item of the source as it is to be at the destination. */
    Item source(String id) {
        return told(id).map(item -> renditions.of(item).item()).orElse(null);
    }

    /** What an item of the source is to be at the destination; empty if it was never told of. */
    Optional<Rendition> rendition(String sourceId) {
        return told(sourceId).map(renditions::of);
    }

    private Optional<Item> told(String sourceId) {
        return items.find(tx, scope.session(), Side.SOURCE, sourceId);
    }

    Item destination(String id) {
        return items.find(tx, scope.session(), Side.DESTINATION, id).orElse(null);
    }

    Baseline baseline(String sourceId) {
        return baselines.bySource(tx, scope.session(), sourceId).orElse(null);
    }

    Optional<Baseline> baselineOf(Item destination) {
        return baselines.byDestination(tx, scope.session(), destination.id());
    }

    /** What has that name in a folder of the destination. */
    List<Item> named(String parentId, String name) {
        return items.named(tx, scope.session(), Side.DESTINATION, parentId, name);
    }

    /** Whether the destination's item still has the name that was agreed. */
    boolean hasName(Baseline agreed) {
        Item there = destination(agreed.destinationId());
        return there != null && there.present() && there.name().equals(agreed.destinationName());
    }

    /** Whether a folder of the destination is another or is in it, at any depth. */
    boolean isWithin(String folderId, Item outer) {
        Item folder = destination(folderId);
        for (int depth = 0; folder != null && depth < DEEPEST; depth++) {
            if (folder.id().equals(outer.id())) {
                return true;
            }
            folder = folder.parentId() == null ? null : destination(folder.parentId());
        }
        return false;
    }

    boolean isFree(String parentId, String name) {
        return named(parentId, name).isEmpty();
    }

    /** Whether nothing at the destination stands for an item of the source, be it no longer. */
    boolean lacks(String sourceId) {
        Baseline agreed = baseline(sourceId);
        Item there = agreed == null ? null : destination(agreed.destinationId());
        return there == null || !there.present();
    }

    /** Whether a conflict about an item of the source is open. */
    boolean isUndecided(String sourceId) {
        return conflicts.open(tx, scope.session(), sourceId).isPresent();
    }

    boolean hasOpenJob(String sourceId) {
        return jobs.open(tx, scope.session(), sourceId).isPresent();
    }

    /** Whether an item of the source is to be at the destination. */
    boolean inScope(Item item) {
        if (item == null || !item.present() || item.id().equals(scope.sourceRoot())) {
            return false;
        }
        return scope.selection().contains(item.id()) || isFolderInScope(item.parentId());
    }

    private boolean isFolderInScope(String folderId) {
        String id = folderId;
        Set<String> way = new HashSet<>();
        boolean found = false;
        while (id != null && way.add(id) && way.size() < DEEPEST) {
            Boolean known = folderInScope.get(id);
            if (known != null) {
                found = known;
                break;
            }
            if (scope.selection().contains(id)
                    || scope.selection().isEmpty() && id.equals(scope.sourceRoot())) {
                Item folder = source(id);
                found = folder == null || folder.present();
                break;
            }
            Item folder = source(id);
            if (folder == null || !folder.present()) {
                break;
            }
            id = folder.parentId();
        }
        for (String passed : way) {
            folderInScope.put(passed, found);
        }
        return found;
    }

    /** Whether the item is at the top of the selection, and so right below the destination root. */
    boolean isTop(Item item) {
        return scope.selection().isEmpty()
                ? scope.sourceRoot().equals(item.parentId())
                : scope.selection().contains(item.id()) && !isFolderInScope(item.parentId());
    }

    /** The folder of the source that must be made at the destination first, or null. */
    String missingFolder(Item source) {
        return isTop(source) || !lacks(source.parentId()) ? null : source.parentId();
    }

    /** The destination's folder that the item's folder is; only to be asked if none is missing. */
    String destinationFolder(Item source) {
        return isTop(source)
                ? scope.destinationRoot()
                : baseline(source.parentId()).destinationId();
    }

    /** Whether the destination has something else in the place of the item's folder. */
    boolean isFolderLeftOut(Item source) {
        Item folder = isTop(source) ? null : destination(destinationFolder(source));
        return folder != null && !folder.isFolder();
    }

    /** Whether a job about an item was about to give the destination's that folder and name. */
    boolean isAimedAt(String sourceId, Item destination) {
        return jobs.open(tx, scope.session(), sourceId)
                .map(Job::target)
                .filter(target -> target.parentId().equals(destination.parentId()))
                .filter(target -> target.name().equals(destination.name()))
                .isPresent();
    }

    /** Path from the source's root, for people. */
    String path(Item item) {
        return folderPath(item.parentId(), 0) + "/" + item.name();
    }

    private String folderPath(String id, int depth) {
        if (id == null || id.equals(scope.sourceRoot()) || depth > DEEPEST) {
            return "";
        }
        String known = folderPaths.get(id);
        if (known != null) {
            return known;
        }
        Item folder = source(id);
        String path =
                folder == null
                        ? ""
                        : folderPath(folder.parentId(), depth + 1) + "/" + folder.name();
        folderPaths.put(id, path);
        return path;
    }

    /** Whether nothing that is not also gone at the source would go with this folder. */
    Removal removal(Item folder) {
        Removal known = removals.get(folder.id());
        if (known != null) {
            return known;
        }
        Removal found = examine(folder);
        removals.put(folder.id(), found);
        return found;
    }

    private Removal examine(Item folder) {
        long files = 0;
        String pending = null;
        for (Item child : items.children(tx, scope.session(), Side.DESTINATION, folder.id())) {
            Baseline agreed = baselineOf(child).orElse(null);
            if (agreed == null) {
                return Removal.refused("it holds what only OneDrive has: " + child.name());
            }
            Item source = source(agreed.sourceId());
            if (inScope(source)) {
                if (!hasOpenJob(agreed.sourceId())
                        && Objects.equals(source.parentId(), agreed.sourceParentId())) {
                    return Removal.refused("it holds what is still in Drive: " + child.name());
                }
                pending = agreed.sourceId();
            } else if (child.isFolder()) {
                Removal inner = removal(child);
                if (!inner.possible()) {
                    return inner;
                }
                pending = inner.pending() == null ? pending : inner.pending();
                files += inner.files();
            } else if (!Changes.atDestination(child, agreed)) {
                files++;
            } else if (hasOpenJob(agreed.sourceId())) {
                pending = agreed.sourceId();
            } else {
                return new Removal(
                        false,
                        null,
                        0,
                        "it holds what was edited in OneDrive: " + child.name(),
                        agreed.sourceId());
            }
        }
        return new Removal(true, pending, files, null, null);
    }
}
