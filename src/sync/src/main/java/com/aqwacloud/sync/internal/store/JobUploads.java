package com.aqwacloud.sync.internal.store;

/** How far the uploads of jobs are, so that a restart goes on with them. */
public final class JobUploads {
    private final JobRows rows = new JobRows();

    /** Says how many bytes a file has that was queued before that was known. */
    public void measured(Tx tx, long id, long bytes) {
        rows.forget(tx, id);
        tx.update("UPDATE job SET size = ?, target_size = ? WHERE id = ?", bytes, bytes, id);
    }

    /** Says that an upload session was opened, so that a restart goes on with it. */
    public void opened(Tx tx, long id, String revision) {
        rows.forget(tx, id);
        tx.update(
                "UPDATE job SET upload_revision = ?, upload_hash = NULL, bytes_done = 0 WHERE id ="
                        + " ?",
                revision,
                id);
    }

    /** Keeps how far an upload session is. */
    public void accepted(Tx tx, long id, long bytes, String hashState) {
        rows.forget(tx, id);
        tx.update(
                "UPDATE job SET bytes_done = ?, upload_hash = ? WHERE id = ?",
                bytes,
                hashState,
                id);
    }

    /** Forgets an upload session that is no longer there. */
    public void gone(Tx tx, long id) {
        rows.forget(tx, id);
        tx.update(
                "UPDATE job SET upload_revision = NULL, upload_hash = NULL, bytes_done = 0 WHERE"
                        + " id = ?",
                id);
    }
}
