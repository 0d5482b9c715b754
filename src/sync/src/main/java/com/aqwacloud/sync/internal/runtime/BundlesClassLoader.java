package com.aqwacloud.sync.internal.runtime;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.osgi.framework.Bundle;

/** Looks into its parent first, then into bundles in their order. */
final class BundlesClassLoader extends ClassLoader {

    static {
        registerAsParallelCapable();
    }

    private final List<Bundle> bundles;

    BundlesClassLoader(ClassLoader parent, List<Bundle> bundles) {
        super(parent);
        this.bundles = List.copyOf(bundles);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        for (Bundle bundle : bundles) {
            try {
                return bundle.loadClass(name);
            } catch (ClassNotFoundException | IllegalStateException e) {
                // The next bundle may have it; an uninstalled one has nothing.
                continue;
            }
        }
        throw new ClassNotFoundException(name);
    }

    @Override
    protected URL findResource(String name) {
        for (Bundle bundle : bundles) {
            if (bundle.getState() != Bundle.UNINSTALLED) {
                URL found = bundle.getResource(name);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    @Override
    protected Enumeration<URL> findResources(String name) throws IOException {
        Set<URL> found = new LinkedHashSet<>();
        for (Bundle bundle : bundles) {
            if (bundle.getState() == Bundle.UNINSTALLED) {
                continue;
            }
            Enumeration<URL> some = bundle.getResources(name);
            while (some != null && some.hasMoreElements()) {
                found.add(some.nextElement());
            }
        }
        return Collections.enumeration(found);
    }
}
