package com.aqwacloud.sync.internal.tidy;

import com.aqwacloud.sync.api.JobState;
import com.aqwacloud.sync.internal.conflict.PastConflicts;
import com.aqwacloud.sync.internal.store.Audit;
import com.aqwacloud.sync.internal.store.Database;
import com.aqwacloud.sync.internal.store.EndedJobs;
import com.aqwacloud.sync.internal.store.GoneItems;
import com.aqwacloud.sync.internal.store.GoneItems.Drive;
import com.aqwacloud.sync.internal.store.GoneItems.Gone;
import com.aqwacloud.sync.internal.store.HiddenNames;
import com.aqwacloud.sync.internal.store.NameTwins;
import com.aqwacloud.sync.internal.store.Side;
import com.aqwacloud.sync.internal.store.StoredConflict;
import com.aqwacloud.sync.internal.store.StoredConflicts;
import com.aqwacloud.sync.internal.store.StoredSessions;
import com.aqwacloud.sync.internal.store.Tx;
import com.aqwacloud.sync.internal.store.UnneededItems;
import com.aqwacloud.sync.internal.store.UnneededItems.References;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.ToLongFunction;

/**
 * Has the store forget what nobody needs any more, so that it does not grow with all that ever
 * happened. What may go is looked for by readers and goes a few rows at a time, so that nobody who
 * writes waits for long. Thread-safe.
 */
public final class Tidying {
    private static final int BATCH = 100;

    /** Hardly any destination takes so many names for others. */
    private static final int MOST_TWINS = 1000;

    private final Database database;
    private final Clock clock;
    private final StoredSessions sessions = new StoredSessions();
    private final Audit audit = new Audit();
    private final EndedJobs jobs = new EndedJobs();
    private final StoredConflicts conflicts = new StoredConflicts();
    private final PastConflicts past = new PastConflicts();
    private final GoneItems gone = new GoneItems();
    private final UnneededItems unneeded = new UnneededItems();
    private final NameTwins twins = new NameTwins();
    private final HiddenNames hiddenNames = new HiddenNames();

    public Tidying(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Forgets what jobs did up to then.
     *
     * @param millis the time, in milliseconds
     */
    public void audit(long millis) {
        Instant then = Instant.ofEpochMilli(millis);
        Instant last = Instant.EPOCH;
        List<Instant> page;
        do {
            Instant after = last;
            page = database.read(tx -> audit.unneeded(tx, after, then, BATCH));
            if (!page.isEmpty()) {
                var times = new LinkedHashSet<>(page);
                database.change(tx -> times.forEach(time -> audit.forget(tx, time)));
                last = page.get(page.size() - 1);
            }
        } while (page.size() == BATCH);
    }

    /**
     * Forgets jobs that were over by then.
     *
     * @param millis the time, in milliseconds
     */
    public void jobs(long millis) {
        Instant then = Instant.ofEpochMilli(millis);
        for (String session : sessions()) {
            for (JobState state : EndedJobs.STATES) {
                pages(
                        (tx, after) -> jobs.by(tx, session, state, then, after, BATCH),
                        id -> id,
                        jobs::forget);
            }
        }
    }

    /**
     * Forgets conflicts that were over by then.
     *
     * @param millis the time, in milliseconds
     */
    public void conflicts(long millis) {
        Instant then = Instant.ofEpochMilli(millis);
        for (String session : sessions()) {
            pages(
                    (tx, after) -> conflicts.over(tx, session, then, after, BATCH),
                    found -> found.conflict().id(),
                    this::forget);
        }
    }

    private void forget(Tx tx, StoredConflict found) {
        if (past.isPast(tx, found, clock.instant())) {
            conflicts.remove(tx, found.conflict().id());
        }
    }

    private interface Use<T> {
        void use(Tx tx, T found);
    }

    private <T> void pages(
            BiFunction<Tx, Long, List<T>> find, ToLongFunction<T> number, Use<T> use) {
        long last = 0;
        List<T> page;
        do {
            long after = last;
            page = database.read(tx -> find.apply(tx, after));
            if (!page.isEmpty()) {
                List<T> found = page;
                database.change(tx -> found.forEach(each -> use.use(tx, each)));
                last = number.applyAsLong(page.get(page.size() - 1));
            }
        } while (page.size() == BATCH);
    }

    /**
     * Forgets items that were gone by then, as far as tidying up saw, with all that is noted of
     * them; what a destination takes for one name, if that is too much; and which names something
     * hidden has, which may be gone by now.
     *
     * @param millis the time, in milliseconds
     */
    public void items(long millis) {
        Instant then = Instant.ofEpochMilli(millis);
        for (Drive drive : database.read(gone::drives)) {
            References references = database.read(tx -> unneeded.references(tx, drive));
            boolean any = true;
            while (any) {
                // A folder can go once all that was in it went.
                any = items(drive, then, references);
            }
        }
        for (String session : sessions()) {
            database.change(
                    tx -> {
                        twins.forgetIfMore(tx, session, MOST_TWINS);
                        hiddenNames.forget(tx, session);
                    });
        }
    }

    private boolean items(Drive drive, Instant then, References references) {
        boolean any = false;
        String last = "";
        List<Gone> page = database.read(tx -> gone.after(tx, drive, "", BATCH));
        while (!page.isEmpty()) {
            List<Gone> found = page;
            String before = last;
            Way way =
                    database.write(
                            tx -> new Pass(tx, drive, then, references).items(found, before));
            any |= way.any();
            last = way.last();
            String after = last;
            page = database.read(tx -> gone.after(tx, drive, after, BATCH));
        }
        return any;
    }

    /**
     * How far a transaction came.
     *
     * @param last the last item that it is done with
     * @param any whether anything was forgotten, or can be now
     */
    private record Way(String last, boolean any) {}

    /** One transaction's worth of items that are gone. */
    private final class Pass {
        private final Tx tx;
        private final Drive drive;
        private final Instant then;
        private final References references;
        private int left = BATCH;

        Pass(Tx tx, Drive drive, Instant then, References references) {
            this.tx = tx;
            this.drive = drive;
            this.then = then;
            this.references = references;
        }

        Way items(List<Gone> page, String before) {
            String last = before;
            boolean any = false;
            for (Gone item : page) {
                Instant since = since(item);
                boolean over = !since.isAfter(then) && !references.items().contains(item.id());
                int along = over ? takeAlong(item, since) : 0;
                any |= along > 0 || over && unneeded.forget(tx, drive, item.id(), references);
                left -= along;
                if (along > 0 && left == 0) {
                    // There may be more in it.
                    return new Way(last, any);
                }
                last = item.id();
                left--;
                if (left <= 0) {
                    break;
                }
            }
            return new Way(last, any);
        }

        private Instant since(Gone item) {
            if (item.since() != null) {
                return item.since();
            }
            Instant since = clock.instant();
            gone.date(tx, drive.session(), drive.side(), item.id(), since);
            unneeded.holdsNothing(tx, drive, item.id());
            return since;
        }

        private int takeAlong(Gone item, Instant since) {
            return drive.side() == Side.SOURCE && item.forEver()
                    ? unneeded.takeAlong(tx, drive.session(), item.id(), since, references, left)
                    : 0;
        }
    }

    private List<String> sessions() {
        return database.read(
                tx -> sessions.list(tx).stream().map(stored -> stored.session().id()).toList());
    }
}
