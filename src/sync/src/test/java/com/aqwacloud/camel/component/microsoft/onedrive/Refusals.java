package com.aqwacloud.camel.component.microsoft.onedrive;

/** What the component throws for the answers of a OneDrive that is played by a test. */
public final class Refusals {
    private Refusals() {}

    /** What an answer of that status means; 0 for no answer at all. */
    public static OneDriveException of(int status) {
        var error = new GraphError(status, "", null, null, null);
        return status == 0
                ? new ServiceUnavailableException(error, "OneDrive did not answer")
                : GraphErrorTable.exceptionFor(RequestKind.UPDATE, error);
    }
}
