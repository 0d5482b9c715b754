package com.aqwacloud.camel.component.microsoft.onedrive;

import java.time.Duration;

/** What the component throws for the answers of a OneDrive that is played by a test. */
public final class Refusals {
    private Refusals() {}

    /** What an answer of that status means; 0 for no answer at all. */
    public static OneDriveException of(int status) {
        return of(status, null);
    }

    /** The same of one that says when to come again. */
    public static OneDriveException of(int status, Duration retryAfter) {
        var error = new GraphError(status, "", null, retryAfter, null);
        return status == 0
                ? new ServiceUnavailableException(error, "OneDrive did not answer")
                : GraphErrorTable.exceptionFor(RequestKind.UPDATE, error);
    }
}
