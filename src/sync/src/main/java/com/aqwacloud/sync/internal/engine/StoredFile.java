package com.aqwacloud.sync.internal.engine;

import com.aqwacloud.sync.internal.google.DriveContent;
import com.aqwacloud.sync.internal.transfer.SourceContent;
import java.io.InputStream;

/** A file in Google Drive. */
record StoredFile(DriveContent drive, String fileId, long length) implements SourceContent {
    @Override
    public InputStream open(long offset) {
        return drive.open(fileId, offset);
    }

    @Override
    public String md5() {
        return drive.md5(fileId);
    }

    @Override
    public void close() {
        // Each stream is closed by who opened it.
    }
}
