package com.aqwacloud.sync.internal.engine;

import com.aqwacloud.sync.internal.google.DriveContent;
import com.aqwacloud.sync.internal.transfer.SourceReader;
import java.io.IOException;
import java.io.InputStream;

/** Google Drive as what transfers read from. Thread-safe. */
final class DriveSource implements SourceReader {
    private final DriveContent content;

    DriveSource(DriveContent content) {
        this.content = content;
    }

    @Override
    public InputStream open(String fileId, long offset) throws IOException {
        return content.open(fileId, offset);
    }

    @Override
    public String md5(String fileId) throws IOException {
        return content.md5(fileId);
    }
}
