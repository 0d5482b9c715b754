package com.aqwacloud.sync.internal.transfer;

import java.io.IOException;
import java.io.InputStream;

/** Reads files of one Google Drive account. Safe for use by several threads. */
@FunctionalInterface
public interface SourceReader {
    /**
     * A stream of the file's present content from a byte on; the caller closes it.
     *
     * @throws IOException if the cloud could not be reached or answered with an error
     */
    InputStream open(String fileId, long offset) throws IOException;
}
