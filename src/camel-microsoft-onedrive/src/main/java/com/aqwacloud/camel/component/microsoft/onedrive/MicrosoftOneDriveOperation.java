package com.aqwacloud.camel.component.microsoft.onedrive;

/** What a producer can do. The consumer knows {@link #delta} only. */
public enum MicrosoftOneDriveOperation {
    /** Create a file or replace its content. */
    upload,
    /** End an upload session that is not to be gone on with. */
    cancelUpload,
    /** Read a file's content. */
    download,
    /** Read one item. */
    get,
    /** Read one page of a folder. */
    children,
    /** Read one page of changes. */
    delta,
    /** Create a folder. */
    createFolder,
    /** Rename or move an item, or set its times. */
    update,
    /** Move an item to the recycle bin. */
    delete,
    /** Take an item out of the recycle bin. */
    restore,
    /** Copy an item within the service. */
    copy,
    /** Run up to 20 requests in one. */
    batch,
    /** Read the drive: its id, type and space. */
    drive
}
