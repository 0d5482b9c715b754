package com.aqwacloud.sandbox.google;

import com.aqwacloud.sandbox.http.Call;

/**
 * What of the changes a client wants to hear of.
 *
 * @param removed also what is gone
 * @param allDrives also what is in shared drives
 * @param onlyMine not what others share
 * @param corpusRemovals what left the list, but not the user's sight, with what it is now
 */
record FeedOptions(boolean removed, boolean allDrives, boolean onlyMine, boolean corpusRemovals) {

    static FeedOptions of(Call call) {
        return new FeedOptions(
                !call.query("includeRemoved").orElse("true").equals("false"),
                Library.includesAllDrives(call),
                call.flag("restrictToMyDrive"),
                call.flag("includeCorpusRemovals"));
    }
}
