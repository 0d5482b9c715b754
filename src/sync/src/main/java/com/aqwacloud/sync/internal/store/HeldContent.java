package com.aqwacloud.sync.internal.store;

import java.util.Objects;

/**
 * Content that a file of the destination was verified to hold.
 *
 * @param itemId the file's id at the destination
 * @param sha256 SHA-256 of the content in lower-case hex, as the source gave it
 * @param size bytes
 * @param hash the content's hash as the destination gave it
 */
public record HeldContent(String itemId, String sha256, long size, String hash) {
    public HeldContent {
        Objects.requireNonNull(itemId);
        Objects.requireNonNull(sha256);
        Objects.requireNonNull(hash);
    }
}
