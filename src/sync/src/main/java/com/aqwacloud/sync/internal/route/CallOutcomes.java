package com.aqwacloud.sync.internal.route;

import com.aqwacloud.camel.component.microsoft.onedrive.ServiceUnavailableException;
import com.aqwacloud.sync.internal.google.DriveCall;
import com.aqwacloud.sync.internal.google.DriveErrors;
import com.aqwacloud.sync.internal.google.DriveException;
import com.aqwacloud.sync.internal.quota.LongWaitException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.ExchangeHelper;

/**
 * Tells a circuit breaker apart what it must not mix: a cloud that is not there, a cloud that
 * refused one request, and one that was not asked at all. A breaker of Camel drops exceptions that
 * it is told not to count, so these are carried past it. Thread-safe.
 */
public final class CallOutcomes {
    private static final String REFUSAL = "AqwaRefusal";
    private static final int SERVICE_UNAVAILABLE = 503;
    private static final String DRIVE = "google-drive";
    private static final String CHANGES = ":drive-changes/";
    private static final String LIST = ":drive-files/list";
    private static final String CHILDREN = " in parents";

    private final Clock clock;

    /** What of a cloud's route has failed since the last call that was answered. */
    private final Map<String, UnansweredCalls> unanswered = new ConcurrentHashMap<>();

    /**
     * Makes one.
     *
     * @param clock tells how long a cloud has not been there
     */
    public CallOutcomes(Clock clock) {
        this.clock = clock;
    }

    /** Before the breaker, behind which only what is begun here is known. */
    public void begin(Exchange exchange) {
        exchange.setProperty(REFUSAL, new AtomicReference<Exception>());
    }

    /**
     * Inside the breaker: keeps the caught exception for later if the cloud answered.
     *
     * @throws LongWaitException if it was not asked, which the breaker is told to make nothing of
     * @throws OutageException if the cloud is not there, nor was it for the calls before
     * @throws Exception the caught exception, explained, if the cloud is not there
     */
    public void sort(Exchange exchange) throws Exception {
        Exception caught = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        String call = exchange.getMessage().getHeader(AqwaHeaders.CALL, "", String.class);
        Exception explained =
                call.startsWith(DRIVE)
                        ? DriveErrors.explain(caught, kind(exchange.getMessage(), call))
                        : caught;
        LongWaitException waiting = waiting(explained).orElse(null);
        if (waiting != null) {
            refusal(exchange).set(waiting);
            throw waiting;
        }
        if (isUnavailable(explained)) {
            UnansweredCalls calls = unanswered(exchange);
            calls.add(call, clock.instant());
            throw calls.areOutage(clock.instant()) ? new OutageException(explained) : explained;
        }
        refusal(exchange).set(explained);
    }

    @SuppressWarnings("unchecked") // Set by begin, unless an edited route leaves that out.
    private static AtomicReference<Exception> refusal(Exchange exchange) {
        if (exchange.getProperty(REFUSAL) == null) {
            exchange.setProperty(REFUSAL, new AtomicReference<Exception>());
        }
        return exchange.getProperty(REFUSAL, AtomicReference.class);
    }

    /** A refused list of what is in a folder means the folder, unless it was read on by a token. */
    private static DriveCall kind(Message message, String call) {
        if (call.contains(LIST)) {
            boolean begun = message.getHeader(AqwaHeaders.CURSOR) != null;
            boolean ofFolder =
                    message.getHeader(AqwaHeaders.QUERY, "", String.class).endsWith(CHILDREN);
            return ofFolder && !begun ? DriveCall.ITEM : DriveCall.FEED;
        }
        return call.contains(CHANGES) ? DriveCall.FEED : DriveCall.ITEM;
    }

    /**
     * Behind the breaker: goes on if the cloud did what it was asked.
     *
     * @throws Exception the refusal, or why the cloud was not asked
     */
    public void conclude(Exchange exchange) throws Exception {
        Exception refusal = refusal(exchange).get();
        exchange.removeProperty(REFUSAL);
        if (!(refusal instanceof LongWaitException)) {
            unanswered(exchange).end();
        }
        if (refusal != null) {
            throw refusal;
        }
    }

    private UnansweredCalls unanswered(Exchange exchange) {
        return unanswered.computeIfAbsent(
                ExchangeHelper.getAtRouteId(exchange), route -> new UnansweredCalls());
    }

    private static boolean isUnavailable(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof DriveException.Unavailable
                    || cause instanceof ServiceUnavailableException unavailable
                            && !asksForPause(unavailable)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a service is there, and says when it may be asked again. */
    public static boolean asksForPause(ServiceUnavailableException answer) {
        return answer.getStatus() == SERVICE_UNAVAILABLE && answer.getRetryAfter().isPresent();
    }

    private static Optional<LongWaitException> waiting(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof LongWaitException waiting) {
                return Optional.of(waiting);
            }
        }
        return Optional.empty();
    }
}
