package com.aqwacloud.sync.internal.route;

import com.aqwacloud.camel.component.microsoft.onedrive.ServiceUnavailableException;
import com.aqwacloud.sync.internal.google.DriveCall;
import com.aqwacloud.sync.internal.google.DriveErrors;
import com.aqwacloud.sync.internal.google.DriveException;
import org.apache.camel.Exchange;

/**
 * Tells a circuit breaker apart what it must not mix: a cloud that is not there, and a cloud that
 * refused one request. A breaker of Camel drops exceptions that it is told not to count, so
 * refusals are carried past it. Thread-safe.
 */
public final class CallOutcomes {
    private static final String REFUSAL = "AqwaRefusal";
    private static final String DRIVE = "google-drive";
    private static final String CHANGES = ":drive-changes/";
    private static final String LIST = ":drive-files/list";

    /**
     * Inside the breaker: keeps the caught exception for later if the cloud answered.
     *
     * @throws Exception the caught exception, explained, if the cloud is not there
     */
    public void sort(Exchange exchange) throws Exception {
        Exception caught = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        String call = exchange.getMessage().getHeader(AqwaHeaders.CALL, "", String.class);
        Exception explained =
                call.startsWith(DRIVE)
                        ? DriveErrors.explain(
                                caught,
                                call.contains(CHANGES) || call.contains(LIST)
                                        ? DriveCall.FEED
                                        : DriveCall.ITEM)
                        : caught;
        if (isOutage(explained)) {
            throw explained;
        }
        exchange.setProperty(REFUSAL, explained);
    }

    /**
     * Behind the breaker: goes on if the cloud did what it was asked.
     *
     * @throws Exception the refusal, if there was one
     */
    public void conclude(Exchange exchange) throws Exception {
        Exception refusal = (Exception) exchange.removeProperty(REFUSAL);
        if (refusal != null) {
            throw refusal;
        }
    }

    private static boolean isOutage(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof DriveException.Unavailable
                    || cause instanceof ServiceUnavailableException) {
                return true;
            }
        }
        return false;
    }
}
