package com.aqwacloud.sandbox.core;

import java.util.function.Supplier;

/**
 * In what the folders behind two clouds differ.
 *
 * @param name for logs and thread names
 * @param hashes the checksums the cloud reports
 * @param caseSensitive whether {@code a} and {@code A} are two names
 * @param trashIsListed whether what is in the trash is still an item
 * @param newId makes ids of the cloud's own look
 */
public record Flavor(
        String name,
        HashKind hashes,
        boolean caseSensitive,
        boolean trashIsListed,
        Supplier<String> newId) {}
