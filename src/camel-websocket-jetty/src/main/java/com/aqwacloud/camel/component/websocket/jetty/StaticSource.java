package com.aqwacloud.camel.component.websocket.jetty;

import org.eclipse.jetty.util.resource.Resource;

/** Where static resources come from. Safe for use by several threads. */
interface StaticSource {

    /**
     * Finds a file.
     *
     * @param path relative, decoded, with {@code /} between segments, none of which is empty or
     *     begins with a dot
     */
    Lookup find(String path);

    /** What became of a search. */
    sealed interface Lookup {

        record Found(Resource resource) implements Lookup {}

        /** The source has no such file. */
        record Absent() implements Lookup {}

        /** The source itself is not there at present. */
        record Unavailable() implements Lookup {}
    }
}
