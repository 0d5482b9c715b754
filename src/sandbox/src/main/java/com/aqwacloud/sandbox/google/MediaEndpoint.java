package com.aqwacloud.sandbox.google;

import com.aqwacloud.sandbox.http.ApiException;
import com.aqwacloud.sandbox.http.ByteRange;
import com.aqwacloud.sandbox.http.Call;
import com.aqwacloud.sandbox.http.Reply;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.Map;
import java.util.Optional;

/** Content on its way out. */
final class MediaEndpoint {

    Reply get(Call call, Seen seen) throws IOException {
        check(call, seen);
        FileChannel content = seen.volume().folder().read(seen.item());
        long size = content.size();
        Optional<ByteRange> range = ByteRange.of(call.header("Range"), size);
        if (range.isEmpty()) {
            content.close();
            throw unsatisfiable(size);
        }
        ByteRange part = range.get();
        Reply reply =
                new Reply(
                                part.asked() ? 206 : 200,
                                Map.of(),
                                new Reply.Part(
                                        content, part.offset(), part.length(), seen.mimeType()))
                        .with("Accept-Ranges", "bytes");
        long last = part.offset() + part.length() - 1;
        return part.asked()
                ? reply.with("Content-Range", "bytes " + part.offset() + "-" + last + "/" + size)
                : reply;
    }

    private static void check(Call call, Seen seen) {
        if (!seen.blob()) {
            throw GoogleError.of(
                    403,
                    "global",
                    "fileNotDownloadable",
                    "Only files with binary content can be downloaded. Use Export with Docs"
                            + " Editors files.",
                    "alt",
                    "parameter");
        }
        checkAllowed(seen);
        boolean acknowledged = call.flag("acknowledgeAbuse");
        if (seen.facts().abusive() && !acknowledged) {
            throw GoogleError.of(
                    403,
                    "cannotDownloadAbusiveFile",
                    "This file has been identified as malware or spam and cannot be downloaded.");
        }
        if (acknowledged && !(seen.facts().abusive() && seen.role().canDelete())) {
            throw GoogleError.of(
                    403,
                    "global",
                    "invalidAbuseAcknowledgment",
                    "The acknowledgeAbuse parameter can only be set for flagged files, by their"
                            + " owner.",
                    "acknowledgeAbuse",
                    "parameter");
        }
    }

    /** Whether downloads are switched off. */
    static void checkAllowed(Seen seen) {
        if (!seen.facts().canDownload()) {
            throw GoogleError.of(
                    403, "cannotDownloadFile", "This file cannot be downloaded by the user.");
        }
    }

    /** That a range begins where there is nothing any more. */
    static ApiException unsatisfiable(long size) {
        return new ApiException(
                GoogleError.of(
                                416,
                                "global",
                                "requestedRangeNotSatisfiable",
                                "Request range not satisfiable",
                                "Range",
                                "header")
                        .reply()
                        .with("Content-Range", "bytes */" + size));
    }
}
