package com.aqwacloud.camel.component.microsoft.onedrive;

import java.time.Instant;

/** The times that a file's owner gives it; either may be null for "leave it to the service". */
record FileTimes(Instant created, Instant lastModified) {

    static final FileTimes NONE = new FileTimes(null, null);

    boolean isEmpty() {
        return created == null && lastModified == null;
    }
}
