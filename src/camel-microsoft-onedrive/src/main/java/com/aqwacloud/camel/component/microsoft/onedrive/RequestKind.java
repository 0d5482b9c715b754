package com.aqwacloud.camel.component.microsoft.onedrive;

/**
 * The kinds of HTTP requests that this component makes. The cost is in the resource units that the
 * service's throttling guidance gives for it.
 */
public enum RequestKind {
    /** Read a drive. */
    DRIVE(1, "read the drive"),
    /** Read one item. */
    GET(1, "read the item"),
    /** Read a page of a folder. */
    CHILDREN(2, "list the folder"),
    /** Read a page of the change feed from a cursor. */
    DELTA(1, "read the changes"),
    /** Read the first page of the change feed without a cursor. */
    DELTA_START(2, "start reading changes"),
    /** Create a folder. */
    CREATE_FOLDER(2, "create the folder"),
    /** Change name, folder or times of an item. */
    UPDATE(2, "update the item"),
    /** Delete an item. */
    DELETE(2, "delete the item"),
    /** Take an item out of the recycle bin. */
    RESTORE(2, "restore the item"),
    /** Upload a small file in one request. */
    UPLOAD(2, "upload the file"),
    /** Open an upload session. */
    UPLOAD_SESSION(2, "open an upload session"),
    /** Send one fragment into an upload session. */
    UPLOAD_FRAGMENT(2, "upload a part of the file"),
    /** Ask an upload session for what it misses. */
    UPLOAD_STATUS(1, "read the state of the upload session"),
    /** Give up an upload session. */
    UPLOAD_CANCEL(1, "cancel the upload session"),
    /** Ask for the address of a file's content. */
    DOWNLOAD(1, "download the file"),
    /** Read a file's content. */
    DOWNLOAD_CONTENT(1, "download the file's content"),
    /** Start copying an item. */
    COPY(2, "copy the item"),
    /** Ask how far a copy is. */
    COPY_STATUS(1, "read the state of the copy"),
    /** Several requests in one; costs what its parts cost. */
    BATCH(1, "run the batch");

    private final int cost;
    private final String phrase;

    RequestKind(int cost, String phrase) {
        this.cost = cost;
        this.phrase = phrase;
    }

    /** Resource units of one request of this kind; at least 1. */
    public int cost() {
        return cost;
    }

    String phrase() {
        return phrase;
    }

    boolean inUploadSession() {
        return this == UPLOAD_FRAGMENT || this == UPLOAD_STATUS || this == UPLOAD_CANCEL;
    }
}
