package com.aqwacloud.sync.internal.engine;

import com.aqwacloud.sync.internal.google.DriveException;
import com.aqwacloud.sync.internal.google.DriveExports;
import com.aqwacloud.sync.internal.google.DriveStream;
import com.aqwacloud.sync.internal.transfer.SourceContent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * A document of Google's editors as a file. As two exports need not be the same bytes, one of up to
 * Drive's limit is held in memory, so that what has to be sent again is the same. A larger one is
 * streamed from its link; where that does not tell a length, it is read once only to be measured.
 * Where that has to be read again, its beginning must be what it was.
 */
final class ExportedDocument implements SourceContent {
    /** Drive's limit for exports. */
    private static final int MOST_HELD_BYTES = 10 * 1024 * 1024;

    private final DriveExports exports;
    private final String fileId;
    private final String mimeType;

    private byte[] held;
    private DriveStream ahead;
    private final SteadyBeginning beginning = new SteadyBeginning();
    private long length = DriveStream.UNKNOWN;

    ExportedDocument(DriveExports exports, String fileId, String mimeType) {
        this.exports = exports;
        this.fileId = fileId;
        this.mimeType = mimeType;
    }

    @Override
    public synchronized long length() throws IOException {
        if (length == DriveStream.UNKNOWN) {
            held = small();
            length = held != null ? held.length : measureLarge();
        }
        return length;
    }

    /** The whole export; null if it is too large to be held. */
    private byte[] small() throws IOException {
        try (InputStream stream = exports.open(fileId, mimeType)) {
            byte[] bytes = stream.readNBytes(MOST_HELD_BYTES + 1);
            return bytes.length > MOST_HELD_BYTES ? null : bytes;
        } catch (DriveException.TooLargeToExport e) {
            return null;
        }
    }

    private long measureLarge() throws IOException {
        DriveStream stream = exports.openLarge(fileId, mimeType);
        if (stream.size() != DriveStream.UNKNOWN) {
            ahead = stream;
            return stream.size();
        }
        try (stream) {
            return stream.transferTo(OutputStream.nullOutputStream());
        }
    }

    @Override
    public synchronized InputStream open(long offset) throws IOException {
        long whole = length();
        if (held != null) {
            return new ByteArrayInputStream(held, (int) offset, (int) (whole - offset));
        }
        DriveStream stream = ahead == null ? exports.openLarge(fileId, mimeType) : ahead;
        ahead = null;
        InputStream measured = beginning.of(new MeasuredStream(stream, whole));
        try {
            measured.skipNBytes(offset);
            return measured;
        } catch (IOException e) {
            measured.close();
            throw e;
        }
    }

    @Override
    public String md5() {
        return null;
    }

    @Override
    public synchronized void close() throws IOException {
        held = null;
        if (ahead != null) {
            ahead.close();
            ahead = null;
        }
    }
}
