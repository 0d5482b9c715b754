package com.aqwacloud.sandbox.core;

import java.time.Instant;
import java.util.Map;

/**
 * What to set on an item; {@code null} leaves a thing as it is.
 *
 * @param id only for new items
 * @param by the application that does it; {@code null} if none is known
 */
public record Meta(
        String id,
        String parentId,
        String name,
        Instant modified,
        Instant created,
        Map<String, Object> properties,
        String by) {

    /** By no application that is known. */
    public Meta(
            String id,
            String parentId,
            String name,
            Instant modified,
            Instant created,
            Map<String, Object> properties) {
        this(id, parentId, name, modified, created, properties, null);
    }

    /** A new item of this name. */
    public static Meta named(String parentId, String name) {
        return new Meta(null, parentId, name, null, null, null);
    }

    /** In this folder, under this name. */
    public Meta place(String newParentId, String newName) {
        return new Meta(id, newParentId, newName, modified, created, properties, by);
    }

    /** With these times. */
    public Meta times(Instant newModified, Instant newCreated) {
        return new Meta(id, parentId, name, newModified, newCreated, properties, by);
    }

    /** Done by this application; {@code null} if none is known. */
    public Meta by(String app) {
        return new Meta(id, parentId, name, modified, created, properties, app);
    }
}
