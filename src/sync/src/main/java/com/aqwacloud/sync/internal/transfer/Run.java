package com.aqwacloud.sync.internal.transfer;

import com.aqwacloud.camel.component.microsoft.onedrive.DriveItem;
import com.aqwacloud.sync.api.Session;
import com.aqwacloud.sync.internal.plan.Decision;
import com.aqwacloud.sync.internal.plan.Scope;
import com.aqwacloud.sync.internal.route.GraphItems;
import com.aqwacloud.sync.internal.store.Item;
import com.aqwacloud.sync.internal.store.Job;
import org.apache.camel.Exchange;

/**
 * A job under way.
 *
 * @param job as it was claimed
 * @param session its session
 * @param scope what the session joins
 * @param work what is being done
 * @param content the file being read, or null where no content moves
 * @param aimedBefore whether an attempt before this one may have created the file
 * @param givenUp whether a person gave it up meanwhile
 */
record Run(
        Job job,
        Session session,
        Scope scope,
        Decision.Work work,
        HashedContent content,
        boolean aimedBefore,
        GivenUp givenUp) {
    private static final String PROPERTY = "AqwaRun";

    /** A run that nobody gave up so far. */
    Run(
            Job job,
            Session session,
            Scope scope,
            Decision.Work work,
            HashedContent content,
            boolean aimedBefore) {
        this(job, session, scope, work, content, aimedBefore, new GivenUp());
    }

    /**
     * The run of the job that an exchange carries.
     *
     * @throws IllegalStateException if none was begun
     */
    static Run of(Exchange exchange) {
        Run run = ifAny(exchange);
        if (run == null) {
            throw new IllegalStateException("No job was begun in this exchange");
        }
        return run;
    }

    /** The same, or null if none was begun. */
    static Run ifAny(Exchange exchange) {
        return exchange.getProperty(PROPERTY, Run.class);
    }

    /** Has an exchange carry it. */
    void join(Exchange exchange) {
        exchange.setProperty(PROPERTY, this);
    }

    /** The item of the destination as the work in hand left it. */
    Item arrived(Exchange exchange) {
        DriveItem item = exchange.getMessage().getBody(DriveItem.class);
        return item == null ? work.destination() : placed(item);
    }

    /** An item that OneDrive told in answer to the work. */
    Item placed(DriveItem told) {
        Item item = GraphItems.item(told);
        return item.parentId() != null ? item : item.in(work.parentId());
    }
}
