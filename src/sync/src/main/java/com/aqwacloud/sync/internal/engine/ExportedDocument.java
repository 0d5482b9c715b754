package com.aqwacloud.sync.internal.engine;

import com.aqwacloud.sync.internal.bandwidth.Throttle;
import com.aqwacloud.sync.internal.google.DriveException;
import com.aqwacloud.sync.internal.google.DriveExports;
import com.aqwacloud.sync.internal.google.DriveStream;
import com.aqwacloud.sync.internal.transfer.SourceContent;
import com.aqwacloud.sync.internal.transfer.ThrottledStream;
import com.aqwacloud.sync.internal.transfer.UnsteadyExportException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.Semaphore;

/**
 * A document of Google's editors as a file. As two exports need not be the same bytes, one of up to
 * Drive's limit is held in memory, so that what has to be sent again is the same. A larger one is
 * streamed from its link; where that does not tell a length, it is read once only to be measured,
 * as is one for which there is no room in memory. Where that has to be read again, its beginning
 * must be what it was. Whatever Drive sends keeps the bandwidth limits, what is held does not.
 */
final class ExportedDocument implements SourceContent {
    /** Drive's limit for exports. */
    static final int MOST_HELD_BYTES = 10 * 1024 * 1024;

    private final DriveExports exports;
    private final String fileId;
    private final String mimeType;
    private final Throttle throttle;
    private final HeldBytes held;

    private boolean large;
    private DriveStream ahead;
    private final SteadyBeginning beginning = new SteadyBeginning();
    private long length = DriveStream.UNKNOWN;

    /**
     * @param throttle of this reading; a stop ends it
     * @param room for the pieces of all documents in memory
     */
    ExportedDocument(
            DriveExports exports,
            String fileId,
            String mimeType,
            Throttle throttle,
            Semaphore room) {
        this.exports = exports;
        this.fileId = fileId;
        this.mimeType = mimeType;
        this.throttle = throttle;
        this.held = new HeldBytes(room);
    }

    @Override
    public synchronized long length() throws IOException {
        if (length == DriveStream.UNKNOWN) {
            long small = small();
            large = small > MOST_HELD_BYTES;
            length = large ? measureLarge() : small;
        }
        return length;
    }

    /** How many bytes the whole export has; too many if it is a large one. */
    private long small() throws IOException {
        try (InputStream stream = throttled(exports.open(fileId, mimeType))) {
            return held.readAll(stream, MOST_HELD_BYTES);
        } catch (DriveException.TooLargeToExport e) {
            return Long.MAX_VALUE;
        }
    }

    private long measureLarge() throws IOException {
        DriveStream stream = exports.openLarge(fileId, mimeType);
        if (stream.size() != DriveStream.UNKNOWN) {
            ahead = stream;
            return stream.size();
        }
        try (InputStream all = throttled(stream)) {
            return all.transferTo(OutputStream.nullOutputStream());
        }
    }

    private InputStream throttled(InputStream stream) {
        return new ThrottledStream(stream, throttle);
    }

    @Override
    public synchronized InputStream open(long offset) throws IOException {
        long whole = length();
        if (held.isComplete()) {
            return held.from(offset);
        }
        DriveStream stream = ahead == null ? again() : ahead;
        ahead = null;
        InputStream measured = beginning.of(new MeasuredStream(throttled(stream), whole));
        try {
            measured.skipNBytes(offset);
            return measured;
        } catch (IOException e) {
            measured.close();
            throw e;
        }
    }

    private DriveStream again() throws IOException {
        if (large) {
            return exports.openLarge(fileId, mimeType);
        }
        try {
            return exports.open(fileId, mimeType);
        } catch (DriveException.TooLargeToExport e) {
            throw UnsteadyExportException.ofOtherLength();
        }
    }

    @Override
    public String md5() {
        return null;
    }

    @Override
    public void stop() {
        throttle.end();
    }

    @Override
    public synchronized void close() throws IOException {
        held.close();
        if (ahead != null) {
            ahead.close();
            ahead = null;
        }
    }
}
