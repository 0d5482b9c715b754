package com.aqwacloud.sync.internal.plan;

import com.aqwacloud.sync.api.Action;
import com.aqwacloud.sync.api.JobState;
import com.aqwacloud.sync.api.SelectionFilter.Exclusion;
import com.aqwacloud.sync.internal.store.AwaitedJobs;
import com.aqwacloud.sync.internal.store.Baseline;
import com.aqwacloud.sync.internal.store.Baselines;
import com.aqwacloud.sync.internal.store.Excluded;
import com.aqwacloud.sync.internal.store.HiddenNames;
import com.aqwacloud.sync.internal.store.Item;
import com.aqwacloud.sync.internal.store.Items;
import com.aqwacloud.sync.internal.store.Job;
import com.aqwacloud.sync.internal.store.JobAttempts;
import com.aqwacloud.sync.internal.store.JobTargets;
import com.aqwacloud.sync.internal.store.Jobs;
import com.aqwacloud.sync.internal.store.SharedDrives;
import com.aqwacloud.sync.internal.store.SharedFolders;
import com.aqwacloud.sync.internal.store.Side;
import com.aqwacloud.sync.internal.store.StoredConflicts;
import com.aqwacloud.sync.internal.store.Tx;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Both sides and the baseline of one session, seen from within one transaction. */
final class Sides {
    private static final int DEEPEST = 200;

    private final Tx tx;
    private final Scope scope;
    private final Items items = new Items();
    private final Baselines baselines = new Baselines();
    private final Jobs jobs = new Jobs();
    private final AwaitedJobs awaitedJobs = new AwaitedJobs();
    private final JobTargets targets = new JobTargets();
    private final JobAttempts attempts = new JobAttempts();
    private final Excluded excluded = new Excluded();
    private final SharedDrives drives = new SharedDrives();
    private final SharedFolders sharedFolders = new SharedFolders();
    private final StoredConflicts conflicts = new StoredConflicts();
    private final Authorship authorship = new Authorship();
    private final HiddenNames hiddenNames = new HiddenNames();
    private final Renditions renditions;
    private final Filtering filtering;
    private final Set<String> needed = new HashSet<>();
    private final Map<String, String> folderPaths = new HashMap<>();
    private final Membership membership;
    private final Removals removals;
    private final PathLimit paths = new PathLimit(this);

    /**
     * @param now the time that ages of files count to
     */
    Sides(Tx tx, Scope scope, Instant now) {
        this.tx = tx;
        this.scope = scope;
        this.renditions =
                new Renditions(scope, this::told, new FolderWays(this::told, this::isListed));
        this.filtering = new Filtering(scope, now, this::told);
        this.membership = new Membership(tx, scope, this::source, this::told);
        this.removals = new Removals(this, tx, scope);
    }

    Scope scope() {
        return scope;
    }

    /** How long paths may be at the destination. */
    PathLimit paths() {
        return paths;
    }

    /** An item of the source as it is to be at the destination. */
    Item source(String id) {
        return rendition(id).map(Rendition::item).orElse(null);
    }

    /** What an item of the source is to be at the destination; empty if it was never told of. */
    Optional<Rendition> rendition(String sourceId) {
        return told(sourceId).map(item -> filtering.of(item, renditions.of(item)));
    }

    /** Why the session's filter leaves an item out, if it does; the item may be gone. */
    Optional<Exclusion> exclusion(String sourceId) {
        return rendition(sourceId).map(Rendition::exclusion);
    }

    /**
     * Whether an item that was in sync is left alone at the destination, since the session's filter
     * leaves it out, or did so when it was last there.
     */
    boolean isLeftAlone(String sourceId) {
        return exclusion(sourceId).filter(found -> found.until().isEmpty()).isPresent()
                || !inScope(source(sourceId)) && excluded.contains(tx, scope.session(), sourceId);
    }

    /** Whether a person gave up that what the source has no more is deleted. */
    boolean isToStay(String sourceId) {
        return removals.isToStay(sourceId);
    }

    /** Whether the source's item has another name or folder than was agreed. */
    boolean hasMovedOn(Baseline agreed) {
        return told(agreed.sourceId())
                .filter(
                        item ->
                                !renditions.of(item).item().name().equals(agreed.name())
                                        || !Objects.equals(
                                                item.parentId(), agreed.sourceParentId()))
                .isPresent();
    }

    /** Says that something is to go into a folder. */
    void need(String folderId) {
        needed.add(folderId);
    }

    /** Whether a folder is to be made only for what is in it, and nothing is to go into it. */
    boolean isIdle(Item folder) {
        return filtering.isOnlyWay(folder)
                && !needed.contains(folder.id())
                && !awaitedJobs.isAwaited(tx, scope.session(), folder.id());
    }

    /** Whether all that is below a folder of the source is told of. */
    private boolean isListed(String folderId) {
        return folderId.equals(scope.sourceRoot())
                || drives.contains(tx, scope.session(), folderId)
                || sharedFolders.contains(tx, scope.session(), folderId);
    }

    /** The folder of the source that a shortcut is followed to, or null if it is not. */
    String followedFolder(String shortcutId) {
        return told(shortcutId)
                .filter(Item::isShortcut)
                .filter(shortcut -> inScope(source(shortcutId)))
                .filter(shortcut -> source(shortcutId).isFolder())
                .map(Item::revision)
                .orElse(null);
    }

    /** An item of the source as its feed told of it last; empty if it never did. */
    Optional<Item> told(String sourceId) {
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

    /** Folders in a folder of the destination. */
    List<Item> foldersIn(String destinationId) {
        return items.folders(tx, scope.session(), Side.DESTINATION, destinationId);
    }

    /** Characters of the longest name in a folder of the destination, 0 for an empty one. */
    int longestNameIn(String destinationId) {
        return items.longestName(tx, scope.session(), Side.DESTINATION, destinationId);
    }

    /** Whether the destination's item still has the name that was agreed. */
    boolean hasName(Baseline agreed) {
        Item there = destination(agreed.destinationId());
        return there != null && there.present() && there.name().equals(agreed.destinationName());
    }

    /** Whether this application changed the destination's item last, as far as its drive says. */
    boolean isOurs(Item destination) {
        return authorship.isOurs(tx, scope.session(), destination);
    }

    boolean isFree(String parentId, String name) {
        return named(parentId, name).isEmpty() && !isHidden(parentId, name);
    }

    /** Whether the destination refuses a name in a folder as taken and does not tell by what. */
    boolean isHidden(String parentId, String name) {
        return hiddenNames.contains(tx, scope.session(), parentId, name);
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

    /** The same of what stands for it at the destination: another may be to take its place. */
    boolean isUndecided(Baseline agreed) {
        Item there = destination(agreed.destinationId());
        return isUndecided(agreed.sourceId())
                || there != null
                        && !inScope(source(agreed.sourceId()))
                        && namesakes(agreed, there)
                                .filter(id -> baseline(id) == null)
                                .anyMatch(this::isUndecided);
    }

    /** Whether the newest job about an item of the source was given up. */
    boolean isGivenUp(String sourceId) {
        return jobs.givenUp(tx, scope.session(), sourceId).isPresent();
    }

    /** Other items of the source, by id, that have the name of one that is gone where that was. */
    Stream<String> namesakes(Baseline gone, Item there) {
        var folders = new LinkedHashSet<String>();
        folders.add(gone.sourceParentId());
        folders.add(
                scope.destinationRoot().equals(there.parentId())
                        ? scope.sourceRoot()
                        : baselines
                                .byDestination(tx, scope.session(), there.parentId())
                                .map(Baseline::sourceId)
                                .orElse(null));
        folders.remove(null);
        return folders.stream()
                .flatMap(folder -> namesakes(folder, gone, there))
                .distinct()
                .filter(id -> !id.equals(gone.sourceId()));
    }

    private Stream<String> namesakes(String folder, Baseline gone, Item there) {
        var names = new LinkedHashSet<String>();
        names.add(gone.name());
        names.add(there.name());
        int dot = gone.name().lastIndexOf('.');
        if (dot > 0 && !gone.folder()) {
            // A document or shortcut gets its ending only from us.
            names.add(gone.name().substring(0, dot));
        }
        return names.stream()
                .flatMap(
                        name ->
                                items
                                        .named(tx, scope.session(), Side.SOURCE, folder, name)
                                        .stream())
                .map(Item::id);
    }

    boolean hasOpenJob(String sourceId) {
        return jobs.open(tx, scope.session(), sourceId).isPresent();
    }

    /** Whether an item of the source has an unfinished job or an open conflict. */
    boolean isUnsettled(String sourceId) {
        return hasOpenJob(sourceId) || isUndecided(sourceId);
    }

    /** Whether a job is just changing the destination's item of one of the source, or its place. */
    boolean isUnderWay(String sourceId) {
        return jobs.open(tx, scope.session(), sourceId)
                .filter(job -> job.state() == JobState.TRANSFERRING)
                .filter(job -> job.action() != Action.DELETE)
                .isPresent();
    }

    /** Whether an item of the source is to be at the destination. */
    boolean inScope(Item item) {
        return membership.contains(item);
    }

    /**
     * What the account lost access to: the item itself, or a folder above it, that others own; null
     * if it did not, or if the item had left the session before.
     */
    String lostAccess(String sourceId) {
        return membership.lostAccess(sourceId);
    }

    /** Whether the item is at the top of the selection, and so right below the destination root. */
    boolean isTop(Item item) {
        return membership.isTop(item);
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

    /** Whether the destination has something else in the place of a folder above the item. */
    boolean isFolderLeftOut(Item source) {
        Item item = source;
        for (int depth = 0; item != null && depth < DEEPEST; depth++) {
            String missing = missingFolder(item);
            if (missing == null) {
                Item folder = isTop(item) ? null : destination(destinationFolder(item));
                return folder != null && !folder.isFolder();
            }
            item = source(missing);
        }
        return false;
    }

    /** Whether a folder of the destination is another, or somewhere in it. */
    boolean isWithin(String folderId, String outerId) {
        String id = folderId;
        for (int depth = 0; id != null && depth < DEEPEST; depth++) {
            if (id.equals(outerId)) {
                return true;
            }
            Item folder = destination(id);
            id = folder == null ? null : folder.parentId();
        }
        return false;
    }

    /** Whether a job about an item was about to give the destination's that folder and name. */
    boolean isAimedAt(String sourceId, Item destination) {
        return jobs.open(tx, scope.session(), sourceId)
                .map(Job::target)
                .filter(target -> target.parentId().equals(destination.parentId()))
                .filter(target -> target.name().equals(destination.name()))
                .isPresent();
    }

    /**
     * Whether the destination's item has a place that was not agreed, and is to leave it: an
     * attempt of ours gave it that unheard, or the feed may not have told yet that it left.
     */
    boolean isLeaving(Item destination, Baseline agreed) {
        String id = agreed.sourceId();
        return Changes.placeAtDestination(destination, agreed)
                && (attempts.perhapsPlaced(tx, scope.session(), id, destination)
                        || items.isDirty(tx, scope.session(), Side.SOURCE, id));
    }

    /** Whether a person gave the destination's item a name or folder that was not agreed. */
    boolean isPlacedByOthers(Item destination, Baseline agreed) {
        return Changes.placeAtDestination(destination, agreed)
                && !attempts.perhapsPlaced(tx, scope.session(), agreed.sourceId(), destination);
    }

    /**
     * Another item that a job under way is just making that item of the destination of, or null.
     *
     * @param unheard whether a job counts, too, that waits for its next attempt
     */
    String maker(Item destination, String sourceId, boolean unheard) {
        return makers(destination)
                .filter(job -> unheard || job.state() == JobState.TRANSFERRING)
                .map(Job::sourceId)
                .filter(maker -> !maker.equals(sourceId))
                .findFirst()
                .orElse(null);
    }

    Stream<Job> makers(Item destination) {
        return targets
                .makersOf(tx, scope.session(), destination.parentId(), destination.name())
                .stream();
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

    /** The nearest folder above that is about to be deleted since the source has it no more. */
    String deletionAbove(Baseline agreed) {
        return removals.deletionAbove(agreed);
    }

    /** Whether what is gone perhaps went with a folder that an attempt of ours deleted. */
    boolean perhapsWentWithItsFolder(Baseline agreed) {
        return removals.perhapsWentWithItsFolder(agreed);
    }

    /** Whether nothing that is not also gone at the source would go with this folder. */
    Removal removal(Item folder) {
        return removals.of(folder);
    }
}
