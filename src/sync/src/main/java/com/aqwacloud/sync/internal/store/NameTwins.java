package com.aqwacloud.sync.internal.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Names that the destination was seen to take for one though their {@link NameKey keys} differ: it
 * refused the one because of an item of the other.
 */
public final class NameTwins {
    private record Key(String session) {}

    /** Two names that are one, as keys. */
    public record Pair(String one, String other) {}

    /** Notes that two names are one; those of one key need no note. */
    public void add(Tx tx, String session, String one, String other) {
        add(tx, session, new Pair(NameKey.of(one), NameKey.of(other)));
    }

    /** Notes the same. */
    public void add(Tx tx, String session, Pair pair) {
        if (pair.one().equals(pair.other()) || all(tx, session).contains(pair)) {
            return;
        }
        tx.update(
                "INSERT INTO name_twin (session_id, name_key, twin_key) VALUES (?,?,?)",
                session,
                pair.one(),
                pair.other());
        tx.memory().forget(new Key(session));
    }

    /** What was noted in a session. */
    public List<Pair> all(Tx tx, String session) {
        return tx.list(
                "SELECT name_key, twin_key FROM name_twin WHERE session_id = ?",
                0,
                row -> new Pair(row.getString(1), row.getString(2)),
                session);
    }

    /** Forgets all of a session if they are more: what is still true is noted again. */
    public void forgetIfMore(Tx tx, String session, int most) {
        if (all(tx, session).size() > most) {
            forget(tx, session);
        }
    }

    /** The keys of names that are the same as those of a key, that one first. */
    List<String> keys(Tx tx, String session, String key) {
        Map<String, List<String>> twins =
                tx.memory().get(new Key(session), () -> Optional.of(twins(tx, session))).get();
        return twins.getOrDefault(key, List.of(key));
    }

    private Map<String, List<String>> twins(Tx tx, String session) {
        var twins = new HashMap<String, List<String>>();
        for (Pair pair : all(tx, session)) {
            note(twins, pair.one(), pair.other());
            note(twins, pair.other(), pair.one());
        }
        return twins;
    }

    private static void note(Map<String, List<String>> twins, String one, String other) {
        List<String> keys = twins.computeIfAbsent(one, key -> new ArrayList<>(List.of(key)));
        if (!keys.contains(other)) {
            keys.add(other);
        }
    }

    /** Forgets a session's. */
    void forget(Tx tx, String session) {
        tx.update("DELETE FROM name_twin WHERE session_id = ?", session);
        tx.memory().forget(new Key(session));
    }
}
