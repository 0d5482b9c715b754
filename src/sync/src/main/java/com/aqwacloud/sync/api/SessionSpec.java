package com.aqwacloud.sync.api;

import java.util.Map;

/**
 * What a person says to create a session.
 *
 * @param name what people call it; not blank, at most 100 characters
 * @param source name of a Google Drive account; null takes the only one
 * @param destination name of a OneDrive account; null takes the only one
 * @param options values by the keys of {@link SessionOptions}; what is missing takes the defaults
 *     of {@code etc/aqwa.sessions.cfg}
 */
public record SessionSpec(
        String name, String source, String destination, Map<String, String> options) {
    public SessionSpec {
        options = options == null ? Map.of() : Map.copyOf(options);
    }
}
