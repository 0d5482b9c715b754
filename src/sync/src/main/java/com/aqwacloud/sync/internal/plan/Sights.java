package com.aqwacloud.sync.internal.plan;

import com.aqwacloud.sync.internal.store.Database;
import com.aqwacloud.sync.internal.store.FollowedId;
import com.aqwacloud.sync.internal.store.Item;
import com.aqwacloud.sync.internal.store.Items;
import com.aqwacloud.sync.internal.store.Side;
import com.aqwacloud.sync.internal.store.Tx;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * Brings the items that a session sees through shortcuts in step with those of Google Drive. For
 * one thread, and to be used once.
 */
final class Sights {
    private static final int BATCH = 250;
    private static final int DEEPEST = 200;

    private final Database database;
    private final String session;
    private final boolean asksForPaths;
    private final Items items = new Items();
    private final Map<String, String> changing = new LinkedHashMap<>();
    private final Deque<Visit> next = new ArrayDeque<>();
    private final Set<String> entered = new HashSet<>();
    private final Set<String> innerShortcuts = new TreeSet<>();

    /**
     * An item to be looked at.
     *
     * @param shortcut id of the shortcut that it is, or was, seen through
     * @param target id of the folder that the shortcut leads to
     * @param id its id in Google Drive
     * @param deep whether all that is in it is to be looked at, too
     */
    private record Visit(String shortcut, String target, String id, boolean deep) {
        String sight() {
            return FollowedId.of(shortcut, id);
        }

        Visit into(String inner, boolean deeper) {
            return new Visit(shortcut, target, inner, deeper);
        }
    }

    Sights(Database database, Scope scope) {
        this.database = database;
        this.session = scope.session();
        this.asksForPaths = scope.filter().asksForPaths();
    }

    /** All that is in a folder is to be looked at. */
    void all(String shortcut, String target) {
        next.add(new Visit(shortcut, target, target, true));
    }

    /** What is marked to be planned is to be looked at. */
    void changes(String shortcut, String target) {
        changing.put(shortcut, target);
    }

    /** Returns the shortcuts that came, changed or went. */
    Set<String> bring() {
        visitAll();
        String last = changing.isEmpty() ? null : "";
        while (last != null) {
            String after = last;
            List<String> page =
                    database.read(tx -> items.dirty(tx, session, Side.SOURCE, after, BATCH));
            for (String id : page) {
                if (!FollowedId.is(id)) {
                    changing.forEach(
                            (shortcut, target) -> next.add(new Visit(shortcut, target, id, false)));
                }
            }
            visitAll();
            last = page.size() < BATCH ? null : page.get(page.size() - 1);
        }
        return innerShortcuts;
    }

    private void visitAll() {
        while (!next.isEmpty()) {
            database.change(
                    tx -> {
                        for (int count = 0; count < BATCH && !next.isEmpty(); count++) {
                            visit(tx, next.poll());
                        }
                    });
        }
    }

    private void visit(Tx tx, Visit visit) {
        if (visit.id().equals(visit.target())) {
            if (visit.deep()) {
                enter(tx, visit, visit.shortcut(), true);
            }
            return;
        }
        Item known = find(tx, visit.sight());
        Item item = find(tx, visit.id());
        if (item != null && item.present() && isBelow(tx, item, visit.target())) {
            seen(tx, visit, known, item);
        } else if (known != null && known.present()) {
            put(tx, known.gone());
            if (known.isFolder()) {
                enter(tx, visit, known.id(), false);
            }
        }
    }

    private void seen(Tx tx, Visit visit, Item known, Item item) {
        String folder =
                item.parentId().equals(visit.target())
                        ? visit.shortcut()
                        : FollowedId.of(visit.shortcut(), item.parentId());
        Item now = item.seenAs(visit.sight(), folder);
        if (!now.equals(known)) {
            put(tx, now);
        }
        if (!now.isFolder()) {
            return;
        }
        if (visit.deep() || known == null || !known.present()) {
            enter(tx, visit, now.id(), true);
        } else if (asksForPaths && isElsewhere(known, now)) {
            items.soilBelow(tx, session, Side.SOURCE, now.id());
        }
    }

    private static boolean isElsewhere(Item known, Item now) {
        return !known.name().equals(now.name())
                || !Objects.equals(known.parentId(), now.parentId());
    }

    /**
     * Has what is in a folder looked at, and what was seen in it.
     *
     * @param sight the folder's id as it is seen
     */
    private void enter(Tx tx, Visit folder, String sight, boolean deep) {
        if (deep && !entered.add(sight)) {
            return;
        }
        var inner = new LinkedHashSet<String>();
        if (deep) {
            items.children(tx, session, Side.SOURCE, folder.id())
                    .forEach(child -> inner.add(child.id()));
        }
        items.children(tx, session, Side.SOURCE, sight)
                .forEach(child -> inner.add(FollowedId.inDrive(child.id())));
        inner.forEach(id -> next.add(folder.into(id, deep)));
    }

    private void put(Tx tx, Item sight) {
        items.put(tx, session, Side.SOURCE, sight, true);
        if (sight.isShortcut()) {
            innerShortcuts.add(sight.id());
        }
    }

    private boolean isBelow(Tx tx, Item item, String target) {
        String id = item.parentId();
        for (int depth = 0; id != null && depth < DEEPEST; depth++) {
            if (id.equals(target)) {
                return true;
            }
            Item folder = find(tx, id);
            id = folder == null || !folder.present() ? null : folder.parentId();
        }
        return false;
    }

    private Item find(Tx tx, String id) {
        return items.find(tx, session, Side.SOURCE, id).orElse(null);
    }
}
