package com.aqwacloud.sync.internal.store;

import java.util.Optional;

/**
 * The folders of others that each session selects, with those in them: no feed lists what is in
 * them, so each is listed once when it is first told of.
 */
public final class SharedFolders {
    private static final String OF_FOLDER = " WHERE session_id = ? AND folder_id = ?";
    private static final int DUE = 0;
    private static final int LISTED = 1;
    private static final int PUT_OFF = 2;

    /** Whether it is one of them. */
    public boolean contains(Tx tx, String session, String folderId) {
        return tx.first(
                        "SELECT folder_id FROM shared_folder" + OF_FOLDER,
                        row -> row.getString(1),
                        session,
                        folderId)
                .isPresent();
    }

    /** Has what is in a folder listed, if it was not yet. */
    public void add(Tx tx, String session, String folderId) {
        if (!contains(tx, session, folderId)) {
            tx.update(
                    "INSERT INTO shared_folder (session_id, folder_id, listed) VALUES (?,?,?)",
                    session,
                    folderId,
                    DUE);
        }
    }

    /** Has what is in a folder listed again. */
    public void again(Tx tx, String session, String folderId) {
        add(tx, session, folderId);
        set(tx, session, folderId, DUE);
    }

    /** One whose content is to be listed. */
    public Optional<String> next(Tx tx, String session) {
        return first(tx, session, DUE);
    }

    /** All that is in a folder was listed. */
    public void listed(Tx tx, String session, String folderId) {
        set(tx, session, folderId, LISTED);
    }

    /** What is in a folder can't be listed now: it is no {@link #next} before {@link #tryAgain}. */
    public void putOff(Tx tx, String session, String folderId) {
        set(tx, session, folderId, PUT_OFF);
    }

    /** One that was put off. */
    public Optional<String> putOff(Tx tx, String session) {
        return first(tx, session, PUT_OFF);
    }

    /** Has what is in folders listed that were put off. */
    public void tryAgain(Tx tx, String session) {
        tx.update(
                "UPDATE shared_folder SET listed = ? WHERE session_id = ? AND listed = ?",
                DUE,
                session,
                PUT_OFF);
    }

    private static void set(Tx tx, String session, String folderId, int state) {
        tx.update("UPDATE shared_folder SET listed = ?" + OF_FOLDER, state, session, folderId);
    }

    private static Optional<String> first(Tx tx, String session, int state) {
        return tx.first(
                "SELECT folder_id FROM shared_folder WHERE session_id = ? AND listed = ?",
                row -> row.getString(1),
                session,
                state);
    }

    /** Forgets a folder. */
    void remove(Tx tx, String session, String folderId) {
        tx.update("DELETE FROM shared_folder" + OF_FOLDER, session, folderId);
    }

    /** Forgets a session's. */
    public void forget(Tx tx, String session) {
        tx.update("DELETE FROM shared_folder WHERE session_id = ?", session);
    }
}
