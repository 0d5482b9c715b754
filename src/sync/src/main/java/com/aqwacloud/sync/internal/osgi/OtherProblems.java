package com.aqwacloud.sync.internal.osgi;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/**
 * What other bundles, such as the sandbox's, refuse of their configuration: services of the type
 * {@link Supplier} that have the property {@code aqwa.problems} give lists of sentences. Neither
 * side needs a class of the other. Thread-safe.
 */
final class OtherProblems {
    private static final String FILTER = "(aqwa.problems=*)";

    private final BundleContext context;

    OtherProblems(BundleContext context) {
        this.context = context;
    }

    /** One sentence for each problem of now. */
    List<String> list() {
        var all = new ArrayList<String>();
        for (ServiceReference<?> reference : references()) {
            try {
                if (context.getService(reference) instanceof Supplier<?> service
                        && service.get() instanceof List<?> problems) {
                    problems.forEach(problem -> all.add(problem.toString()));
                }
            } finally {
                context.ungetService(reference);
            }
        }
        return all;
    }

    private Collection<? extends ServiceReference<?>> references() {
        try {
            return context.getServiceReferences(Supplier.class, FILTER);
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(FILTER, e);
        }
    }
}
