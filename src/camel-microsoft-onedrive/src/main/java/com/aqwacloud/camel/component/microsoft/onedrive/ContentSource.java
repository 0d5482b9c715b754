package com.aqwacloud.camel.component.microsoft.onedrive;

import java.io.IOException;
import java.io.InputStream;

/**
 * Content that can be read from any place, as often as needed: an upload from it needs no memory
 * for what it may have to send again. It must yield the same bytes each time.
 */
public interface ContentSource {

    /** The number of bytes, not negative; the same at every call. */
    long length();

    /**
     * A stream that starts at the given byte; the caller closes it. One stream is read at a time,
     * by changing threads. It may be closed before its end, and while a read is blocked in it. A
     * read that fails with an {@link UnusableContentException} ends the upload for good.
     *
     * @param offset from 0 to {@link #length()} inclusive
     */
    InputStream open(long offset) throws IOException;
}
