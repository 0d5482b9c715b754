package com.aqwacloud.camel.component.websocket.jetty;

import java.nio.file.Path;
import java.util.Map;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.launch.Framework;

/** A running OSGi framework. */
final class OsgiFramework implements AutoCloseable {

    private final Framework framework;

    OsgiFramework(Path storage) throws BundleException {
        this(storage, "");
    }

    /**
     * @param packages of the class path that bundles may import
     */
    OsgiFramework(Path storage, String packages) throws BundleException {
        framework =
                new FrameworkFactory()
                        .newFramework(
                                Map.of(
                                        "org.osgi.framework.storage",
                                        storage.toString(),
                                        "org.osgi.framework.system.packages.extra",
                                        packages,
                                        "felix.log.level",
                                        "1"));
        framework.start();
    }

    BundleContext context() {
        return framework.getBundleContext();
    }

    Bundle install(Path jar) throws BundleException {
        return context().installBundle(jar.toUri().toString());
    }

    @Override
    public void close() throws BundleException {
        framework.stop();
        try {
            framework.waitForStop(10_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
