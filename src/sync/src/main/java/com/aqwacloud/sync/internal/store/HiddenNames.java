package com.aqwacloud.sync.internal.store;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Names that a folder of the destination was seen to refuse as taken though nothing that it tells
 * of has them.
 */
public final class HiddenNames {
    private record Key(String session) {}

    private record Hidden(String parentId, String key) {}

    /** Notes a name in a folder. */
    public void add(Tx tx, String session, String parentId, String name) {
        if (contains(tx, session, parentId, name)) {
            return;
        }
        tx.update(
                "INSERT INTO hidden_name (session_id, parent_id, name_key) VALUES (?,?,?)",
                session,
                parentId,
                NameKey.of(name));
        tx.memory().forget(new Key(session));
    }

    /** Whether a name in a folder is noted. */
    public boolean contains(Tx tx, String session, String parentId, String name) {
        Set<Hidden> hidden =
                tx.memory().get(new Key(session), () -> Optional.of(all(tx, session))).get();
        return !hidden.isEmpty() && hidden.contains(new Hidden(parentId, NameKey.of(name)));
    }

    private static Set<Hidden> all(Tx tx, String session) {
        return new HashSet<>(
                tx.list(
                        "SELECT parent_id, name_key FROM hidden_name WHERE session_id = ?",
                        0,
                        row -> new Hidden(row.getString(1), row.getString(2)),
                        session));
    }

    /** Forgets a session's: whoever wants one of them next finds out anew. */
    public void forget(Tx tx, String session) {
        tx.update("DELETE FROM hidden_name WHERE session_id = ?", session);
        tx.memory().forget(new Key(session));
    }
}
