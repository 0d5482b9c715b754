package com.aqwacloud.sync.internal.plan;

import com.aqwacloud.sync.api.ShortcutPolicy;
import com.aqwacloud.sync.internal.store.Database;
import com.aqwacloud.sync.internal.store.FolderShortcuts;
import com.aqwacloud.sync.internal.store.Item;
import com.aqwacloud.sync.internal.store.Items;
import com.aqwacloud.sync.internal.store.Side;
import com.aqwacloud.sync.internal.store.Tx;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Keeps, beside the items of a source, those that a session sees through shortcuts to folders, so
 * that they are planned like any other item. Thread-safe, but for two calls about one session.
 */
public final class FollowedFolders {
    private final Database database;
    private final Items items = new Items();
    private final FolderShortcuts shortcuts = new FolderShortcuts();

    public FollowedFolders(Database database) {
        this.database = database;
    }

    /**
     * A shortcut that is followed.
     *
     * @param shortcut its id
     * @param target id of the folder that it leads to
     * @param begun whether it was not followed before
     * @param whole whether all that is in the folder is to be looked at, not only what changed
     */
    private record Followed(String shortcut, String target, boolean begun, boolean whole) {}

    /**
     * Takes up what is marked to be planned; must come before that is planned. What a failure
     * leaves undone is done by the next call.
     *
     * @param now the time that ages of files count to
     */
    public void update(Scope scope, Instant now) {
        if (scope.shortcuts() != ShortcutPolicy.FOLLOW || isIdle(scope)) {
            return;
        }
        Set<String> concerned = database.read(tx -> concerned(tx, scope));
        while (!concerned.isEmpty()) {
            concerned = follow(scope, now, concerned);
        }
    }

    private boolean isIdle(Scope scope) {
        return database.read(tx -> items.dirty(tx, scope.session(), Side.SOURCE, "", 1).isEmpty());
    }

    private Set<String> concerned(Tx tx, Scope scope) {
        var ids = new TreeSet<>(shortcuts.list(tx, scope.session()).keySet());
        ids.addAll(items.dirtyShortcuts(tx, scope.session(), Side.SOURCE));
        return ids;
    }

    /** Returns the shortcuts that came, changed or went within the folders. */
    private Set<String> follow(Scope scope, Instant now, Set<String> concerned) {
        List<Followed> followed = database.write(tx -> followed(tx, scope, now, concerned));
        var sights = new Sights(database, scope);
        for (Followed each : followed) {
            if (each.whole()) {
                sights.all(each.shortcut(), each.target());
            } else {
                sights.changes(each.shortcut(), each.target());
            }
        }
        Set<String> inner = sights.bring();
        for (Followed each : followed) {
            if (each.begun()) {
                database.change(tx -> begin(tx, scope, each));
            }
        }
        return inner;
    }

    private List<Followed> followed(Tx tx, Scope scope, Instant now, Set<String> concerned) {
        var sides = new Sides(tx, scope, now);
        Map<String, Optional<String>> known = shortcuts.list(tx, scope.session());
        Set<String> dirty = Set.copyOf(items.dirtyShortcuts(tx, scope.session(), Side.SOURCE));
        var found = new ArrayList<Followed>();
        for (String id : concerned) {
            String before = known.getOrDefault(id, Optional.empty()).orElse(null);
            String target = sides.followedFolder(id);
            if (target != null) {
                boolean begun = !target.equals(before);
                found.add(new Followed(id, target, begun, begun || dirty.contains(id)));
            } else if (before != null || dirty.contains(id)) {
                leave(tx, scope, id);
            }
        }
        return found;
    }

    /** What is in the folder stays as it was last seen. */
    private void leave(Tx tx, Scope scope, String id) {
        Item shortcut = items.find(tx, scope.session(), Side.SOURCE, id).orElse(null);
        boolean mayBeFollowed =
                shortcut != null
                        && shortcut.present()
                        && shortcut.revision() != null
                        && items.find(tx, scope.session(), Side.SOURCE, shortcut.revision())
                                .map(Item::isFolder)
                                .orElse(true);
        if (mayBeFollowed) {
            shortcuts.put(tx, scope.session(), id, null);
        } else {
            shortcuts.remove(tx, scope.session(), id);
        }
        items.soil(tx, scope.session(), Side.SOURCE, id);
    }

    private void begin(Tx tx, Scope scope, Followed followed) {
        shortcuts.put(tx, scope.session(), followed.shortcut(), followed.target());
        items.soil(tx, scope.session(), Side.SOURCE, followed.shortcut());
        // What was planned while the shortcut was not followed counted for nothing.
        items.soilBelow(tx, scope.session(), Side.SOURCE, followed.shortcut());
    }
}
