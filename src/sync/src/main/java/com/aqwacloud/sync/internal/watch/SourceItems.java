package com.aqwacloud.sync.internal.watch;

import com.aqwacloud.sync.api.SessionOptions;
import com.aqwacloud.sync.internal.google.DriveEntry;
import com.aqwacloud.sync.internal.store.GoneItems;
import com.aqwacloud.sync.internal.store.Item;
import com.aqwacloud.sync.internal.store.Items;
import com.aqwacloud.sync.internal.store.LostAccess;
import com.aqwacloud.sync.internal.store.SharedDrives;
import com.aqwacloud.sync.internal.store.SharedFolders;
import com.aqwacloud.sync.internal.store.Side;
import com.aqwacloud.sync.internal.store.StoredSession;
import com.aqwacloud.sync.internal.store.StoredSessions;
import com.aqwacloud.sync.internal.store.Tx;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Keeps what the feeds of Google Drive tell: those of the account and of each shared drive together
 * make one source. Each call is part of the caller's transaction.
 */
final class SourceItems {
    /** The account's own feed, where a shared drive's is named by its id. */
    static final String ACCOUNT = "";

    private static final int DEEPEST = 200;

    private final StoredSessions sessions = new StoredSessions();
    private final Items items = new Items();
    private final GoneItems gone = new GoneItems();
    private final SharedDrives drives = new SharedDrives();
    private final SharedFolders folders = new SharedFolders();
    private final LostAccess lost = new LostAccess();
    private final MovedFolders movedFolders = new MovedFolders();

    /** Keeps what a listing or a feed told of an item that is there, or in the trash. */
    void keep(Tx tx, String session, DriveEntry entry) {
        Item told = DriveItems.item(entry);
        boolean rootInTrash = entry.trashed() && isSelected(tx, session, entry.id());
        keep(tx, session, rootInTrash ? told.gone() : told);
    }

    void keep(Tx tx, String session, Item told) {
        Item known = items.find(tx, session, Side.SOURCE, told.id()).orElse(null);
        Item now = known != null && told.parentId() == null ? told.in(known.parentId()) : told;
        items.put(tx, session, Side.SOURCE, now, !Objects.equals(known, now));
        movedFolders.told(tx, session, known, now);
        if (!now.present() && (known == null || known.present())) {
            soilSelectedIn(tx, session, now);
        }
        boolean back = known != null && !known.present();
        boolean unseen = back && lost.contains(tx, session, now.id());
        if (back) {
            lost.remove(tx, session, now.id());
        }
        boolean arrived =
                known == null || back || !Objects.equals(known.parentId(), now.parentId());
        if (now.isFolder() && now.present() && arrived && isShared(tx, session, now)) {
            folders.again(tx, session, now.id());
            if (unseen) {
                listBelow(tx, session, now.id());
            }
        }
    }

    /** Whether a folder is one that others share, or in such a one. */
    private boolean isShared(Tx tx, String session, Item folder) {
        return folders.contains(tx, session, folder.id())
                || folder.parentId() != null && folders.contains(tx, session, folder.parentId());
    }

    /** While a folder is out of sight, nothing tells what happens in those in it. */
    private void listBelow(Tx tx, String session, String folder) {
        var next = new ArrayDeque<>(List.of(folder));
        Set<String> below = new HashSet<>(next);
        while (!next.isEmpty()) {
            for (String id : items.foldersIn(tx, session, Side.SOURCE, next.poll())) {
                if (folders.contains(tx, session, id) && below.add(id)) {
                    folders.again(tx, session, id);
                    next.add(id);
                }
            }
        }
    }

    /**
     * Keeps that a feed no longer tells of an item: it was deleted for good, or the account no
     * longer sees it. Nothing tells which of the two, be it in the account's own tree, where others
     * may own what they put; but what was in the trash there before was deleted.
     *
     * @param feed {@link #ACCOUNT}, or the id of a shared drive
     */
    void gone(Tx tx, String session, String id, String feed) {
        Item known = items.find(tx, session, Side.SOURCE, id).orElse(null);
        if (known == null) {
            return;
        }
        String place = place(tx, session, known);
        boolean own = feed.equals(ACCOUNT) && place.equals(ACCOUNT);
        if (!known.present()) {
            if (own) {
                gone.forEver(tx, session, id);
            }
            return;
        }
        // What another feed tells to be in its drive by now has only moved there.
        if (feed.equals(place) || feed.equals(ACCOUNT) && isOfOthers(place)) {
            items.put(tx, session, Side.SOURCE, known.gone(), true);
            if (own) {
                soilSelectedIn(tx, session, known);
            } else {
                lost.add(tx, session, id);
            }
        }
    }

    /** What is selected goes with a folder above it, which need not be in the session. */
    private void soilSelectedIn(Tx tx, String session, Item folder) {
        if (folder.isFolder()) {
            sessions.find(tx, session).stream()
                    .flatMap(stored -> stored.session().options().selection().stream())
                    .filter(selected -> isIn(tx, session, selected, folder.id()))
                    .forEach(selected -> items.soil(tx, session, Side.SOURCE, selected));
        }
    }

    private boolean isIn(Tx tx, String session, String id, String folder) {
        String next = id;
        for (int depth = 0; next != null && depth < DEEPEST; depth++) {
            next = items.find(tx, session, Side.SOURCE, next).map(Item::parentId).orElse(null);
            if (folder.equals(next)) {
                return true;
            }
        }
        return false;
    }

    /**
     * A page of the account's own feed was kept to its end: what was gone before the page told of a
     * folder above it, which is the account's own, is not others'.
     */
    void placed(Tx tx, String session, String id) {
        if (lost.contains(tx, session, id)) {
            items.find(tx, session, Side.SOURCE, id)
                    .filter(item -> place(tx, session, item).equals(ACCOUNT))
                    .ifPresent(item -> lost.remove(tx, session, id));
        }
    }

    /** A listing of all feeds ended: what it did not show is gone. */
    void dropUnseen(Tx tx, String session) {
        for (Item unseen : items.unseen(tx, session, Side.SOURCE)) {
            if (!place(tx, session, unseen).equals(ACCOUNT)) {
                lost.add(tx, session, unseen.id());
            }
        }
        items.dropUnseen(tx, session, Side.SOURCE);
    }

    private boolean isSelected(Tx tx, String session, String id) {
        return sessions.find(tx, session)
                .filter(stored -> stored.session().options().selection().contains(id))
                .isPresent();
    }

    private static boolean isOfOthers(String place) {
        return place.equals(SessionOptions.SHARED_WITH_ME);
    }

    /**
     * The shared drive that holds an item, {@code shared-with-me}, or {@link #ACCOUNT}. Folders
     * above it that the account does not see are others'.
     */
    private String place(Tx tx, String session, Item item) {
        String id = item.id();
        for (int depth = 0; depth < DEEPEST; depth++) {
            if (drives.contains(tx, session, id)) {
                return id;
            }
            Item known = items.find(tx, session, Side.SOURCE, id).orElse(null);
            if (known == null) {
                return id.equals(root(tx, session)) ? ACCOUNT : SessionOptions.SHARED_WITH_ME;
            }
            if (known.parentId() == null) {
                return isOfOthers(id) ? id : ACCOUNT;
            }
            id = known.parentId();
        }
        return ACCOUNT;
    }

    private String root(Tx tx, String session) {
        return sessions.find(tx, session).map(StoredSession::sourceRoot).orElse(null);
    }
}
