package com.aqwacloud.sync.internal.route;

import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.component.resilience4j.ResilienceProcessor;

/** How the circuit breakers in the routes of the clouds stand. Thread-safe. */
public final class Breakers {
    private static final String ONEDRIVE = "onedrive";
    private static final String CLOSED = "CLOSED";

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
