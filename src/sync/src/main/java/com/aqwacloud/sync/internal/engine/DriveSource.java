package com.aqwacloud.sync.internal.engine;

import com.aqwacloud.sync.internal.google.DriveContent;
import com.aqwacloud.sync.internal.google.DriveExports;
import com.aqwacloud.sync.internal.plan.Origin;
import com.aqwacloud.sync.internal.transfer.SourceContent;
import com.aqwacloud.sync.internal.transfer.SourceReader;

/** Google Drive as what transfers read from. Thread-safe. */
final class DriveSource implements SourceReader {
    private final DriveContent content;
    private final DriveExports exports;

    DriveSource(DriveContent content, DriveExports exports) {
        this.content = content;
        this.exports = exports;
    }

    @Override
    public SourceContent content(Origin origin, long size) {
        if (origin instanceof Origin.Exported exported) {
            return new ExportedDocument(exports, exported.fileId(), exported.format().mimeType());
        }
        if (origin instanceof Origin.Written written) {
            return new WrittenFile(written.text());
        }
        return new StoredFile(content, ((Origin.Stored) origin).fileId(), size);
    }
}
