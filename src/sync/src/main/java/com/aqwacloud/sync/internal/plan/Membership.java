package com.aqwacloud.sync.internal.plan;

import com.aqwacloud.sync.internal.store.FollowedId;
import com.aqwacloud.sync.internal.store.Item;
import com.aqwacloud.sync.internal.store.LostAccess;
import com.aqwacloud.sync.internal.store.Tx;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Which items of the source belong to a session, as things stand. It only reads. */
final class Membership {
    private static final int DEEPEST = 200;

    private final Tx tx;
    private final Scope scope;
    private final Function<String, Item> source;
    private final Function<String, Optional<Item>> told;
    private final LostAccess lost = new LostAccess();
    private final Map<String, Boolean> folderInScope = new HashMap<>();

    /**
     * @param source an item as it is to be at the destination, or null
     * @param told an item as the feed told of it last
     */
    Membership(
            Tx tx,
            Scope scope,
            Function<String, Item> source,
            Function<String, Optional<Item>> told) {
        this.tx = tx;
        this.scope = scope;
        this.source = source;
        this.told = told;
    }

    /** Whether an item of the source is to be at the destination. */
    boolean contains(Item item) {
        if (item == null || !item.present() || item.id().equals(scope.sourceRoot())) {
            return false;
        }
        return scope.selection().contains(item.id()) && !wentWithFolder(item)
                || isFolderInScope(item.parentId());
    }

    /**
     * Whether a folder above what is selected is in the trash, or was deleted: Google Drive may
     * tell of that one alone. Of what belongs to others nothing tells that they deleted it.
     */
    private boolean wentWithFolder(Item selected) {
        String id = selected.parentId();
        for (int depth = 0; id != null && depth < DEEPEST; depth++) {
            Item folder = told.apply(id).orElse(null);
            if (folder == null) {
                return false;
            }
            if (!folder.present()) {
                return !lost.contains(tx, scope.session(), id);
            }
            id = folder.parentId();
        }
        return false;
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
            if (isRoot(id)) {
                Item folder = source.apply(id);
                found = folder == null || folder.present() && !wentWithFolder(folder);
                break;
            }
            Item folder = source.apply(id);
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

    /**
     * What the account lost access to: the item itself, or a folder above it, that others own; null
     * if it did not, or if the item had left the session before.
     */
    String lostAccess(String sourceId) {
        if (lost.isEmpty(tx, scope.session())) {
            return null;
        }
        String found = null;
        String id = sourceId;
        for (int depth = 0; id != null && depth < DEEPEST; depth++) {
            if (found == null && lost.contains(tx, scope.session(), FollowedId.inDrive(id))) {
                found = id;
            }
            if (isRoot(id) || found != null && FollowedId.is(id)) {
                return found;
            }
            id = told.apply(id).map(Item::parentId).orElse(null);
        }
        return null;
    }

    private boolean isRoot(String id) {
        return scope.selection().contains(id)
                || scope.selection().isEmpty() && id.equals(scope.sourceRoot());
    }

    /** Whether the item is at the top of the selection, and so right below the destination root. */
    boolean isTop(Item item) {
        return scope.isWhole() && scope.sourceRoot().equals(item.parentId())
                || scope.selection().contains(item.id()) && !isFolderInScope(item.parentId());
    }
}
