package com.aqwacloud.camel.component.websocket.jetty;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.eclipse.jetty.util.resource.Resource;
import org.eclipse.jetty.util.resource.ResourceFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Files of a folder; symbolic links count only if they stay within it. */
final class FolderSource implements StaticSource {

    private static final Logger LOG = LoggerFactory.getLogger(FolderSource.class);

    /** A real path. */
    private final Path root;

    FolderSource(Path root) {
        this.root = root;
    }

    @Override
    public Lookup find(String path) {
        try {
            Path file = root.resolve(path).normalize();
            if (!file.startsWith(root) || !Files.isRegularFile(file) || !Files.isReadable(file)) {
                return new Lookup.Absent();
            }
            Path real = file.toRealPath();
            if (!real.startsWith(root)) {
                return new Lookup.Absent();
            }
            Resource resource = ResourceFactory.root().newResource(real);
            return resource == null ? new Lookup.Absent() : new Lookup.Found(resource);
        } catch (InvalidPathException | IOException e) {
            LOG.debug("Not a readable file: {}", path, e);
            return new Lookup.Absent();
        }
    }
}
