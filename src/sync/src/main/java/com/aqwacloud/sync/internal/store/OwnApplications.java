package com.aqwacloud.sync.internal.store;

/**
 * Under which ids drives know this application: each kind of drive gives it another, and only what
 * was made through it tells which.
 */
public final class OwnApplications {

    /** Says that what was made in a session's destination was made through that application. */
    public void add(Tx tx, String session, String application) {
        if (isOwn(tx, session, application)) {
            return;
        }
        tx.update(
                "INSERT INTO own_application (account, application) SELECT destination, CAST(? AS"
                        + " VARCHAR(256)) FROM sync_session WHERE id = ?",
                application,
                session);
    }

    /** Whether a session's destination means this application by that id, as far as is known. */
    public boolean isOwn(Tx tx, String session, String application) {
        return tx.first(
                        "SELECT 1 FROM own_application JOIN sync_session ON destination = account"
                                + " WHERE sync_session.id = ? AND application = ?",
                        row -> true,
                        session,
                        application)
                .isPresent();
    }

    /** Whether any id is known under which a session's destination means this application. */
    public boolean isAnyKnown(Tx tx, String session) {
        return tx.first(
                        "SELECT 1 FROM own_application JOIN sync_session ON destination = account"
                                + " WHERE sync_session.id = ?",
                        row -> true,
                        session)
                .isPresent();
    }
}
