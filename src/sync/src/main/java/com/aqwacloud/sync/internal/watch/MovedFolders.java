package com.aqwacloud.sync.internal.watch;

import com.aqwacloud.sync.internal.store.Item;
import com.aqwacloud.sync.internal.store.Items;
import com.aqwacloud.sync.internal.store.Side;
import com.aqwacloud.sync.internal.store.StoredSessions;
import com.aqwacloud.sync.internal.store.Tx;
import java.util.Objects;

/**
 * A folder of the source, or a shortcut to one, that gets another place may bring what is in it
 * past the session's filter, or behind it, though the feed tells of the folder alone. Stateless.
 */
final class MovedFolders {
    private final StoredSessions sessions = new StoredSessions();
    private final Items items = new Items();

    /**
     * Has all that is in a folder planned again if that moved.
     *
     * @param known the item as it was told before, or null
     * @param now the same as it is told now
     */
    void told(Tx tx, String session, Item known, Item now) {
        boolean holdsOthers = now.isFolder() || now.isShortcut();
        if (known != null && holdsOthers && isElsewhere(known, now) && filters(tx, session)) {
            items.soilBelow(tx, session, Side.SOURCE, now.id());
        }
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
