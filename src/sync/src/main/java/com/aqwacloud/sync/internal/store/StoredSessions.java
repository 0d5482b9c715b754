package com.aqwacloud.sync.internal.store;

import com.aqwacloud.sync.api.Session;
import com.aqwacloud.sync.api.SessionOptions;
import com.aqwacloud.sync.api.SessionState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The sessions. */
public final class StoredSessions {
    private record Key(String id) {}

    /** All of them. */
    private record All() {}

    /** All sessions, oldest first. */
    public List<StoredSession> list(Tx tx) {
        return tx.memory()
                .get(
                        new All(),
                        () ->
                                Optional.of(
                                        List.copyOf(
                                                tx.list(
                                                        "SELECT * FROM sync_session ORDER BY"
                                                                + " created_at, id",
                                                        0,
                                                        StoredSessions::map))))
                .orElseThrow();
    }

    /** The session of that id. */
    public Optional<StoredSession> find(Tx tx, String id) {
        return tx.memory()
                .get(
                        new Key(id),
                        () ->
                                tx.first(
                                        "SELECT * FROM sync_session WHERE id = ?",
                                        StoredSessions::map,
                                        id));
    }

    /** Keeps a new session. */
    public void insert(Tx tx, Session session) {
        forget(tx, session.id());
        tx.update(
                "INSERT INTO sync_session (id, name, source, destination, state, message, options,"
                        + " created_at) VALUES (?,?,?,?,?,?,?,?)",
                session.id(),
                session.name(),
                session.source(),
                session.destination(),
                session.state(),
                session.message(),
                KeptOptions.write(session.options()),
                session.createdAt());
    }

    /** Changes its state and what a person should read now. */
    public void setState(Tx tx, String id, SessionState state, String message) {
        forget(tx, id);
        tx.update(
                "UPDATE sync_session SET state = ?, message = ? WHERE id = ?", state, message, id);
    }

    /** Changes how it behaves. */
    public void setOptions(Tx tx, String id, SessionOptions options) {
        forget(tx, id);
        tx.update(
                "UPDATE sync_session SET options = ? WHERE id = ?", KeptOptions.write(options), id);
    }

    /** Says which folders it joins. */
    public void setRoots(Tx tx, String id, String sourceRoot, String destinationRoot, String site) {
        forget(tx, id);
        tx.update(
                "UPDATE sync_session SET source_root = ?, destination_root = ?, site = ? WHERE id ="
                        + " ?",
                sourceRoot,
                destinationRoot,
                site,
                id);
    }

    /** Says when its feeds were last read to the end. */
    public void polled(Tx tx, String id, Instant at) {
        forget(tx, id);
        tx.update("UPDATE sync_session SET last_poll_at = ? WHERE id = ?", at, id);
    }

    /** Forgets it. */
    public void delete(Tx tx, String id) {
        forget(tx, id);
        tx.update("DELETE FROM sync_session WHERE id = ?", id);
    }

    private static void forget(Tx tx, String id) {
        tx.memory().forget(new Key(id));
        tx.memory().forget(new All());
    }

    private static StoredSession map(ResultSet row) throws SQLException {
        String site = row.getString("site");
        return new StoredSession(
                new Session(
                        row.getString("id"),
                        row.getString("name"),
                        row.getString("source"),
                        row.getString("destination"),
                        SessionState.valueOf(row.getString("state")),
                        row.getString("message"),
                        KeptOptions.read(row.getString("options")),
                        Tx.instant(row, "created_at"),
                        Tx.instant(row, "last_poll_at"),
                        // Only libraries of SharePoint have one, and they alone have such a bin.
                        site != null && !site.isEmpty()),
                row.getString("source_root"),
                row.getString("destination_root"),
                site);
    }
}
