package com.aqwacloud.defaults;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lays the shipped files into Karaf's own {@code etc} and {@code routes} when the bundle starts.
 */
public final class Activator implements BundleActivator {
    private static final Logger LOG = LoggerFactory.getLogger(Activator.class);
    private static final String SHIPPED = "shipped/";

    /** Called by the framework, which makes it from its name. */
    public Activator() {}

    @Override
    public void start(BundleContext context) throws IOException {
        var base = Path.of(context.getProperty("karaf.base"));
        var places =
                Map.of(
                        "etc",
                        Path.of(context.getProperty("karaf.etc")),
                        "routes",
                        base.resolve("routes"));
        // Outside the bundle cache, which an upgrade empties.
        var record = Path.of(context.getProperty("karaf.data"), "aqwa", "shipped.txt");
        var shippedOnce = new ShippedOnce(record, places);
        List<String> written = shippedOnce.ship(shippedFiles(context));
        if (!written.isEmpty()) {
            LOG.info("Shipped files laid in place: {}", written);
        }
    }

    @Override
    public void stop(BundleContext context) {
        // Nothing is held open.
    }

    private static Map<String, ShippedOnce.Content> shippedFiles(BundleContext context) {
        Map<String, ShippedOnce.Content> files = new TreeMap<>();
        var entries = context.getBundle().findEntries(SHIPPED, "*", true);
        for (URL url : entries == null ? List.<URL>of() : Collections.list(entries)) {
            String path = url.getPath();
            if (!path.endsWith("/")) {
                files.put(
                        path.substring(path.indexOf(SHIPPED) + SHIPPED.length()), () -> read(url));
            }
        }
        return files;
    }

    private static byte[] read(URL url) {
        try (InputStream in = url.openStream()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("The bundle's own entry " + url + " cannot be read", e);
        }
    }
}
