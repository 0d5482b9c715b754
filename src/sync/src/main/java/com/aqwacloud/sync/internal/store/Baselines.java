package com.aqwacloud.sync.internal.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The baselines of all sessions. */
public final class Baselines {
    private record SourceKey(String session, String id) {}

    private record DestinationKey(String session, String id) {}

    /** The baseline of an item of the source. */
    public Optional<Baseline> bySource(Tx tx, String session, String sourceId) {
        return tx.memory()
                .get(
                        new SourceKey(session, sourceId),
                        () ->
                                tx.first(
                                        "SELECT * FROM baseline WHERE session_id = ? AND source_id"
                                                + " = ?",
                                        Baselines::map,
                                        session,
                                        sourceId));
    }

    /** The baseline of an item of the destination. */
    public Optional<Baseline> byDestination(Tx tx, String session, String destinationId) {
        return tx.memory()
                .get(
                        new DestinationKey(session, destinationId),
                        () ->
                                tx.first(
                                        "SELECT * FROM baseline WHERE session_id = ? AND"
                                                + " destination_id = ?",
                                        Baselines::map,
                                        session,
                                        destinationId));
    }

    /** Ids of the source's items that were in sync in a folder of the source. */
    public List<String> inFolder(Tx tx, String session, String sourceParentId) {
        return tx.list(
                "SELECT source_id FROM baseline WHERE session_id = ? AND source_parent_id = ?",
                0,
                row -> row.getString(1),
                session,
                sourceParentId);
    }

    /** Whether any item of the source was in sync in a folder of the source. */
    boolean isAnyIn(Tx tx, String session, String sourceParentId) {
        return tx.first(
                        "SELECT source_id FROM baseline --DERBY-PROPERTIES index=BASELINE_PARENT\n"
                                + " WHERE session_id = ? AND source_parent_id = ?",
                        row -> row.getString(1),
                        session,
                        sourceParentId)
                .isPresent();
    }

    /** How many files are in sync. */
    public long count(Tx tx, String session) {
        return tx.number(
                "SELECT COUNT(*) FROM baseline WHERE session_id = ? AND folder = 0", session);
    }

    /** Keeps what was agreed. */
    public void put(Tx tx, String session, Baseline agreed, Instant now) {
        Baseline known = bySource(tx, session, agreed.sourceId()).orElse(null);
        if (known != null && known.destinationId().equals(agreed.destinationId())) {
            update(tx, session, agreed, now);
        } else {
            remove(tx, session, agreed.sourceId());
            insert(tx, session, agreed, now);
        }
        Optional<Baseline> stored = Optional.of(agreed.asStored());
        tx.memory().put(new SourceKey(session, agreed.sourceId()), stored);
        tx.memory().put(new DestinationKey(session, agreed.destinationId()), stored);
    }

    private static void insert(Tx tx, String session, Baseline agreed, Instant now) {
        tx.update(
                "INSERT INTO baseline (session_id, source_id, destination_id, source_parent_id,"
                        + " destination_parent_id, name, destination_name, folder, size,"
                        + " source_hash, source_revision, source_modified_at, destination_hash,"
                        + " destination_etag, agreed_at) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
                session,
                agreed.sourceId(),
                agreed.destinationId(),
                agreed.sourceParentId(),
                agreed.destinationParentId(),
                agreed.name(),
                agreed.destinationName(),
                agreed.folder(),
                agreed.size(),
                agreed.sourceHash(),
                agreed.sourceRevision(),
                agreed.sourceModifiedAt(),
                agreed.destinationHash(),
                agreed.destinationEtag(),
                now);
    }

    private static void update(Tx tx, String session, Baseline agreed, Instant now) {
        tx.update(
                "UPDATE baseline SET source_parent_id = ?, destination_parent_id = ?, name = ?,"
                        + " destination_name = ?, folder = ?, size = ?, source_hash = ?,"
                        + " source_revision = ?, source_modified_at = ?, destination_hash = ?,"
                        + " destination_etag = ?, agreed_at = ? WHERE session_id = ? AND source_id"
                        + " = ?",
                agreed.sourceParentId(),
                agreed.destinationParentId(),
                agreed.name(),
                agreed.destinationName(),
                agreed.folder(),
                agreed.size(),
                agreed.sourceHash(),
                agreed.sourceRevision(),
                agreed.sourceModifiedAt(),
                agreed.destinationHash(),
                agreed.destinationEtag(),
                now,
                session,
                agreed.sourceId());
    }

    /** Forgets what was agreed about an item of the source. */
    public void remove(Tx tx, String session, String sourceId) {
        bySource(tx, session, sourceId)
                .ifPresent(
                        known -> {
                            tx.update(
                                    "DELETE FROM baseline WHERE session_id = ? AND source_id = ?",
                                    session,
                                    sourceId);
                            tx.memory().put(new SourceKey(session, sourceId), Optional.empty());
                            tx.memory().forget(new DestinationKey(session, known.destinationId()));
                        });
    }

    /** Forgets a session's baseline. */
    public void forget(Tx tx, String session) {
        tx.memory().forgetAll();
        tx.update("DELETE FROM baseline WHERE session_id = ?", session);
    }

    static Baseline map(ResultSet row) throws SQLException {
        return new Baseline(
                row.getString("source_id"),
                row.getString("destination_id"),
                row.getString("source_parent_id"),
                row.getString("destination_parent_id"),
                row.getString("name"),
                row.getString("destination_name"),
                row.getInt("folder") == 1,
                row.getLong("size"),
                row.getString("source_hash"),
                row.getString("source_revision"),
                Tx.instant(row, "source_modified_at"),
                row.getString("destination_hash"),
                row.getString("destination_etag"));
    }
}
