package com.aqwacloud.sync.api;

import java.time.Instant;

/**
 * One side of a conflict as it was when found.
 *
 * @param id item id in its cloud
 * @param exists whether the item is there
 * @param kind what it is; null where it is not there, and where it is neither, as a notebook
 * @param name its name in its cloud, or null where nothing is known of it
 * @param size bytes
 * @param createdAt when it was created, or null
 * @param modifiedAt when it was modified, or null
 * @param modifiedBy who modified it, or null
 * @param hash content hash that the cloud gives, or null
 */
public record ConflictSide(
        String id,
        boolean exists,
        Kind kind,
        String name,
        long size,
        Instant createdAt,
        Instant modifiedAt,
        String modifiedBy,
        String hash) {
    /** What an item is. */
    public enum Kind {
        FILE,
        FOLDER
    }
}
