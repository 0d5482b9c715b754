package com.aqwacloud.sync.internal.transfer;

import com.aqwacloud.sync.internal.route.AqwaHeaders;
import com.aqwacloud.sync.internal.store.Item;
import org.apache.camel.Exchange;

/**
 * What the work of a job came to.
 *
 * @param item the item of the destination as it is now; what was deleted, as it was
 * @param between the entity tag with which the last step of the work began, or null
 * @param sent whether content was sent for it
 */
record Arrival(Item item, String between, boolean sent) {

    /** What the job in hand brought. */
    static Arrival of(Exchange exchange) {
        Item item = Run.of(exchange).arrived(exchange);
        return new Arrival(
                item,
                exchange.getMessage().getHeader(AqwaHeaders.ETAG, String.class),
                wasSent(exchange));
    }

    /** Whether the job's content was sent, not found there already. */
    private static boolean wasSent(Exchange exchange) {
        return !Boolean.TRUE.equals(exchange.getMessage().getHeader(AqwaHeaders.SAME));
    }

    /** The same, with the item as it has become since. */
    Arrival with(Item now) {
        return new Arrival(now, between, sent);
    }
}
