package com.aqwacloud.sync.internal.runtime;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.ResourceHelper;

/**
 * One version of a route file, held in memory so that it can be put back.
 *
 * @param path where it lies
 * @param text what it says
 */
record RouteSource(Path path, String text) {

    String name() {
        return path.getFileName().toString();
    }

    boolean xml() {
        return name().endsWith(".xml");
    }

    /** The text as Camel wants it; its location is the path of the file. */
    Resource resource() {
        return ResourceHelper.fromBytes("file:" + path, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether a line of this version speaks of the given word. */
    boolean mentions(String word) {
        return text.contains(word);
    }
}
