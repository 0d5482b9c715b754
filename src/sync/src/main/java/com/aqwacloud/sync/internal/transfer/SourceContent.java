package com.aqwacloud.sync.internal.transfer;

import java.io.IOException;
import java.io.InputStream;

/** The bytes of one item of the source. Used by one thread at a time, by changing threads. */
public interface SourceContent extends AutoCloseable {
    /**
     * How many bytes it has, the same at every call. The first call may have to ask the cloud.
     *
     * @throws IOException if the cloud could not be reached or answered with an error
     */
    long length() throws IOException;

    /**
     * A stream of the present content from a byte on; the caller closes it.
     *
     * @throws IOException if the cloud could not be reached or answered with an error
     */
    InputStream open(long offset) throws IOException;

    /**
     * The MD5 of the present content in lower-case hex, as the cloud tells it without moving
     * content; null if it tells none.
     *
     * @throws IOException if the cloud could not be reached or answered with an error
     */
    String md5() throws IOException;

    /** Nobody wants to read on: whatever waits here of its own accord does so no longer. */
    default void stop() {}

    /** Lets go of what was asked for and not used. */
    @Override
    void close() throws IOException;
}
