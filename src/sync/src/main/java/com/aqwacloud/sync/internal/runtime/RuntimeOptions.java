package com.aqwacloud.sync.internal.runtime;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.apache.camel.Component;

/**
 * What a {@link CamelRuntime} is made from.
 *
 * @param name name of the Camel context, which is also its name in JMX
 * @param routesFolder the folder whose {@code .xml}, {@code .yaml} and {@code .yml} files are
 *     deployed; it need not exist yet
 * @param classLoader finds components, languages and beans, or null for the one that loaded Camel
 * @param beans beans that routes may refer to, by name
 * @param components components that come configured, by scheme; the runtime starts and stops them
 * @param properties the value of a placeholder, or null if there is none; asked whenever a route is
 *     built, from any thread
 * @param http serves REST and {@code platform-http:}, or null for none; not closed by the runtime
 * @param listener hears of route files
 * @param stopTimeout how long the exchanges inside a route may take to finish before the route
 *     stops under them
 */
public record RuntimeOptions(
        String name,
        Path routesFolder,
        ClassLoader classLoader,
        Map<String, Object> beans,
        Map<String, Component> components,
        UnaryOperator<String> properties,
        HttpEngine http,
        RouteFileListener listener,
        Duration stopTimeout) {

    public RuntimeOptions {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(routesFolder, "routesFolder");
        Objects.requireNonNull(properties, "properties");
        Objects.requireNonNull(listener, "listener");
        if (stopTimeout.isNegative() || stopTimeout.isZero()) {
            throw new IllegalArgumentException(
                    "stopTimeout must be positive but is " + stopTimeout);
        }
        beans = Map.copyOf(beans);
        components = Map.copyOf(components);
    }

    /** The plainest runtime over a folder: no beans, no properties, no HTTP, 5 s to stop. */
    public static RuntimeOptions of(String name, Path routesFolder) {
        return new RuntimeOptions(
                name,
                routesFolder,
                null,
                Map.of(),
                Map.of(),
                key -> null,
                null,
                (file, removed) -> {},
                Duration.ofSeconds(5));
    }

    /** The same with another class loader. */
    public RuntimeOptions withClassLoader(ClassLoader other) {
        return new RuntimeOptions(
                name,
                routesFolder,
                other,
                beans,
                components,
                properties,
                http,
                listener,
                stopTimeout);
    }

    /** The same with other beans. */
    public RuntimeOptions withBeans(Map<String, Object> other) {
        return new RuntimeOptions(
                name,
                routesFolder,
                classLoader,
                other,
                components,
                properties,
                http,
                listener,
                stopTimeout);
    }

    /** The same with other components. */
    public RuntimeOptions withComponents(Map<String, Component> other) {
        return new RuntimeOptions(
                name,
                routesFolder,
                classLoader,
                beans,
                other,
                properties,
                http,
                listener,
                stopTimeout);
    }

    /** The same with another source of placeholders. */
    public RuntimeOptions withProperties(UnaryOperator<String> other) {
        return new RuntimeOptions(
                name,
                routesFolder,
                classLoader,
                beans,
                components,
                other,
                http,
                listener,
                stopTimeout);
    }

    /** The same with HTTP. */
    public RuntimeOptions withHttp(HttpEngine other) {
        return new RuntimeOptions(
                name,
                routesFolder,
                classLoader,
                beans,
                components,
                properties,
                other,
                listener,
                stopTimeout);
    }

    /** The same with another listener. */
    public RuntimeOptions withListener(RouteFileListener other) {
        return new RuntimeOptions(
                name,
                routesFolder,
                classLoader,
                beans,
                components,
                properties,
                http,
                other,
                stopTimeout);
    }

    /** The same with another time for exchanges to finish. */
    public RuntimeOptions withStopTimeout(Duration other) {
        return new RuntimeOptions(
                name,
                routesFolder,
                classLoader,
                beans,
                components,
                properties,
                http,
                listener,
                other);
    }
}
