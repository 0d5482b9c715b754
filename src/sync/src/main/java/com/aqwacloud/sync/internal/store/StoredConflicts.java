package com.aqwacloud.sync.internal.store;

import com.aqwacloud.sync.api.Conflict;
import com.aqwacloud.sync.api.ConflictPreference;
import com.aqwacloud.sync.api.ConflictSide;
import com.aqwacloud.sync.api.ConflictType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The inbox and its history. */
public final class StoredConflicts {
    /** Keeps a new conflict and returns its id. */
    public long insert(
            Tx tx,
            String session,
            String sourceId,
            long jobId,
            ConflictType type,
            String path,
            ConflictSide source,
            ConflictSide destination,
            String destinationEtag,
            Instant now) {
        return tx.insert(
                "INSERT INTO conflict (session_id, source_id, job_id, kind, path, source_exists,"
                        + " source_size, source_modified_at, source_modified_by, source_hash,"
                        + " destination_id, destination_exists, destination_size,"
                        + " destination_modified_at, destination_modified_by, destination_hash,"
                        + " destination_etag, detected_at) VALUES"
                        + " (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
                session,
                sourceId,
                jobId,
                type,
                path,
                source.exists(),
                source.size(),
                source.modifiedAt(),
                source.modifiedBy(),
                source.hash(),
                destination.id(),
                destination.exists(),
                destination.size(),
                destination.modifiedAt(),
                destination.modifiedBy(),
                destination.hash(),
                destinationEtag,
                now);
    }

    /** The conflict of that id. */
    public Optional<StoredConflict> find(Tx tx, long id) {
        return tx.first("SELECT * FROM conflict WHERE id = ?", StoredConflicts::map, id);
    }

    /** The open conflict about an item of the source. */
    public Optional<StoredConflict> open(Tx tx, String session, String sourceId) {
        return tx.first(
                "SELECT * FROM conflict WHERE session_id = ? AND source_id = ? AND resolved_at IS"
                        + " NULL",
                StoredConflicts::map,
                session,
                sourceId);
    }

    /** Conflicts, newest first. */
    public List<StoredConflict> list(Tx tx, boolean all, int limit) {
        return tx.list(
                "SELECT * FROM conflict "
                        + (all ? "" : "WHERE resolved_at IS NULL ")
                        + "ORDER BY id DESC",
                limit,
                StoredConflicts::map);
    }

    /** How many are open. */
    public long countOpen(Tx tx) {
        return tx.number("SELECT COUNT(*) FROM conflict WHERE resolved_at IS NULL");
    }

    /** Says how it was decided; null says that it ceased to be one. */
    public void resolve(Tx tx, long id, ConflictPreference resolution, String by, Instant now) {
        tx.update(
                "UPDATE conflict SET resolution = ?, resolved_by = ?, resolved_at = ? WHERE id = ?",
                resolution,
                by,
                now,
                id);
    }

    /** Forgets a session's conflicts. */
    public void forget(Tx tx, String session) {
        tx.update("DELETE FROM conflict WHERE session_id = ?", session);
    }

    private static StoredConflict map(ResultSet row) throws SQLException {
        String resolution = row.getString("resolution");
        var source =
                new ConflictSide(
                        row.getString("source_id"),
                        row.getInt("source_exists") == 1,
                        row.getLong("source_size"),
                        Tx.instant(row, "source_modified_at"),
                        row.getString("source_modified_by"),
                        row.getString("source_hash"));
        var destination =
                new ConflictSide(
                        row.getString("destination_id"),
                        row.getInt("destination_exists") == 1,
                        row.getLong("destination_size"),
                        Tx.instant(row, "destination_modified_at"),
                        row.getString("destination_modified_by"),
                        row.getString("destination_hash"));
        var conflict =
                new Conflict(
                        row.getLong("id"),
                        row.getString("session_id"),
                        ConflictType.valueOf(row.getString("kind")),
                        row.getString("path"),
                        source,
                        destination,
                        Tx.instant(row, "detected_at"),
                        resolution == null ? null : ConflictPreference.valueOf(resolution),
                        row.getString("resolved_by"),
                        Tx.instant(row, "resolved_at"));
        return new StoredConflict(
                conflict,
                row.getString("source_id"),
                row.getLong("job_id"),
                row.getString("destination_etag"));
    }
}
