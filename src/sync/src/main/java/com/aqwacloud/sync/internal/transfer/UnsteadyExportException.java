package com.aqwacloud.sync.internal.transfer;

import java.io.IOException;

/** A document's export had another length when it was read than when it was measured. */
public final class UnsteadyExportException extends IOException {
    private static final long serialVersionUID = 1L;

    public UnsteadyExportException() {
        super(
                "Google's exports of this document differ in length each time they are read, so it"
                        + " cannot be uploaded; another format for its type may help.");
    }
}
