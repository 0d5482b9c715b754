package com.aqwacloud.sync.internal.transfer;

import com.aqwacloud.camel.component.microsoft.onedrive.DriveItem;
import com.aqwacloud.sync.api.Action;
import com.aqwacloud.sync.internal.route.AqwaHeaders;
import com.aqwacloud.sync.internal.store.Item;
import org.apache.camel.Exchange;

/**
 * What the work of a job came to.
 *
 * @param item the item of the destination as it is now; what was deleted, as it was
 * @param between the entity tag with which the last step of the work began, or null
 * @param sent whether content was sent for it
 * @param madeThrough the id of the application through which the item was made, as OneDrive tells
 *     it, if the work made it; null otherwise
 */
record Arrival(Item item, String between, boolean sent, String madeThrough) {

    /** What the job in hand brought. */
    static Arrival of(Exchange exchange) {
        Run run = Run.of(exchange);
        boolean sent = wasSent(exchange);
        return new Arrival(
                run.arrived(exchange),
                exchange.getMessage().getHeader(AqwaHeaders.ETAG, String.class),
                sent,
                sent && run.work().action() == Action.CREATE ? madeThrough(exchange) : null);
    }

    private static String madeThrough(Exchange exchange) {
        DriveItem told = exchange.getMessage().getBody(DriveItem.class);
        return told == null ? null : told.createdByApplication();
    }

    /** Whether the job's content was sent, not found there already. */
    private static boolean wasSent(Exchange exchange) {
        return !Boolean.TRUE.equals(exchange.getMessage().getHeader(AqwaHeaders.SAME));
    }

    /** The same, with the item as it has become since. */
    Arrival with(Item now) {
        return new Arrival(now, between, sent, madeThrough);
    }
}
