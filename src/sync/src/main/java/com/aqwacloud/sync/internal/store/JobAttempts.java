package com.aqwacloud.sync.internal.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What attempts of jobs may have done without hearing of it: what they sent, when, and where they
 * were to put it.
 */
public final class JobAttempts {
    /** As many as a job has attempts at most, and the time in which they heard nothing. */
    private static final int MOST_SENT = 22;

    /** So many of the latest that a row has room for. */
    private static final int MOST_LOOKS = 9;

    /** So many of the longest names that a row has room for. */
    private static final int MOST_PLACES = 6;

    /** No hash begins so. */
    private static final String UNHEARD = "?";

    /**
     * Whether an item of the destination is where attempts of the last job to give it a place were
     * to put it, whatever became of them.
     */
    public boolean perhapsPlaced(Tx tx, String session, String sourceId, Item there) {
        return perhapsPlaced(tx, session, sourceId, there.parentId(), there.name());
    }

    /** The same of a place that it may not have any more. */
    public boolean perhapsPlaced(
            Tx tx, String session, String sourceId, String folderId, String name) {
        return tx.first(
                        "SELECT target_parent, target_name, earlier_places FROM job WHERE"
                                + " session_id = ? AND source_id = ? AND (target_parent IS NOT NULL"
                                + " OR earlier_places IS NOT NULL) ORDER BY id DESC",
                        JobAttempts::places,
                        session,
                        sourceId)
                .filter(places -> places.contains(place(folderId, name)))
                .isPresent();
    }

    /** Whether attempts of a job were to give an item of the destination a place at all. */
    public boolean wereToPlace(Tx tx, long id) {
        return !places(tx, id).isEmpty();
    }

    /** Whether attempts of a job were to put an item there. */
    public boolean wereToPlace(Tx tx, long id, String parentId, String name) {
        return places(tx, id).contains(place(parentId, name));
    }

    private static List<String> places(Tx tx, long id) {
        return tx.first(
                        "SELECT target_parent, target_name, earlier_places FROM job WHERE id = ?",
                        JobAttempts::places,
                        id)
                .orElse(List.of());
    }

    private static List<String> places(ResultSet row) throws SQLException {
        var places = new ArrayList<String>();
        if (row.getString("target_parent") != null) {
            places.add(place(row.getString("target_parent"), row.getString("target_name")));
        }
        places.addAll(earlierPlaces(row));
        return places;
    }

    private static List<String> earlierPlaces(ResultSet row) throws SQLException {
        String stored = row.getString("earlier_places");
        return stored == null ? List.of() : List.of(stored.split("\n"));
    }

    private static String place(String parentId, String name) {
        return parentId + "/" + name;
    }

    /** Says that an attempt was to put the job's item there, whatever the next one is to do. */
    void wasToPlace(Tx tx, long id, Job.Target before) {
        List<String> known =
                tx.first(
                                "SELECT earlier_places FROM job WHERE id = ?",
                                JobAttempts::earlierPlaces,
                                id)
                        .orElse(List.of());
        tx.update(
                "UPDATE job SET earlier_places = ? WHERE id = ?",
                Stream.concat(Stream.of(place(before.parentId(), before.name())), known.stream())
                        .distinct()
                        .limit(MOST_PLACES)
                        .collect(Collectors.joining("\n")),
                id);
    }

    /** Says that an attempt is about to send the last of a content of that hash, or has sent it. */
    public void sends(Tx tx, long id, String hash) {
        List<String> known = sent(tx, id);
        if (!known.contains(hash)) {
            keepSent(tx, id, hash, known);
        }
    }

    /** The same, and what the destination's file looks like then, even if it was damaged. */
    public void sends(Tx tx, long id, String hash, SentContent content) {
        keepSent(
                tx,
                id,
                Stream.concat(Stream.of(hash, content.stored()), sent(tx, id).stream())
                        .distinct()
                        .toList());
    }

    /** Says that an attempt has ended: what it sent has arrived by now, or never will. */
    public void ended(Tx tx, long id, Instant now) {
        changeSent(tx, id, content -> Optional.of(content.endedAt(now)));
    }

    /**
     * Says that the destination did not take what the attempt sent that began then: what it has
     * from about that time is another's.
     */
    public void refused(Tx tx, long id, Instant startedAt) {
        changeSent(
                tx,
                id,
                content -> Optional.of(content).filter(sent -> !sent.isKnownByTimeOf(startedAt)));
    }

    private static void changeSent(
            Tx tx, long id, Function<SentContent, Optional<SentContent>> change) {
        List<String> known = sent(tx, id);
        List<String> changed =
                known.stream()
                        .flatMap(
                                each ->
                                        each.startsWith(SentContent.MARK)
                                                ? change
                                                        .apply(SentContent.parse(each))
                                                        .map(SentContent::stored)
                                                        .stream()
                                                : Stream.of(each))
                        .toList();
        if (!changed.equals(known)) {
            keepSent(tx, id, changed);
        }
    }

    /**
     * A time in which attempts of a job may have made something without hearing of it.
     *
     * @param from when the first of them began
     * @param until when the last of them had ended
     */
    public record Unheard(Instant from, Instant until) {
        private static Unheard parse(String stored) {
            int dash = stored.indexOf('-');
            return new Unheard(
                    Instant.ofEpochMilli(Long.parseLong(stored.substring(1, dash))),
                    Instant.ofEpochMilli(Long.parseLong(stored.substring(dash + 1))));
        }

        private String stored() {
            return UNHEARD + from.toEpochMilli() + "-" + until.toEpochMilli();
        }
    }

    /** Says that an attempt that began and ended then has heard no answer to what it sent. */
    public void unheard(Tx tx, long id, Instant from, Instant until) {
        List<String> known = sent(tx, id);
        Instant first = unheard(known).map(Unheard::from).orElse(from);
        keepSent(
                tx,
                id,
                new Unheard(first, until).stored(),
                known.stream().filter(each -> !each.startsWith(UNHEARD)).toList());
    }

    /** When attempts of a job heard no answer to what they sent; empty if that never was. */
    public Optional<Unheard> unheard(Tx tx, long id) {
        return unheard(sent(tx, id));
    }

    private static Optional<Unheard> unheard(List<String> sent) {
        return sent.stream()
                .filter(each -> each.startsWith(UNHEARD))
                .map(Unheard::parse)
                .findFirst();
    }

    private static List<String> sent(Tx tx, long id) {
        return tx.first(
                        "SELECT sent_hashes FROM job WHERE id = ?",
                        row -> Optional.ofNullable(row.getString(1)),
                        id)
                .flatMap(found -> found)
                .map(JobAttempts::hashes)
                .orElse(List.of());
    }

    /** A job's content arrived: of what attempts sent before, nothing can be there any more. */
    void forgetSent(Tx tx, Job job) {
        // To look first is cheaper: few have sent anything unheard.
        boolean any =
                tx.first(
                                "SELECT id FROM job WHERE session_id = ? AND source_id = ? AND"
                                        + " sent_hashes IS NOT NULL",
                                row -> row.getLong(1),
                                job.session(),
                                job.sourceId())
                        .isPresent();
        if (any) {
            tx.update(
                    "UPDATE job SET sent_hashes = NULL WHERE session_id = ? AND source_id = ? AND"
                            + " sent_hashes IS NOT NULL",
                    job.session(),
                    job.sourceId());
        }
    }

    private static void keepSent(Tx tx, long id, String newest, List<String> others) {
        keepSent(tx, id, Stream.concat(Stream.of(newest), others.stream()).toList());
    }

    private static void keepSent(Tx tx, long id, List<String> newestFirst) {
        Map<Boolean, List<String>> looks =
                newestFirst.stream()
                        .collect(
                                Collectors.partitioningBy(
                                        each -> each.startsWith(SentContent.MARK)));
        tx.update(
                "UPDATE job SET sent_hashes = ? WHERE id = ?",
                Stream.concat(
                                looks.get(false).stream().limit(MOST_SENT),
                                looks.get(true).stream().limit(MOST_LOOKS))
                        .collect(Collectors.joining(" ")),
                id);
    }

    /**
     * Whether the file that an item stands for may hold that because an attempt sent it, and never
     * heard of its arrival.
     */
    public boolean perhapsSent(Tx tx, String session, String sourceId, String hash) {
        return allSent(tx, session, sourceId).contains(hash);
    }

    /**
     * The same of what it holds without a hash, or with one that nobody sent: what attempts sent
     * that may be it by its time, though perhaps damaged on its way.
     */
    public List<SentContent> perhapsLeft(Tx tx, String session, String sourceId, Item there) {
        return allSent(tx, session, sourceId).stream()
                .filter(each -> each.startsWith(SentContent.MARK))
                .map(SentContent::parse)
                .filter(sent -> sent.isPerhaps(there))
                .toList();
    }

    private static List<String> allSent(Tx tx, String session, String sourceId) {
        return tx
                .list(
                        "SELECT sent_hashes FROM job WHERE session_id = ? AND source_id = ? AND"
                                + " sent_hashes IS NOT NULL",
                        0,
                        row -> hashes(row.getString(1)),
                        session,
                        sourceId)
                .stream()
                .flatMap(List::stream)
                .toList();
    }

    private static List<String> hashes(String stored) {
        return List.of(stored.split(" "));
    }
}
