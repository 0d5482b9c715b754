package com.aqwacloud.sandbox.core;

import java.time.Instant;
import java.util.Map;

/**
 * What to set on an item; {@code null} leaves a thing as it is.
 *
 * @param id only for new items
 */
public record Meta(
        String id,
        String parentId,
        String name,
        Instant modified,
        Instant created,
        Map<String, Object> properties) {

    /** A new item of this name. */
    public static Meta named(String parentId, String name) {
        return new Meta(null, parentId, name, null, null, null);
    }

    /** In this folder, under this name. */
    public Meta place(String newParentId, String newName) {
        return new Meta(id, newParentId, newName, modified, created, properties);
    }

    /** With these times. */
    public Meta times(Instant newModified, Instant newCreated) {
        return new Meta(id, parentId, name, newModified, newCreated, properties);
    }
}
