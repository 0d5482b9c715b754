package com.aqwacloud.sync.internal.watch;

import com.aqwacloud.sync.api.SyncException;

/** A cloud did not tell where its feed goes on, so that it would be read for ever, or anew. */
final class FeedBrokenException extends SyncException {
    private static final long serialVersionUID = 1L;

    private FeedBrokenException(String message) {
        super(message);
    }

    /**
     * @param cloud its name
     */
    static FeedBrokenException samePage(String cloud) {
        return new FeedBrokenException(cloud + " told the same page of its feed again and again");
    }

    /**
     * @param cloud its name
     */
    static FeedBrokenException noPlace(String cloud) {
        return new FeedBrokenException(cloud + " does not say where its feed goes on");
    }

    /**
     * @param cloud its name
     */
    static FeedBrokenException cutOff(String cloud) {
        return new FeedBrokenException(
                cloud
                        + " forgot again and again how far it had been read, so not all in it is"
                        + " known; try again later");
    }

    /**
     * @param folder its name
     */
    static FeedBrokenException notListed(String folder) {
        return new FeedBrokenException(
                "Google Drive does not list what is in the folder \""
                        + folder
                        + "\", which others share, though the folder is there; if that stays so, have it"
                        + " shared again");
    }
}
