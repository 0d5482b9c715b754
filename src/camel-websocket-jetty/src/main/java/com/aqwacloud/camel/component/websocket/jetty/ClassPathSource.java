package com.aqwacloud.camel.component.websocket.jetty;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.spi.ClassResolver;
import org.eclipse.jetty.util.resource.Resource;
import org.eclipse.jetty.util.resource.ResourceFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Files of a folder on the class path of a Camel context. */
final class ClassPathSource implements StaticSource {

    private static final Logger LOG = LoggerFactory.getLogger(ClassPathSource.class);

    private final ClassResolver resolver;
    private final String prefix;

    /**
     * @param folder without slashes at its ends; empty for the whole class path
     */
    ClassPathSource(ClassResolver resolver, String folder) {
        if (folder.isEmpty()) {
            throw new IllegalArgumentException(
                    "staticResources=classpath: needs a folder, or all classes would be served");
        }
        this.resolver = resolver;
        this.prefix = folder + "/";
    }

    @Override
    public Lookup find(String path) {
        URL url = resolver.loadResourceAsURL(prefix + path);
        if (url == null) {
            return new Lookup.Absent();
        }
        try {
            return url.getProtocol().equals("file") ? file(url) : entry(url, prefix + path);
        } catch (IOException e) {
            LOG.debug("Not a readable resource: {}", url, e);
            return new Lookup.Absent();
        }
    }

    private static Lookup file(URL url) {
        Path file = Path.of(URI.create(url.toString()));
        if (!Files.isRegularFile(file)) {
            return new Lookup.Absent();
        }
        Resource resource = ResourceFactory.root().newResource(file);
        return resource == null ? new Lookup.Absent() : new Lookup.Found(resource);
    }

    private Lookup entry(URL url, String name) throws IOException {
        URLConnection connection = url.openConnection();
        if (connection instanceof JarURLConnection jar) {
            if (jar.getJarEntry().isDirectory()) {
                return new Lookup.Absent();
            }
            // Entries of reproducible builds all bear one date; the archive's own one changes.
            long archived = UrlEntry.of(jar.getJarFileURL()).lastModifiedMillis();
            return new Lookup.Found(
                    new UrlResource(url, name, jar.getJarEntry().getSize(), archived));
        }
        if (resolver.loadResourceAsURL(name + "/") != null) {
            return new Lookup.Absent();
        }
        var entry = UrlEntry.of(url);
        return new Lookup.Found(
                new UrlResource(url, name, entry.length(), entry.lastModifiedMillis()));
    }
}
