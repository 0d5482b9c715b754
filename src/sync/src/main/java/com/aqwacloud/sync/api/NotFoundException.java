package com.aqwacloud.sync.api;

/** There is no session, conflict, transfer or account of that id. */
public class NotFoundException extends SyncException {
    private static final long serialVersionUID = 1L;

    /**
     * @param kind what was looked for, such as {@code session}
     * @param id the id that is not known
     */
    public NotFoundException(String kind, String id) {
        super("There is no " + kind + " \"" + id + "\".");
    }
}
