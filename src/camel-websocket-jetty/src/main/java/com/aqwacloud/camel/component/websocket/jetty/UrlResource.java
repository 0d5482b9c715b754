package com.aqwacloud.camel.component.websocket.jetty;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.time.Instant;
import org.eclipse.jetty.util.resource.Resource;

/** A file behind a URL of any kind, such as an entry of an archive or of an OSGi bundle. */
final class UrlResource extends Resource {

    private final URL url;
    private final String name;
    private final long length;
    private final long lastModifiedMillis;

    UrlResource(URL url, String name, long length, long lastModifiedMillis) {
        this.url = url;
        this.name = name;
        this.length = length;
        this.lastModifiedMillis = lastModifiedMillis;
    }

    @Override
    public Path getPath() {
        return null;
    }

    @Override
    public boolean exists() {
        return true;
    }

    @Override
    public boolean isDirectory() {
        return false;
    }

    @Override
    public boolean isReadable() {
        return true;
    }

    @Override
    public Instant lastModified() {
        return Instant.ofEpochMilli(lastModifiedMillis);
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public URI getURI() {
        return URI.create(url.toString());
    }

    @Override
    public URI getRealURI() {
        return getURI();
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public String getFileName() {
        return name.substring(name.lastIndexOf('/') + 1);
    }

    @Override
    public InputStream newInputStream() throws IOException {
        return url.openStream();
    }

    @Override
    public Resource resolve(String subUriPath) {
        return null;
    }
}
