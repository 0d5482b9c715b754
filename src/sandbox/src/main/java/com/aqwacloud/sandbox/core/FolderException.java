package com.aqwacloud.sandbox.core;

/** The folder can't do what was asked; nothing was changed. */
public final class FolderException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Why not. */
    public enum Reason {
        /** No such item. */
        NOT_FOUND,
        /** The name is in use in that folder. */
        NAME_TAKEN,
        /** The id is in use. */
        ID_TAKEN,
        /** The target is a file where a folder is needed, or the other way round. */
        WRONG_KIND,
        /** A folder can't go into itself, nor the root anywhere. */
        IMPOSSIBLE_MOVE,
        /** The upload was finished or given up meanwhile. */
        UPLOAD_GONE,
        /** Another request brings the same bytes of an upload, or has brought them. */
        UPLOAD_OVERTAKEN
    }

    private final Reason reason;

    FolderException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
