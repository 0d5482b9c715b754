package com.aqwacloud.sync.internal.watch;

import com.aqwacloud.sync.api.SyncException;

/** What a session selects is not there for its account. */
final class UnreadableSelectionException extends SyncException {
    private static final long serialVersionUID = 1L;

    UnreadableSelectionException(String id, String state) {
        super(
                "The selection holds \""
                        + id
                        + "\", which "
                        + state
                        + ". Nothing was deleted in OneDrive: make it readable for this account in"
                        + " Google Drive and start the session again, or create another session"
                        + " without it.",
                null);
    }
}
