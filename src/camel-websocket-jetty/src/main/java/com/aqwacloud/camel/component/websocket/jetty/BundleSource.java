package com.aqwacloud.camel.component.websocket.jetty;

import java.io.IOException;
import java.net.URL;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Files of a folder in an OSGi bundle, which is looked for anew by each request. */
final class BundleSource implements StaticSource {

    private static final Logger LOG = LoggerFactory.getLogger(BundleSource.class);
    private static final int USABLE = Bundle.RESOLVED | Bundle.STARTING | Bundle.ACTIVE;

    private final BundleContext bundles;
    private final String symbolicName;
    private final String prefix;

    private BundleSource(BundleContext bundles, String symbolicName, String folder) {
        this.bundles = bundles;
        this.symbolicName = symbolicName;
        this.prefix = folder.isEmpty() ? "" : folder + "/";
    }

    /**
     * Finds the framework through the bundle of this class or, where this class is on a plain class
     * path, through the only BundleContext in the registry of the Camel context.
     *
     * @throws IllegalArgumentException if there is no framework
     * @throws NoClassDefFoundError if not even the OSGi API is there
     */
    static StaticSource create(CamelContext context, String symbolicName, String folder) {
        BundleContext bundles =
                Optional.ofNullable(FrameworkUtil.getBundle(BundleSource.class))
                        .map(Bundle::getBundleContext)
                        .orElseGet(
                                () -> context.getRegistry().findSingleByType(BundleContext.class));
        if (bundles == null) {
            throw new IllegalArgumentException(
                    "staticResources=bundle:"
                            + symbolicName
                            + " works in an OSGi framework only, and none is found");
        }
        return new BundleSource(bundles, symbolicName, folder);
    }

    @Override
    public Lookup find(String path) {
        Optional<Bundle> bundle = newest();
        if (bundle.isEmpty()) {
            return new Lookup.Unavailable();
        }
        String name = prefix + path;
        try {
            URL url = bundle.get().getEntry(name);
            if (url == null || bundle.get().getEntry(name + "/") != null) {
                return new Lookup.Absent();
            }
            return new Lookup.Found(
                    new UrlResource(
                            url, name, UrlEntry.of(url).length(), bundle.get().getLastModified()));
        } catch (IllegalStateException | IOException e) {
            // Uninstalled or updated between the search and now.
            LOG.debug("Lost {} of {}", name, symbolicName, e);
            return new Lookup.Unavailable();
        }
    }

    private Optional<Bundle> newest() {
        return Arrays.stream(bundles.getBundles())
                .filter(bundle -> symbolicName.equals(bundle.getSymbolicName()))
                .filter(bundle -> (bundle.getState() & USABLE) != 0)
                .max(Comparator.comparing(Bundle::getVersion));
    }
}
