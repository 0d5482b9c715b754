package com.aqwacloud.sync.internal.store;

import com.aqwacloud.sync.api.Loser;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Forgets items that are gone and that nothing refers to any more, with all that is noted of them.
 * If such an item comes back, it is as if it were told of for the first time. Thread-safe; each
 * call is part of the caller's transaction.
 */
public final class UnneededItems {
    private final Items items = new Items();
    private final GoneItems gone = new GoneItems();
    private final Baselines baselines = new Baselines();
    private final Jobs jobs = new Jobs();
    private final JobTargets targets = new JobTargets();
    private final StoredConflicts conflicts = new StoredConflicts();
    private final LeftToHeirs leftToHeirs = new LeftToHeirs();
    private final FolderShortcuts folderShortcuts = new FolderShortcuts();
    private final HeldContents heldContents = new HeldContents();
    private final CancelledDeletes cancelledDeletes = new CancelledDeletes();
    private final Excluded excluded = new Excluded();
    private final Unplaced unplaced = new Unplaced();
    private final LostAccess lostAccess = new LostAccess();
    private final SharedDrives sharedDrives = new SharedDrives();
    private final SharedFolders sharedFolders = new SharedFolders();
    private final StoredSessions sessions = new StoredSessions();

    /**
     * What refers to items of a drive.
     *
     * @param items ids of items that are referred to
     * @param shortcuts ids of the shortcuts to folders, through which the same item is seen again
     */
    public record References(Set<String> items, Set<String> shortcuts) {}

    /**
     * Ids of a drive's items that are referred to from where it would take long to look for each of
     * them: what is selected and what shortcuts lead to, or what conflicts may still be about.
     */
    public References references(Tx tx, GoneItems.Drive drive) {
        String session = drive.session();
        if (drive.side() == Side.DESTINATION) {
            return new References(
                    conflicts.destinations(tx, session, Loser.Place.RECYCLE_BIN), Set.of());
        }
        var ids = new HashSet<>(items.shortcutTargets(tx, session));
        sessions.find(tx, session)
                .ifPresent(stored -> ids.addAll(stored.session().options().selection()));
        return new References(ids, folderShortcuts.list(tx, session).keySet());
    }

    /** A file that is gone holds nothing. */
    public void holdsNothing(Tx tx, GoneItems.Drive drive, String id) {
        if (drive.side() == Side.DESTINATION) {
            heldContents.remove(tx, drive.session(), id);
        }
    }

    /**
     * What is in a folder of the source that can never come back is gone, too: nothing tells so. It
     * is only what was never in sync, or is not any more.
     *
     * @param most so many of it at once
     * @return how many there were
     */
    public int takeAlong(
            Tx tx, String session, String folder, Instant since, References references, int most) {
        List<Item> along =
                items.unsynced(tx, session, folder, most).stream()
                        .filter(item -> !isNeeded(tx, session, item.id(), references))
                        .toList();
        for (Item item : along) {
            items.put(tx, session, Side.SOURCE, item.gone(), false);
            gone.date(tx, session, Side.SOURCE, item.id(), since);
            gone.forEver(tx, session, item.id());
        }
        return along.size();
    }

    /**
     * Forgets an item unless it is needed.
     *
     * @return whether it was forgotten
     */
    public boolean forget(Tx tx, GoneItems.Drive drive, String id, References references) {
        String session = drive.session();
        Side side = drive.side();
        boolean over =
                items.find(tx, session, side, id).filter(item -> !item.present()).isPresent()
                        && !items.isDirty(tx, session, side, id)
                        && !items.isAnyIn(tx, session, side, id);
        if (!over) {
            return false;
        }
        if (side == Side.DESTINATION) {
            if (baselines.byDestination(tx, session, id).isPresent()
                    || targets.isAnyIn(tx, session, id)) {
                return false;
            }
            heldContents.remove(tx, session, id);
        } else if (isNeeded(tx, session, id, references)) {
            return false;
        } else {
            forgetNotes(tx, session, id);
        }
        items.remove(tx, session, side, id);
        return true;
    }

    private boolean isNeeded(Tx tx, String session, String id, References references) {
        return baselines.bySource(tx, session, id).isPresent()
                || baselines.isAnyIn(tx, session, id)
                || jobs.open(tx, session, id).isPresent()
                || jobs.givenUp(tx, session, id).isPresent()
                || conflicts.open(tx, session, id).isPresent()
                || leftToHeirs.concerns(tx, session, id)
                || sharedDrives.contains(tx, session, id)
                || isSeen(tx, session, id, references);
    }

    /** Whether the session sees it, or saw it, through a shortcut to a folder, too. */
    private boolean isSeen(Tx tx, String session, String id, References references) {
        return references.shortcuts().stream()
                .map(shortcut -> FollowedId.of(shortcut, id))
                .anyMatch(sight -> items.find(tx, session, Side.SOURCE, sight).isPresent());
    }

    private void forgetNotes(Tx tx, String session, String id) {
        cancelledDeletes.remove(tx, session, id);
        excluded.remove(tx, session, id);
        unplaced.remove(tx, session, id);
        lostAccess.remove(tx, session, id);
        sharedFolders.remove(tx, session, id);
        folderShortcuts.remove(tx, session, id);
    }
}
