package com.aqwacloud.sandbox.graph;

import java.time.Duration;

/** How one account's OneDrive behaves, where that can be chosen while it runs. Thread-safe. */
final class Settings {

    private volatile Values values = new Values(false, Duration.ofMillis(500), false, false, false);

    /**
     * @param rewritesOfficeFiles whether Office files differ from what was sent soon after
     * @param rewriteDelay how soon; if zero, before the upload is answered
     * @param strictUploadUrls whether an upload session's address refuses an {@code Authorization}
     *     header, as it may by the documentation
     * @param monitorRedirects whether the end of a copy is told by 303 instead of 200
     * @param movesResetTimes whether what gets another name or folder counts as modified just now,
     *     unless the same request says when it was
     */
    record Values(
            boolean rewritesOfficeFiles,
            Duration rewriteDelay,
            boolean strictUploadUrls,
            boolean monitorRedirects,
            boolean movesResetTimes) {}

    Values now() {
        return values;
    }

    void set(Values fresh) {
        values = fresh;
    }
}
