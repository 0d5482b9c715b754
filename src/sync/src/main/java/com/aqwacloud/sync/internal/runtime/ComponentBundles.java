package com.aqwacloud.sync.internal.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.util.tracker.BundleTracker;
import org.osgi.util.tracker.BundleTrackerCustomizer;

/**
 * Finds the bundles that bring Camel components and makes one class loader of them.
 *
 * <p>The listener is called on the thread that starts or stops such a bundle, one call at a time;
 * not for the bundles that are there when tracking begins.
 */
public final class ComponentBundles implements AutoCloseable {

    private static final String COMPONENTS = "META-INF/services/org/apache/camel/component";

    private final Bundle own;
    private final Consumer<ClassLoader> listener;
    private final BundleTracker<Bundle> tracker;

    /** Those that are active now; guarded by this. */
    private final TreeSet<Bundle> bundles = new TreeSet<>();

    /** Whether the listener wants to hear; guarded by this. */
    private boolean telling;

    /**
     * Begins to track.
     *
     * @param context of the bundle whose classes routes may use as well
     * @param listener gets a new class loader whenever a component bundle has come or is about to
     *     go
     */
    public ComponentBundles(BundleContext context, Consumer<ClassLoader> listener) {
        this.own = context.getBundle();
        this.listener = Objects.requireNonNull(listener, "listener");
        this.tracker = new BundleTracker<>(context, Bundle.ACTIVE, new Customizer());
        tracker.open();
        synchronized (this) {
            telling = true;
        }
    }

    /** Finds classes in Camel's bundle first, then in component bundles, then in our own. */
    public synchronized ClassLoader classLoader() {
        List<Bundle> all = new ArrayList<>(bundles);
        all.remove(own);
        all.add(own);
        return new BundlesClassLoader(CamelContext.class.getClassLoader(), all);
    }

    private synchronized void changed() {
        if (telling) {
            listener.accept(classLoader());
        }
    }

    /** Ends tracking; the listener is not called any more. */
    @Override
    public void close() {
        synchronized (this) {
            telling = false;
        }
        tracker.close();
    }

    private final class Customizer implements BundleTrackerCustomizer<Bundle> {

        @Override
        public Bundle addingBundle(Bundle bundle, BundleEvent event) {
            var names = bundle.findEntries(COMPONENTS, "*", false);
            if (names == null || !names.hasMoreElements()) {
                return null;
            }
            synchronized (ComponentBundles.this) {
                bundles.add(bundle);
                changed();
            }
            return bundle;
        }

        @Override
        public void modifiedBundle(Bundle bundle, BundleEvent event, Bundle tracked) {
            // Only ACTIVE is tracked, so there is no other state to change to.
        }

        @Override
        public void removedBundle(Bundle bundle, BundleEvent event, Bundle tracked) {
            synchronized (ComponentBundles.this) {
                bundles.remove(bundle);
                changed();
            }
        }
    }
}
