package com.aqwacloud.sync.internal.google;

import org.apache.camel.Exchange;

/** Turns what the Google Drive component throws into what routes can decide by. Thread-safe. */
public final class DriveFailures {
    private static final String CHANGES = "drive-changes/";
    private static final String COMPONENT = "google-drive";

    /**
     * Explains the exception that was caught in this exchange.
     *
     * @throws Exception always: a {@link DriveException} or another that says what can be done
     */
    public void explain(Exchange exchange) throws Exception {
        Exception caught = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        String call = exchange.getMessage().getHeader("AqwaCall", "", String.class);
        if (!call.startsWith(COMPONENT)) {
            throw caught;
        }
        throw DriveErrors.explain(caught, call.contains(CHANGES) ? DriveCall.FEED : DriveCall.ITEM);
    }
}
