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
    private static final int MOST_IN_IT = 100;

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
     * Ids of a drive's items that are referred to from where it would take long to look for each of
     * them: what is selected and what shortcuts lead to, or what conflicts may still be about.
     */
    public Set<String> referredTo(Tx tx, GoneItems.Drive drive) {
        String session = drive.session();
        if (drive.side() == Side.DESTINATION) {
            return conflicts.destinations(tx, session, Loser.Place.RECYCLE_BIN);
        }
        var ids = new HashSet<>(items.shortcutTargets(tx, session));
        sessions.find(tx, session)
                .ifPresent(stored -> ids.addAll(stored.session().options().selection()));
        return ids;
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
     * @return whether there was any
     */
    public boolean takeAlong(Tx tx, String session, String folder, Instant since) {
        List<Item> along =
                items.unsynced(tx, session, folder, MOST_IN_IT).stream()
                        .filter(item -> !isNeeded(tx, session, item.id()))
                        .toList();
        for (Item item : along) {
            items.put(tx, session, Side.SOURCE, item.gone(), false);
            gone.date(tx, session, Side.SOURCE, item.id(), since);
            gone.forEver(tx, session, item.id());
        }
        return !along.isEmpty();
    }

    /**
     * Forgets an item unless it is needed.
     *
     * @return whether it was forgotten
     */
    public boolean forget(Tx tx, GoneItems.Drive drive, String id) {
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
        } else if (isNeeded(tx, session, id)) {
            return false;
        } else {
            forgetNotes(tx, session, id);
        }
        items.remove(tx, session, side, id);
        return true;
    }

    private boolean isNeeded(Tx tx, String session, String id) {
        return baselines.bySource(tx, session, id).isPresent()
                || baselines.isAnyIn(tx, session, id)
                || jobs.open(tx, session, id).isPresent()
                || jobs.givenUp(tx, session, id).isPresent()
                || conflicts.open(tx, session, id).isPresent()
                || leftToHeirs.concerns(tx, session, id)
                || sharedDrives.contains(tx, session, id)
                || isSeen(tx, session, id);
    }

    /** Whether the session sees it, or saw it, through a shortcut to a folder, too. */
    private boolean isSeen(Tx tx, String session, String id) {
        return folderShortcuts.list(tx, session).keySet().stream()
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
