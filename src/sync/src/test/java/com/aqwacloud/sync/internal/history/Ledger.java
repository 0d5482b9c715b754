package com.aqwacloud.sync.internal.history;

import com.aqwacloud.sync.api.ConflictPreference;
import com.aqwacloud.sync.api.ConflictType;
import com.aqwacloud.sync.api.JobState;
import com.aqwacloud.sync.internal.store.Baseline;
import com.aqwacloud.sync.internal.store.Baselines;
import com.aqwacloud.sync.internal.store.CancelledDeletes;
import com.aqwacloud.sync.internal.store.Items;
import com.aqwacloud.sync.internal.store.Job;
import com.aqwacloud.sync.internal.store.Jobs;
import com.aqwacloud.sync.internal.store.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What the engine's store says, as those see it who watch. */
final class Ledger {
    private final Baselines baselines = new Baselines();
    private final Items items = new Items();
    private final Jobs jobs = new Jobs();
    private final CancelledDeletes cancelledDeletes = new CancelledDeletes();

    Optional<Baseline> baseline(String sourceId) {
        return Machine.WATCHED.read(tx -> baselines.bySource(tx, Engine.SESSION, sourceId));
    }

    Optional<Baseline> baselineOf(DestinationDrive.Node there) {
        return Machine.WATCHED.read(tx -> baselines.byDestination(tx, Engine.SESSION, there.id));
    }

    List<Job> jobs(JobState... states) {
        List<JobState> wanted = List.of(states);
        return Machine.WATCHED.read(tx -> jobs.list(tx, null, Engine.SESSION, 1000)).stream()
                .filter(job -> wanted.contains(job.state()))
                .toList();
    }

    /** What a person gave up, or what failed with it. */
    List<Job> givenUp() {
        return jobs(JobState.CANCELLED, JobState.FAILED).stream().filter(Job::isGivenUp).toList();
    }

    /** Whether a person gave up that an item that is gone at the source is deleted. */
    boolean isDeleteGivenUp(String sourceId) {
        return Machine.WATCHED
                .read(tx -> cancelledDeletes.all(tx, Engine.SESSION))
                .contains(sourceId);
    }

    List<String> dirty() {
        return Machine.WATCHED.read(tx -> items.dirty(tx, Engine.SESSION, Side.SOURCE, "", 1000));
    }

    /** The destination's folder that stands for the folder of an item of the source, or null. */
    String folderOf(SourceDrive.Node here) {
        return folderOf(here.parent);
    }

    String folderOf(String sourceFolder) {
        return sourceFolder.equals(SourceDrive.ROOT)
                ? DestinationDrive.ROOT
                : baseline(sourceFolder).map(Baseline::destinationId).orElse(null);
    }

    /** Whether the engine takes it for the twin of something, as if nobody had deleted it. */
    boolean isStoodFor(DestinationDrive.Node node) {
        return baselineOf(node).isPresent();
    }

    /** What conflicts there were. */
    List<String> conflicts() {
        return Machine.STORE.rows("SELECT source_id, kind FROM conflict").stream()
                .map(Object::toString)
                .toList();
    }

    /** How many items are kept of which nothing was ever known. */
    int nameless() {
        return Machine.STORE.rows("SELECT id FROM item WHERE name = ''").size();
    }

    /** The conflicts that were decided, and whose decision nobody took back. */
    List<Long> decided() {
        return Machine.STORE
                .rows(
                        "SELECT id FROM conflict WHERE resolution IS NOT NULL AND undone_at IS NULL"
                                + " ORDER BY id")
                .stream()
                .map(row -> ((Number) row.get("ID")).longValue())
                .toList();
    }

    /**
     * Whether a conflict about an item of the source was decided for the source, or such a decision
     * against it was taken back.
     */
    boolean wasDecidedForSource(String sourceId) {
        return decisions(sourceId)
                .anyMatch(
                        row ->
                                (row.get("UNDONE_AT") == null
                                                ? ConflictPreference.SOURCE
                                                : ConflictPreference.DESTINATION)
                                        .name()
                                        .equals(row.get("RESOLUTION")));
    }

    /** Whether a conflict about an item of the source was decided for the destination. */
    boolean wasDecidedForDestination(String sourceId) {
        return decisions(sourceId)
                .filter(row -> row.get("UNDONE_AT") == null)
                .anyMatch(
                        row -> ConflictPreference.DESTINATION.name().equals(row.get("RESOLUTION")));
    }

    /** What was agreed on by a decision that the destination's name and folder stay; else empty. */
    Optional<Baseline> whoseNameIsDecided(long conflict) {
        return Machine.STORE
                .rows("SELECT source_id, kind, resolution FROM conflict WHERE id = " + conflict)
                .stream()
                .filter(row -> ConflictType.EDIT_RENAME.name().equals(row.get("KIND")))
                .filter(row -> ConflictPreference.DESTINATION.name().equals(row.get("RESOLUTION")))
                .findFirst()
                .flatMap(row -> baseline((String) row.get("SOURCE_ID")));
    }

    /**
     * Whether a conflict about an item of the source was decided so that it has the destination's
     * place. That stays if what was decided about its content is taken back.
     */
    boolean wasPlacedByDestination(String sourceId) {
        return decisions(sourceId)
                .filter(
                        row ->
                                row.get("UNDONE_AT") == null
                                        || !ConflictType.EDIT_RENAME.name().equals(row.get("KIND")))
                .anyMatch(
                        row -> ConflictPreference.DESTINATION.name().equals(row.get("RESOLUTION")));
    }

    private static Stream<Map<String, Object>> decisions(String sourceId) {
        return Machine.STORE
                .rows("SELECT source_id, kind, resolution, undone_at FROM conflict")
                .stream()
                .filter(row -> sourceId.equals(row.get("SOURCE_ID")));
    }

    /** Whether a conflict about an item of the destination was decided so that it stays. */
    boolean wasKept(String destinationId) {
        return Machine.STORE.rows("SELECT destination_id, resolution FROM conflict").stream()
                .filter(row -> destinationId.equals(row.get("DESTINATION_ID")))
                .map(row -> row.get("RESOLUTION"))
                .anyMatch(
                        resolution ->
                                ConflictPreference.DESTINATION.name().equals(resolution)
                                        || ConflictPreference.KEEP_BOTH.name().equals(resolution));
    }

    /** How all stands between both drives, line by line. */
    List<String> tell(SourceDrive source) {
        var lines = new ArrayList<String>();
        lines.add("agreed:");
        for (SourceDrive.Node node : source.all()) {
            baseline(node.id)
                    .ifPresent(
                            agreed ->
                                    lines.add(
                                            "  "
                                                    + node.id
                                                    + " = "
                                                    + agreed.destinationId()
                                                    + " "
                                                    + agreed.name()
                                                    + " / "
                                                    + agreed.destinationName()));
        }
        Machine.STORE
                .rows("SELECT source_id, kind, resolution, undone_by FROM conflict")
                .forEach(row -> lines.add("conflict " + row));
        Machine.STORE
                .rows("SELECT source_id, task, state, error, depends_on FROM job ORDER BY id")
                .forEach(row -> lines.add("job " + row));
        return lines;
    }
}
