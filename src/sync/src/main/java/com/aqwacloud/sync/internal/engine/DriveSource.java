package com.aqwacloud.sync.internal.engine;

import com.aqwacloud.sync.internal.bandwidth.Throttle;
import com.aqwacloud.sync.internal.google.DriveContent;
import com.aqwacloud.sync.internal.google.DriveExports;
import com.aqwacloud.sync.internal.plan.Origin;
import com.aqwacloud.sync.internal.transfer.SourceContent;
import com.aqwacloud.sync.internal.transfer.SourceReader;
import com.aqwacloud.sync.internal.transfer.ThrottledContent;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/** Google Drive as what transfers read from, as fast as they may. Thread-safe. */
final class DriveSource implements SourceReader {
    private final DriveContent content;
    private final DriveExports exports;
    private final Supplier<Throttle> throttles;
    private final Semaphore room;

    /**
     * @param throttles gives what holds for one transfer
     * @param room for the pieces of documents in memory
     */
    DriveSource(
            DriveContent content,
            DriveExports exports,
            Supplier<Throttle> throttles,
            Semaphore room) {
        this.content = content;
        this.exports = exports;
        this.throttles = throttles;
        this.room = room;
    }

    @Override
    public SourceContent content(Origin origin, long size) {
        if (origin instanceof Origin.Exported exported) {
            return new ExportedDocument(
                    exports,
                    exported.fileId(),
                    exported.format().mimeType(),
                    throttles.get(),
                    room);
        }
        if (origin instanceof Origin.Written written) {
            return new WrittenFile(written.text());
        }
        return new ThrottledContent(
                new StoredFile(content, ((Origin.Stored) origin).fileId(), size), throttles.get());
    }
}
