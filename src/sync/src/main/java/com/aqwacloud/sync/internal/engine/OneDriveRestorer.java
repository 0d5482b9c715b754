package com.aqwacloud.sync.internal.engine;

import com.aqwacloud.camel.component.microsoft.onedrive.DriveItem;
import com.aqwacloud.camel.component.microsoft.onedrive.NameConflictException;
import com.aqwacloud.camel.component.microsoft.onedrive.NotFoundException;
import com.aqwacloud.sync.api.ConflictSide;
import com.aqwacloud.sync.api.Loser;
import com.aqwacloud.sync.api.WrongStateException;
import com.aqwacloud.sync.internal.conflict.Restorer;
import com.aqwacloud.sync.internal.quota.Governor;
import com.aqwacloud.sync.internal.route.AqwaHeaders;
import com.aqwacloud.sync.internal.route.GraphItems;
import com.aqwacloud.sync.internal.store.Item;
import com.aqwacloud.sync.internal.watch.PollFailures;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.FluentProducerTemplate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has what gave way brought back by the routes that are loaded. Thread-safe. */
final class OneDriveRestorer implements Restorer {
    private static final Logger LOG = LoggerFactory.getLogger(OneDriveRestorer.class);

    private final Pipeline pipeline;

    OneDriveRestorer(Pipeline pipeline) {
        this.pipeline = pipeline;
    }

    @Override
    public Item earlierVersion(String account, Loser loser, ConflictSide side, String etag) {
        FluentProducerTemplate message =
                about(account, loser)
                        .withHeader(AqwaHeaders.NAME, loser.name())
                        .withHeader(AqwaHeaders.SIZE, side.size())
                        .withHeader(AqwaHeaders.MODIFIED, side.modifiedAt())
                        .withHeader(AqwaHeaders.ETAG, etag);
        try {
            return request(message, "direct:restore");
        } catch (CamelExecutionException e) {
            throw failed(loser, e, PollFailures.sentence(cause(e)));
        }
    }

    @Override
    public Item deleted(String account, Loser loser, String folder) {
        FluentProducerTemplate message =
                about(account, loser)
                        .withHeader(AqwaHeaders.NAME, loser.name())
                        .withHeader(AqwaHeaders.PARENT_ID, folder);
        try {
            return request(message, "direct:restore-deleted");
        } catch (CamelExecutionException e) {
            Throwable cause = cause(e);
            if (cause instanceof NameConflictException) {
                throw failed(
                        loser,
                        e,
                        "OneDrive has another "
                                + loser.name()
                                + " in its place; rename or move that one first.");
            }
            if (cause instanceof NotFoundException) {
                throw failed(
                        loser,
                        e,
                        "OneDrive's recycle bin has no "
                                + loser.name()
                                + " of this conflict any more, or the folder that it was in is"
                                + " gone; look into the recycle bin there.");
            }
            throw failed(loser, e, PollFailures.sentence(cause));
        }
    }

    private FluentProducerTemplate about(String account, Loser loser) {
        return pipeline.started()
                .fluentTemplate()
                .withHeader(AqwaHeaders.ONEDRIVE, OneDriveComponents.componentName(account))
                .withHeader(AqwaHeaders.DESTINATION_ID, loser.item())
                .withHeader(AqwaHeaders.SESSION, Governor.PERSON);
    }

    private static Item request(FluentProducerTemplate message, String route) {
        return GraphItems.item(message.to(route).request(DriveItem.class));
    }

    private static Throwable cause(CamelExecutionException e) {
        return e.getCause() == null ? e : e.getCause();
    }

    private static WrongStateException failed(
            Loser loser, CamelExecutionException e, String reason) {
        Throwable cause = cause(e);
        if (!(cause instanceof WrongStateException)) {
            LOG.warn("OneDrive could not bring back {}", loser, cause);
        }
        return new WrongStateException("It could not be brought back: " + reason);
    }
}
