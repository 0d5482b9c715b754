package com.aqwacloud.camel.component.microsoft.onedrive;

/** What happens to an upload, a copy or a new folder whose name is taken. */
public enum ConflictBehavior {
    /** It fails with {@link NameConflictException}. */
    fail,
    /** The item of that name is replaced. */
    replace,
    /** The service finds another name. */
    rename
}
