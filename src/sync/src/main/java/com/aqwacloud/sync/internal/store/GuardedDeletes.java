package com.aqwacloud.sync.internal.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What the guard of deletes knows of each session: how many files it let go of late, so that many
 * that go one by one are as many as if they went at once, and whether a person was asked.
 */
public final class GuardedDeletes {
    private static final Duration HOUR = Duration.ofHours(1);

    /**
     * @param files how many were let go since {@code since}
     * @param before how many in the hour before that
     * @param answered when a person answered last: the counting began anew
     */
    private record Guarded(
            boolean asked, long files, long before, Instant since, Instant answered) {
        static final Guarded NOTHING = answered(Instant.EPOCH);

        static Guarded answered(Instant now) {
            return new Guarded(false, 0, 0, Instant.EPOCH, now);
        }

        Guarded at(Instant now) {
            Instant next = since.plus(HOUR);
            if (next.isAfter(now)) {
                return this;
            }
            return next.plus(HOUR).isAfter(now)
                    ? new Guarded(asked, 0, files, next, answered)
                    : new Guarded(asked, 0, 0, now, answered);
        }

        Guarded without(long gone) {
            long late = Math.min(files, gone);
            return new Guarded(
                    asked, files - late, Math.max(0, before - (gone - late)), since, answered);
        }

        /** Whether what was queued then may be among those counted. */
        boolean counts(Instant queued) {
            return !queued.isBefore(since.minus(HOUR)) && !queued.isBefore(answered);
        }

        Guarded asking(boolean asks) {
            return new Guarded(asks, files, before, since, answered);
        }
    }

    /**
     * How many files were let go within the last hour, and perhaps within another before that,
     * unless a person has allowed more since.
     */
    public long recent(Tx tx, String session, Instant now) {
        Guarded known = find(tx, session).orElse(Guarded.NOTHING).at(now);
        return known.before() + known.files();
    }

    /** So many files are let go. */
    public void letGo(Tx tx, String session, long files, Instant now) {
        if (files > 0) {
            Guarded known = find(tx, session).orElse(Guarded.NOTHING).at(now);
            put(
                    tx,
                    session,
                    new Guarded(
                            known.asked(),
                            known.files() + files,
                            known.before(),
                            known.since(),
                            known.answered()));
        }
    }

    /**
     * So many files that were let go are to be let go once more, and count then.
     *
     * @param queued when their delete was queued, and so was not counted yet
     */
    void takeBack(Tx tx, String session, long files, Instant queued) {
        find(tx, session)
                .filter(known -> files > 0 && known.counts(queued))
                .ifPresent(known -> put(tx, session, known.without(files)));
    }

    /** A person is asked whether the deletes that are held back may go. */
    public void ask(Tx tx, String session) {
        put(tx, session, find(tx, session).orElse(Guarded.NOTHING).asking(true));
    }

    /** Whether a person was asked, and has not answered. */
    boolean isAsked(Tx tx, String session) {
        return find(tx, session).filter(Guarded::asked).isPresent();
    }

    /** Whether a person was asked. From now on nobody is, and the counting begins anew if so. */
    public boolean answer(Tx tx, String session, Instant now) {
        boolean asked = isAsked(tx, session);
        if (asked) {
            put(tx, session, Guarded.answered(now));
        }
        return asked;
    }

    /** Whoever was asked has not answered, and is to be asked anew. */
    public void withdraw(Tx tx, String session) {
        find(tx, session)
                .filter(Guarded::asked)
                .ifPresent(known -> put(tx, session, known.asking(false)));
    }

    /** Forgets a session's. */
    public void forget(Tx tx, String session) {
        tx.update("DELETE FROM delete_guard WHERE session_id = ?", session);
    }

    private static Optional<Guarded> find(Tx tx, String session) {
        return tx.first(
                "SELECT asked, files, files_before, since, answered FROM delete_guard WHERE session_id = ?",
                row ->
                        new Guarded(
                                row.getInt("asked") == 1,
                                row.getLong("files"),
                                row.getLong("files_before"),
                                Tx.instant(row, "since"),
                                Tx.instant(row, "answered")),
                session);
    }

    private void put(Tx tx, String session, Guarded guarded) {
        forget(tx, session);
        tx.update(
                "INSERT INTO delete_guard (session_id, asked, files, files_before, since, answered)"
                        + " VALUES (?,?,?,?,?,?)",
                session,
                guarded.asked(),
                guarded.files(),
                guarded.before(),
                guarded.since(),
                guarded.answered());
    }
}
