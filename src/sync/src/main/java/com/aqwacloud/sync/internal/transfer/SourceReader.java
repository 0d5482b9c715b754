package com.aqwacloud.sync.internal.transfer;

import java.io.IOException;
import java.io.InputStream;

/** Reads files of one Google Drive account. Safe for use by several threads. */
public interface SourceReader {
    /**
     * A stream of the file's present content from a byte on; the caller closes it.
     *
     * @throws IOException if the cloud could not be reached or answered with an error
     */
    InputStream open(String fileId, long offset) throws IOException;

    /**
     * The MD5 of the file's present content in lower-case hex, as the cloud tells it without moving
     * content; null if it tells none.
     *
     * @throws IOException if the cloud could not be reached or answered with an error
     */
    String md5(String fileId) throws IOException;

    /** Nobody wants to read on: whatever waits here of its own accord does so no longer. */
    default void stop() {}
}
