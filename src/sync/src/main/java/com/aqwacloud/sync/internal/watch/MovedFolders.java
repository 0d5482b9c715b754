package com.aqwacloud.sync.internal.watch;

import com.aqwacloud.sync.internal.plan.Scope;
import com.aqwacloud.sync.internal.store.Item;
import com.aqwacloud.sync.internal.store.Items;
import com.aqwacloud.sync.internal.store.Side;
import com.aqwacloud.sync.internal.store.StoredSessions;
import com.aqwacloud.sync.internal.store.Tx;
import java.util.Objects;

/**
 * A folder of the source, or a shortcut to one, that gets another place may bring what is in it
 * past the session's filter, or behind it, though the feed tells of the folder alone. So may one
 * that comes back to the session. Stateless.
 */
final class MovedFolders {
    private static final int DEEPEST = 200;

    private final StoredSessions sessions = new StoredSessions();
    private final Items items = new Items();

    /**
     * Has all that is in a folder planned again if that moved, or came back.
     *
     * @param known the item as it was told before, or null
     * @param now the same as it is told now
     */
    void told(Tx tx, String session, Item known, Item now) {
        if (known == null) {
            return;
        }
        boolean holdsOthers = now.isFolder() || now.isShortcut();
        if (holdsOthers && isElsewhere(known, now) && filters(tx, session)
                || comesBack(tx, session, known, now)) {
            items.soilBelow(tx, session, Side.SOURCE, now.id());
        }
    }

    /**
     * Whether a folder was in the trash, or comes from where the session does not look: what it
     * holds counted for nothing there.
     */
    private boolean comesBack(Tx tx, String session, Item known, Item now) {
        return now.isFolder()
                && now.present()
                && (!known.present()
                        || !Objects.equals(known.parentId(), now.parentId())
                                && !isInSession(tx, session, known));
    }

    private boolean isInSession(Tx tx, String session, Item known) {
        Scope scope = Scope.of(sessions.find(tx, session).orElseThrow());
        Item item = known;
        for (int depth = 0; item != null && depth < DEEPEST; depth++) {
            String folder = item.parentId();
            if (scope.selection().contains(item.id())
                    || scope.selection().contains(folder)
                    || scope.selection().isEmpty() && Objects.equals(folder, scope.sourceRoot())) {
                return true;
            }
            item =
                    folder == null
                            ? null
                            : items.find(tx, session, Side.SOURCE, folder)
                                    .filter(Item::present)
                                    .orElse(null);
        }
        return false;
    }

    private static boolean isElsewhere(Item known, Item now) {
        return !known.name().equals(now.name())
                || !Objects.equals(known.parentId(), now.parentId());
    }

    private boolean filters(Tx tx, String session) {
        return sessions.find(tx, session)
                .filter(stored -> stored.session().options().filter().asksForPaths())
                .isPresent();
    }
}
