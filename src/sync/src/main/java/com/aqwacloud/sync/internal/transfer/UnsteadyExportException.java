package com.aqwacloud.sync.internal.transfer;

import com.aqwacloud.camel.component.microsoft.onedrive.UnusableContentException;

/** A document's export was another when it was read than it had been before. */
public final class UnsteadyExportException extends UnusableContentException {
    private static final long serialVersionUID = 1L;

    private UnsteadyExportException(String message) {
        super(message);
    }

    /** It has another length than was measured. */
    public static UnsteadyExportException ofOtherLength() {
        return new UnsteadyExportException(
                "Google's exports of this document differ in length each time they are read, so it"
                        + " cannot be uploaded; another format for its type may help.");
    }

    /** It begins with other bytes than those that were sent. */
    public static UnsteadyExportException ofOtherBytes() {
        return new UnsteadyExportException(
                "Google's exports of this document differ each time they are read, so its upload"
                        + " could not go on where it was cut off; another format for its type may"
                        + " help.");
    }
}
