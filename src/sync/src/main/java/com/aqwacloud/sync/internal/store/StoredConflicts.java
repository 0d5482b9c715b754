package com.aqwacloud.sync.internal.store;

import com.aqwacloud.sync.api.Conflict;
import com.aqwacloud.sync.api.ConflictPreference;
import com.aqwacloud.sync.api.ConflictSide;
import com.aqwacloud.sync.api.ConflictType;
import com.aqwacloud.sync.api.Loser;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The inbox and its history. */
public final class StoredConflicts {
    private record OpenKey(String session, String sourceId) {}

    /** An open conflict of a session, if it has any. */
    private record AnyOpenKey(String session) {}

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
        tx.memory().forget(new OpenKey(session, sourceId));
        tx.memory().forget(new AnyOpenKey(session));
        return tx.insert(
                "INSERT INTO conflict (session_id, source_id, job_id, kind, path, source_exists,"
                        + " source_kind, source_name, source_size, source_created_at, source_modified_at,"
                        + " source_modified_by, source_hash, destination_id, destination_exists,"
                        + " destination_kind, destination_name, destination_size, destination_created_at,"
                        + " destination_modified_at, destination_modified_by, destination_hash,"
                        + " destination_etag, detected_at) VALUES"
                        + " (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
                session,
                sourceId,
                jobId,
                type,
                path,
                source.exists(),
                source.kind(),
                source.name(),
                source.size(),
                source.createdAt(),
                source.modifiedAt(),
                source.modifiedBy(),
                source.hash(),
                destination.id(),
                destination.exists(),
                destination.kind(),
                destination.name(),
                destination.size(),
                destination.createdAt(),
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

    private static boolean anyOpen(Tx tx, String session) {
        return tx.memory()
                .get(
                        new AnyOpenKey(session),
                        () ->
                                tx.first(
                                        "SELECT id FROM conflict WHERE resolved_at IS NULL AND"
                                                + " session_id = ?",
                                        row -> row.getLong(1),
                                        session))
                .isPresent();
    }

    /** The open conflict about an item of the source. */
    public Optional<StoredConflict> open(Tx tx, String session, String sourceId) {
        // Nearly always there is none: only that is remembered.
        var key = new OpenKey(session, sourceId);
        if (tx.memory().peek(key) != null || !anyOpen(tx, session)) {
            return Optional.empty();
        }
        Optional<StoredConflict> found =
                tx.first(
                        "SELECT * FROM conflict WHERE session_id = ? AND source_id = ? AND"
                                + " resolved_at IS NULL",
                        StoredConflicts::map,
                        session,
                        sourceId);
        if (found.isEmpty()) {
            tx.memory().put(key, found);
        }
        return found;
    }

    /** Says how it was decided; null says that it ceased to be one. */
    public void resolve(Tx tx, long id, ConflictPreference resolution, String by, Instant now) {
        find(tx, id)
                .ifPresent(found -> tx.memory().forget(new AnyOpenKey(found.conflict().session())));
        tx.update(
                "UPDATE conflict SET resolution = ?, resolved_by = ?, resolved_at = ? WHERE id = ?",
                resolution,
                by,
                now,
                id);
    }

    /** Says what said who decides. */
    public void ruled(Tx tx, long id, String rule) {
        tx.update("UPDATE conflict SET decision_rule = ? WHERE id = ?", rule, id);
    }

    /**
     * Says where the content is that gave way in the last decision about an item of the source.
     *
     * @return id of the conflict, if one was decided for a side and had no such place yet
     */
    public Optional<Long> lost(Tx tx, String session, String sourceId, Loser loser) {
        Optional<Long> decided = withoutLoser(tx, session, sourceId).map(Conflict::id);
        decided.ifPresent(
                id ->
                        tx.update(
                                "UPDATE conflict SET loser_place = ?, loser_item = ?, loser_name = ?"
                                        + " WHERE id = ?",
                                loser.place(),
                                loser.item(),
                                loser.name(),
                                id));
        return decided;
    }

    /** The last decided conflict about an item of the source, unless it says where its loser is. */
    public Optional<Conflict> withoutLoser(Tx tx, String session, String sourceId) {
        return lastDecided(tx, session, sourceId).filter(last -> last.loser() == null);
    }

    /** The last decided conflict about an item of the source. */
    public Optional<Conflict> lastDecided(Tx tx, String session, String sourceId) {
        return tx.first(
                        "SELECT * FROM conflict WHERE session_id = ? AND source_id = ? AND"
                                + " resolution IS NOT NULL ORDER BY id DESC",
                        StoredConflicts::map,
                        session,
                        sourceId)
                .map(StoredConflict::conflict);
    }

    /** Says what the source's file held when the loser gave way. */
    public void settled(Tx tx, long id, String sourceContent) {
        tx.update("UPDATE conflict SET settled_content = ? WHERE id = ?", sourceContent, id);
    }

    /** Says who had the loser brought back. */
    public void undone(Tx tx, long id, String by, Instant now) {
        tx.update("UPDATE conflict SET undone_by = ?, undone_at = ? WHERE id = ?", by, now, id);
    }

    /** All open conflicts, oldest first. */
    public List<Conflict> open(Tx tx) {
        return tx.list(
                "SELECT * FROM conflict WHERE resolved_at IS NULL ORDER BY id",
                0,
                row -> map(row).conflict());
    }

    /** Decided and withdrawn ones that were so by then and follow another, in order. */
    public List<StoredConflict> over(Tx tx, String session, Instant then, long after, int limit) {
        return tx.list(
                "SELECT * FROM conflict WHERE session_id = ? AND id > ? AND resolved_at <= ? ORDER"
                        + " BY id",
                limit,
                StoredConflicts::map,
                session,
                after,
                then);
    }

    /** Whether a later one about the same item has its loser in the same place. */
    public boolean isFollowed(Tx tx, StoredConflict found) {
        return tx.first(
                        "SELECT id FROM conflict --DERBY-PROPERTIES index=CONFLICT_ITEM\n"
                                + " WHERE session_id = ? AND source_id = ? AND id > ? AND"
                                + " loser_place = ?",
                        row -> row.getLong(1),
                        found.conflict().session(),
                        found.sourceId(),
                        found.conflict().id(),
                        found.conflict().loser().place())
                .isPresent();
    }

    /**
     * Ids of the destination's items that conflicts are about whose losers are in a place, or
     * nowhere yet.
     */
    Set<String> destinations(Tx tx, String session, Loser.Place place) {
        var ids = new HashSet<String>();
        tx.list(
                "SELECT destination_id, loser_item FROM conflict WHERE session_id = ? AND"
                        + " (loser_place IS NULL OR loser_place = ?)",
                0,
                row -> ids.add(row.getString(1)) | ids.add(row.getString(2)),
                session,
                place);
        return ids;
    }

    /** Forgets one that is over. */
    public void remove(Tx tx, long id) {
        tx.update("DELETE FROM conflict WHERE id = ? AND resolved_at IS NOT NULL", id);
    }

    /** Forgets a session's conflicts. */
    public void forget(Tx tx, String session) {
        tx.update("DELETE FROM conflict WHERE session_id = ?", session);
    }

    static StoredConflict map(ResultSet row) throws SQLException {
        return new StoredConflict(
                conflict(row::getObject),
                row.getString("source_id"),
                row.getLong("job_id"),
                row.getString("destination_etag"),
                row.getString("settled_content"));
    }

    /** The conflict that a row of the table is, as a route reads it: values by column. */
    public static Conflict of(Map<String, Object> row) {
        try {
            return conflict(column -> row.get(column.toUpperCase(Locale.ROOT)));
        } catch (SQLException e) {
            throw new StoreException("The store failed: " + e.getMessage(), e);
        }
    }

    /** A row's values by column. */
    private interface Row {
        Object get(String column) throws SQLException;

        default String text(String column) throws SQLException {
            return (String) get(column);
        }

        default long number(String column) throws SQLException {
            return ((Number) get(column)).longValue();
        }

        default Instant instant(String column) throws SQLException {
            return get(column) == null ? null : Instant.ofEpochMilli(number(column));
        }
    }

    private static Conflict conflict(Row row) throws SQLException {
        String resolution = row.text("resolution");
        return new Conflict(
                row.number("id"),
                row.text("session_id"),
                ConflictType.valueOf(row.text("kind")),
                row.text("path"),
                side(row, "source"),
                side(row, "destination"),
                row.instant("detected_at"),
                row.text("decision_rule"),
                row.instant("deadline_at"),
                resolution == null ? null : ConflictPreference.valueOf(resolution),
                row.text("resolved_by"),
                row.instant("resolved_at"),
                loser(row),
                row.text("undone_by"),
                row.instant("undone_at"));
    }

    private static Loser loser(Row row) throws SQLException {
        String place = row.text("loser_place");
        return place == null
                ? null
                : new Loser(
                        Loser.Place.valueOf(place), row.text("loser_item"), row.text("loser_name"));
    }

    private static ConflictSide side(Row row, String side) throws SQLException {
        String kind = row.text(side + "_kind");
        return new ConflictSide(
                row.text(side + "_id"),
                row.number(side + "_exists") == 1,
                kind == null ? null : ConflictSide.Kind.valueOf(kind),
                row.text(side + "_name"),
                row.number(side + "_size"),
                row.instant(side + "_created_at"),
                row.instant(side + "_modified_at"),
                row.text(side + "_modified_by"),
                row.text(side + "_hash"));
    }
}
