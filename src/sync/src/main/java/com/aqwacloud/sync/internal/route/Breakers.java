package com.aqwacloud.sync.internal.route;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.component.resilience4j.ResilienceProcessor;

/** How the circuit breakers in the routes of the clouds stand. Thread-safe. */
public final class Breakers {
    static final String ONEDRIVE = "onedrive";
    private static final String GOOGLE = "google";
    private static final String CLOSED = "CLOSED";
    private static final String PROBING = "HALF_OPEN";

    /** What people call the cloud of a breaker. */
    private static final Map<String, String> CLOUDS =
            Map.of("google-breaker", "Google Drive", "onedrive-breaker", "OneDrive");

    /** The cloud that is left alone, for people; empty where an edited route does not say so. */
    public static Optional<String> cloud(CallNotPermittedException refused) {
        return Optional.ofNullable(CLOUDS.get(refused.getCausingCircuitBreakerName()));
    }

    /** Whether Google Drive was not there for a while, and has not been heard of since. */
    public boolean isGoogleDoubtful(Exchange exchange) {
        return any(exchange, GOOGLE, state -> !CLOSED.equals(state));
    }

    /** Whether OneDrive was not there for a while, and has not been heard of since. */
    public boolean isOneDriveDoubtful(Exchange exchange) {
        return any(exchange, ONEDRIVE, state -> !CLOSED.equals(state));
    }

    /** Whether the cloud of a route was left alone, and one call is to tell whether it is there. */
    boolean isProbing(Exchange exchange, String route) {
        return any(exchange, route, PROBING::equals);
    }

    private static boolean any(Exchange exchange, String id, Predicate<String> state) {
        Route route = exchange.getContext().getRoute(id);
        return route != null
                && route.filter("*").stream()
                        .filter(ResilienceProcessor.class::isInstance)
                        .map(ResilienceProcessor.class::cast)
                        .anyMatch(breaker -> state.test(breaker.getCircuitBreakerState()));
    }
}
