package com.aqwacloud.sync.internal.store;

import java.util.Optional;

/**
 * The folders of others that each session selects, with those in them: no feed lists what is in
 * them, so each is listed once when it is first told of.
 */
public final class SharedFolders {
    private static final String OF_FOLDER = " WHERE session_id = ? AND folder_id = ?";

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
                    "INSERT INTO shared_folder (session_id, folder_id, listed) VALUES (?,?,0)",
                    session,
                    folderId);
        }
    }

    /** Has what is in a folder listed again. */
    public void again(Tx tx, String session, String folderId) {
        add(tx, session, folderId);
        tx.update("UPDATE shared_folder SET listed = 0" + OF_FOLDER, session, folderId);
    }

    /** One whose content is to be listed. */
    public Optional<String> next(Tx tx, String session) {
        return tx.first(
                "SELECT folder_id FROM shared_folder WHERE session_id = ? AND listed = 0",
                row -> row.getString(1),
                session);
    }

    /** All that is in a folder was listed. */
    public void listed(Tx tx, String session, String folderId) {
        tx.update("UPDATE shared_folder SET listed = 1" + OF_FOLDER, session, folderId);
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
