package com.aqwacloud.sync.internal.survey;

import com.aqwacloud.camel.component.microsoft.onedrive.QuickXorHash;
import com.aqwacloud.sync.internal.plan.Origin;
import com.aqwacloud.sync.internal.transfer.SourceContent;
import com.aqwacloud.sync.internal.transfer.SourceReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/**
 * Hashes of content that is read for the purpose, up to so many bytes in all. For one thread, but
 * {@link #bytesRead}.
 */
final class SourceHashes {
    private static final int BUFFER_BYTES = 64 * 1024;

    private final SourceReader reader;
    private final long most;
    private volatile long read;

    /**
     * @param most bytes that may be read
     */
    SourceHashes(SourceReader reader, long most) {
        this.reader = reader;
        this.most = most;
    }

    long bytesRead() {
        return read;
    }

    /**
     * The quickXorHash of the present content, in Base64; empty where another reading may give
     * other bytes, or too much would be read.
     *
     * @throws IOException if it could not be read
     */
    Optional<String> of(Origin origin, long size) throws IOException {
        if (!origin.repeatable() || !(origin instanceof Origin.Written) && read + size > most) {
            return Optional.empty();
        }
        var hash = new QuickXorHash();
        try (SourceContent content = reader.content(origin, size);
                InputStream in = content.open(0)) {
            byte[] buffer = new byte[BUFFER_BYTES];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                if (Thread.interrupted()) {
                    throw new CancellationException("it was stopped");
                }
                hash.update(buffer, 0, count);
                if (!(origin instanceof Origin.Written)) {
                    read += count;
                }
            }
        }
        return Optional.of(hash.digestBase64());
    }
}
