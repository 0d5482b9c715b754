package com.aqwacloud.sync.internal.transfer;

import java.io.IOException;

/** The destination copied a file, but gave it another name than it was told. */
public final class MisplacedCopyException extends IOException {
    private static final long serialVersionUID = 1L;

    MisplacedCopyException(String path, String name) {
        super(
                path
                        + " was copied within OneDrive, but named "
                        + name
                        + "; it is put in its place.");
    }
}
