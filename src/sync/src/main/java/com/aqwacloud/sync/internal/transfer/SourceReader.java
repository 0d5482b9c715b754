package com.aqwacloud.sync.internal.transfer;

import com.aqwacloud.sync.internal.plan.Origin;

/** Reads from one Google Drive account. Safe for use by several threads. */
public interface SourceReader {
    /**
     * The content of that origin; nothing is asked of the cloud yet.
     *
     * @param size bytes that a stored file has
     */
    SourceContent content(Origin origin, long size);
}
