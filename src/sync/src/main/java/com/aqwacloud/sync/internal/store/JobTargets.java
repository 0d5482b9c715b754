package com.aqwacloud.sync.internal.store;

import java.util.List;

/** What attempts of jobs are about to make at the destination, and where. */
public final class JobTargets {
    /** Of jobs that have a target: what brings an item that it has makes none. */
    private static final String MAKES =
            "NOT EXISTS (SELECT 1 FROM baseline WHERE baseline.session_id = job.session_id AND"
                    + " baseline.source_id = job.source_id)";

    private final JobRows rows = new JobRows();
    private final JobAttempts attempts = new JobAttempts();

    /**
     * Says what an attempt is about to create, or that it creates nothing (null). Where an attempt
     * before was to put the item is not forgotten: it may be there.
     */
    public void aim(Tx tx, long id, Job.Target target) {
        rows.find(tx, id)
                .map(Job::target)
                .filter(before -> !before.isWhere(target))
                .ifPresent(before -> attempts.wasToPlace(tx, id, before));
        setTarget(tx, id, target);
    }

    /** Says that there is nothing of this job's where its last attempt was to put something. */
    public void missed(Tx tx, long id) {
        setTarget(tx, id, null);
    }

    private void setTarget(Tx tx, long id, Job.Target target) {
        rows.change(tx, id, job -> job.aimedAt(target));
        tx.update(
                "UPDATE job SET target_parent = ?, target_name = ?, target_size = ?, target_hash = ?"
                        + " WHERE id = ?",
                target == null ? null : target.parentId(),
                target == null ? null : target.name(),
                target == null ? 0 : target.size(),
                target == null ? null : target.hash(),
                id);
    }

    /** The unfinished jobs that were about to make something of that name in a folder. */
    public List<Job> makersOf(Tx tx, String session, String targetParent, String name) {
        return tx.list(
                "SELECT * FROM job WHERE session_id = ? AND target_parent = ? AND target_name = ?"
                        + " AND "
                        + JobRows.OPEN
                        + " AND "
                        + MAKES
                        + " ORDER BY CASE state WHEN 'TRANSFERRING' THEN 0 ELSE 1 END, id",
                0,
                JobRows::map,
                session,
                targetParent,
                name);
    }

    /** Whether any unfinished job was about to make something in a folder. */
    boolean isAnyIn(Tx tx, String session, String targetParent) {
        return tx.first(
                        "SELECT id FROM job --DERBY-PROPERTIES index=JOB_TARGET\n"
                                + " WHERE session_id = ? AND target_parent = ? AND "
                                + JobRows.OPEN,
                        row -> row.getLong(1),
                        session,
                        targetParent)
                .isPresent();
    }

    /** Whether another job is under way to make something where this one was about to. */
    public boolean isMadeByAnother(Tx tx, Job job) {
        return tx.number(
                        "SELECT COUNT(*) FROM job WHERE session_id = ? AND target_parent = ? AND"
                                + " target_name = ? AND state = 'TRANSFERRING' AND id <> ? AND "
                                + MAKES,
                        job.session(),
                        job.target().parentId(),
                        job.target().name(),
                        job.id())
                > 0;
    }
}
