package com.aqwacloud.sync.internal.plan;

import com.aqwacloud.sync.api.ExportFormat;

/** Where the content comes from that an item is to have at the destination. */
public sealed interface Origin {
    /** The bytes of a file in the source's drive. */
    record Stored(String fileId) implements Origin {}

    /** A document of the source's drive, made into a file. */
    record Exported(String fileId, ExportFormat format) implements Origin {}

    /** A text of our own. */
    record Written(String text) implements Origin {}

    /**
     * Whether another reading yields the same bytes, so that an upload can go on with them after a
     * restart. Google does not promise that for exports.
     */
    default boolean repeatable() {
        return !(this instanceof Exported);
    }
}
