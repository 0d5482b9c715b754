package com.aqwacloud.sync.internal.route;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.component.resilience4j.ResilienceProcessor;

/** How the circuit breakers in the routes of the clouds stand. Thread-safe. */
public final class Breakers {
    private static final String ONEDRIVE = "onedrive";
    private static final String CLOSED = "CLOSED";

    /** What people call the cloud of a breaker. */
    private static final Map<String, String> CLOUDS =
            Map.of("google-breaker", "Google Drive", "onedrive-breaker", "OneDrive");

    /** The cloud that is left alone, for people; empty where an edited route does not say so. */
    public static Optional<String> cloud(CallNotPermittedException refused) {
        return Optional.ofNullable(CLOUDS.get(refused.getCausingCircuitBreakerName()));
    }

    /** Whether OneDrive was not there for a while, and has not been heard of since. */
    public boolean isOneDriveDoubtful(Exchange exchange) {
        Route route = exchange.getContext().getRoute(ONEDRIVE);
        return route != null
                && route.filter("*").stream()
                        .filter(ResilienceProcessor.class::isInstance)
                        .map(ResilienceProcessor.class::cast)
                        .anyMatch(breaker -> !CLOSED.equals(breaker.getCircuitBreakerState()));
    }
}
