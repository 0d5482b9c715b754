package com.aqwacloud.sync.internal.quota;

import com.aqwacloud.camel.component.microsoft.onedrive.GraphOutcome;
import com.aqwacloud.camel.component.microsoft.onedrive.GraphRequest;
import com.aqwacloud.camel.component.microsoft.onedrive.RequestGate;
import com.aqwacloud.camel.component.microsoft.onedrive.RequestKind;
import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Puts an account's governor before every request of the OneDrive component, for the session that
 * the caller of the request names.
 */
public final class GraphGate implements RequestGate {
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVICE_UNAVAILABLE = 503;
    private static final int BANDWIDTH_USED_UP = 509;
    private static final int BAD_REQUEST = 400;

    /** What is asked before there is a session takes its turn as one of its own. */
    private static final String NOBODY = "";

    private final Governor governor;

    /** By request, as two may be equal. */
    private final Map<GraphRequest, Grant> underWay =
            Collections.synchronizedMap(new IdentityHashMap<>());

    /**
     * @param governor of the account
     */
    public GraphGate(Governor governor) {
        this.governor = governor;
    }

    @Override
    public void before(GraphRequest request) throws InterruptedException {
        Grant grant =
                governor.acquire(
                        request.caller() == null ? NOBODY : request.caller(),
                        new Charge(request.parts(), request.cost()));
        underWay.put(request, grant);
    }

    @Override
    public void after(GraphRequest request, GraphOutcome outcome) {
        Grant grant = underWay.remove(request);
        if (grant != null) {
            governor.answered(grant);
        }
        boolean throttled =
                outcome.status() == TOO_MANY_REQUESTS
                        || outcome.status() == SERVICE_UNAVAILABLE
                        || outcome.status() == BANDWIDTH_USED_UP
                        || outcome.retryAfter().isPresent() && request.kind() == RequestKind.BATCH;
        if (throttled) {
            governor.throttled(outcome.retryAfter());
        } else if (outcome.status() > 0 && outcome.status() < BAD_REQUEST) {
            governor.succeeded();
        }
        OptionalLong remaining = number(outcome.headers(), "RateLimit-Remaining");
        OptionalLong reset = number(outcome.headers(), "RateLimit-Reset");
        if (remaining.isPresent() && reset.isPresent()) {
            governor.remaining(remaining.getAsLong(), Duration.ofSeconds(reset.getAsLong()));
        }
    }

    private static OptionalLong number(Map<String, List<String>> headers, String name) {
        return headers.entrySet().stream()
                .filter(header -> name.equalsIgnoreCase(header.getKey()))
                .flatMap(header -> header.getValue().stream())
                .map(String::trim)
                .filter(value -> value.matches("\\d{1,9}"))
                .mapToLong(Long::parseLong)
                .findFirst();
    }
}
