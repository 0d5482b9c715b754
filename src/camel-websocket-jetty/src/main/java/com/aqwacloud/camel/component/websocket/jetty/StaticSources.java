package com.aqwacloud.camel.component.websocket.jetty;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.CamelContext;

/** Reads the option staticResources. */
final class StaticSources {

    private static final String EXPECTED =
            "staticResources must be classpath:dir, file:dir or bundle:symbolic.name/dir but is ";

    private StaticSources() {}

    static StaticSource parse(String text, CamelContext context) {
        int colon = text.indexOf(':');
        String scheme = colon < 0 ? "" : text.substring(0, colon);
        String rest = text.substring(colon + 1);
        return switch (scheme) {
            case "classpath" -> new ClassPathSource(context.getClassResolver(), folder(rest));
            case "file" -> new FolderSource(existing(rest));
            case "bundle" -> bundle(rest, context);
            default -> throw new IllegalArgumentException(EXPECTED + text);
        };
    }

    private static StaticSource bundle(String rest, CamelContext context) {
        String path = folder(rest);
        int slash = path.indexOf('/');
        String name = slash < 0 ? path : path.substring(0, slash);
        String dir = slash < 0 ? "" : path.substring(slash + 1);
        if (name.isEmpty()) {
            throw new IllegalArgumentException(EXPECTED + "bundle:" + rest);
        }
        try {
            return BundleSource.create(context, name, dir);
        } catch (NoClassDefFoundError e) {
            throw new IllegalArgumentException(
                    "staticResources=bundle:" + rest + " works in an OSGi framework only", e);
        }
    }

    private static Path existing(String dir) {
        // Camel's URI normalization may leave any number of slashes before an absolute path.
        Path path = Path.of(dir.replaceFirst("^//+", "/"));
        try {
            if (Files.isDirectory(path)) {
                return path.toRealPath();
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("staticResources: cannot read " + path, e);
        }
        throw new IllegalArgumentException("staticResources: no such directory: " + path);
    }

    /** Without slashes at either end. */
    private static String folder(String text) {
        return text.replaceAll("^/+|/+$", "");
    }
}
