package com.aqwacloud.sync.internal.store;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Which jobs wait for which others. */
public final class AwaitedJobs {
    private final JobRows rows = new JobRows();

    /** Whether a job waits for the unfinished one about an item. */
    public boolean isAwaited(Tx tx, String session, String sourceId) {
        return rows.open(tx, session, sourceId).filter(job -> isAwaited(tx, job.id())).isPresent();
    }

    /** Whether a job is another, or waits for it, be it by way of others. */
    public boolean waitsFor(Tx tx, Job job, long other) {
        Set<Long> way = new HashSet<>();
        Optional<Job> next = Optional.of(job);
        while (next.isPresent() && way.add(next.get().id())) {
            if (next.get().id() == other) {
                return true;
            }
            next = Optional.ofNullable(next.get().dependsOn()).flatMap(id -> rows.find(tx, id));
        }
        return false;
    }

    /** Has a job wait for another. */
    public void waitFor(Tx tx, long id, long other) {
        rows.forget(tx, id);
        tx.update("UPDATE job SET depends_on = ? WHERE id = ?", other, id);
    }

    /** Lets go what waits for a job. */
    void letGo(Tx tx, long id) {
        // To look first is cheaper: few are waited for.
        if (isAwaited(tx, id)) {
            tx.update("UPDATE job SET depends_on = NULL WHERE depends_on = ?", id);
            tx.memory().forgetAll();
        }
    }

    private static boolean isAwaited(Tx tx, long id) {
        return tx.first("SELECT id FROM job WHERE depends_on = ?", row -> row.getLong(1), id)
                .isPresent();
    }
}
