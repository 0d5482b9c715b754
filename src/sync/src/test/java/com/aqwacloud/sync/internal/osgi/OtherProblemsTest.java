package com.aqwacloud.sync.internal.osgi;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

class OtherProblemsTest {
    private static final String SENTENCE = "The sandbox keeps its settings as they were.";

    private final ServiceReference<?> one = proxy(ServiceReference.class);
    private final ServiceReference<?> gone = proxy(ServiceReference.class);
    private final List<Object> given = new ArrayList<>();

    @Test
    void theyAreWhatTheServicesOfNowSay() {
        Supplier<List<String>> service = () -> List.of(SENTENCE);
        var problems = new OtherProblems(context(Map.of(one, service)));

        assertThat(problems.list()).containsExactly(SENTENCE);

        assertThat(given).as("nothing is held").isEmpty();
    }

    /** Two references, of which services are there for those of the map. */
    private BundleContext context(Map<ServiceReference<?>, Object> services) {
        return (BundleContext)
                Proxy.newProxyInstance(
                        getClass().getClassLoader(),
                        new Class<?>[] {BundleContext.class},
                        (proxy, method, arguments) ->
                                switch (method.getName()) {
                                    case "getServiceReferences" -> {
                                        assertThat(arguments)
                                                .containsExactly(
                                                        Supplier.class, "(aqwa.problems=*)");
                                        yield List.of(one, gone);
                                    }
                                    case "getService" -> {
                                        given.add(arguments[0]);
                                        yield services.get(arguments[0]);
                                    }
                                    case "ungetService" -> given.remove(arguments[0]);
                                    default -> throw new AssertionError(method);
                                });
    }

    private static <T> T proxy(Class<T> type) {
        return type.cast(
                Proxy.newProxyInstance(
                        OtherProblemsTest.class.getClassLoader(),
                        new Class<?>[] {type},
                        (proxy, method, arguments) ->
                                switch (method.getName()) {
                                    case "hashCode" -> System.identityHashCode(proxy);
                                    case "equals" -> proxy == arguments[0];
                                    default -> type.getSimpleName();
                                }));
    }
}
