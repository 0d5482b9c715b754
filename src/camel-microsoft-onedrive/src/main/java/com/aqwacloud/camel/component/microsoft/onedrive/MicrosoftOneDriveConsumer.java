package com.aqwacloud.camel.component.microsoft.onedrive;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.spi.StateRepository;
import org.apache.camel.support.ScheduledPollConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers changed items, one exchange each. The place in the change feed moves on only after all
 * exchanges of a page succeeded, so each change is delivered at least once.
 */
final class MicrosoftOneDriveConsumer extends ScheduledPollConsumer {

    private static final Logger LOG = LoggerFactory.getLogger(MicrosoftOneDriveConsumer.class);

    private final MicrosoftOneDriveEndpoint endpoint;
    private final MicrosoftOneDriveOperations operations;
    private final ItemPath folder;

    // Used by one poll at a time.
    private String cursor;
    private boolean fromScratch;
    private ResyncRequiredException.Kind resync;

    MicrosoftOneDriveConsumer(
            MicrosoftOneDriveEndpoint endpoint,
            Processor processor,
            MicrosoftOneDriveOperations operations) {
        super(endpoint, processor);
        this.endpoint = endpoint;
        this.operations = operations;
        MicrosoftOneDriveConfiguration options = endpoint.getConfiguration();
        if (options.getItemId() != null) {
            this.folder = ItemPath.ofId(options.getItemId());
        } else if (options.getPath() != null) {
            this.folder = ItemPath.ofPath(options.getPath());
        } else {
            this.folder = ItemPath.root();
        }
    }

    @Override
    protected void doStart() throws Exception {
        MicrosoftOneDriveConfiguration options = endpoint.getConfiguration();
        StateRepository<String, String> repository = options.getCursorRepository();
        if (repository != null) {
            repository.start();
            cursor = repository.getState(cursorKey());
        }
        fromScratch = options.getDeltaStart() == DeltaStart.full;
        super.doStart();
    }

    private String cursorKey() {
        MicrosoftOneDriveConfiguration options = endpoint.getConfiguration();
        if (options.getCursorKey() != null) {
            return options.getCursorKey();
        }
        String drive = options.getDriveId() == null ? "me" : options.getDriveId();
        return MicrosoftOneDriveComponent.SCHEME + ":" + drive + "/" + folder;
    }

    @Override
    protected int poll() throws Exception {
        int delivered = 0;
        boolean more = true;
        while (more && isRunAllowed()) {
            DriveItemPage page;
            try {
                page = nextPage();
            } catch (ResyncRequiredException e) {
                startOver(e);
                return delivered;
            }
            for (DriveItem item : latest(page)) {
                if (!isRunAllowed() || !deliver(item)) {
                    return delivered;
                }
                delivered++;
            }
            moveTo(page);
            more = page.nextLink() != null;
        }
        return delivered;
    }

    private DriveItemPage nextPage() throws Exception {
        MicrosoftOneDriveConfiguration options = endpoint.getConfiguration();
        if (cursor != null) {
            return operations.moreDelta(cursor, options.isDeltaExcludeParent());
        }
        return operations.delta(
                operations.in(options.getDriveId()),
                folder,
                fromScratch ? null : "latest",
                new ListQuery(null, null, null, options.getTop()),
                options.isDeltaExcludeParent());
    }

    private void startOver(ResyncRequiredException reason) {
        LOG.warn(
                "The service refused the place in the change feed ({}): everything is listed again",
                reason.getCode());
        resync = reason.getKind();
        fromScratch = true;
        cursor = reason.getRestartLink().orElse(null);
        // Stored only when a page succeeded: until then a restart meets the same refusal, and no
        // loss.
    }

    /**
     * One id can occur more than once; the last one counts. The root changes with everything in it.
     */
    private static Collection<DriveItem> latest(DriveItemPage page) {
        Map<String, DriveItem> byId = new LinkedHashMap<>();
        for (DriveItem item : page.items()) {
            if (!item.root()) {
                byId.remove(item.id());
                byId.put(item.id(), item);
            }
        }
        return byId.values();
    }

    private void moveTo(DriveItemPage page) throws OneDriveException {
        String next =
                page.continuation()
                        .orElseThrow(
                                () ->
                                        new OneDriveException(
                                                GraphError.ofStatus(200, ""),
                                                "OneDrive does not say where its changes go on"));
        if (page.nextLink() != null && next.equals(cursor)) {
            throw new OneDriveException(
                    GraphError.ofStatus(200, ""), "OneDrive told the same page of changes again");
        }
        StateRepository<String, String> repository =
                endpoint.getConfiguration().getCursorRepository();
        if (repository != null && !next.equals(cursor)) {
            repository.setState(cursorKey(), next);
        }
        cursor = next;
        if (page.deltaLink() != null) {
            resync = null;
        }
    }

    /** Whether the route took the item. */
    private boolean deliver(DriveItem item) {
        Exchange exchange = createExchange(false);
        try {
            fill(exchange.getMessage(), item);
            getProcessor().process(exchange);
        } catch (Exception e) {
            exchange.setException(e);
        }
        boolean taken = exchange.getException() == null && !exchange.isRollbackOnly();
        if (exchange.getException() != null) {
            getExceptionHandler()
                    .handleException(
                            "The change is delivered again by a later poll",
                            exchange,
                            exchange.getException());
        }
        releaseExchange(exchange, false);
        return taken;
    }

    private void fill(Message message, DriveItem item) {
        message.setBody(item);
        message.setHeader(MicrosoftOneDriveConstants.ITEM_ID, item.id());
        message.setHeader(MicrosoftOneDriveConstants.DELETED, item.deleted());
        message.setHeader(MicrosoftOneDriveConstants.FOLDER, item.isFolder());
        set(message, MicrosoftOneDriveConstants.DRIVE_ID, item.driveId());
        set(message, MicrosoftOneDriveConstants.PARENT_ID, item.parentId());
        set(message, MicrosoftOneDriveConstants.NAME, item.name());
        set(message, MicrosoftOneDriveConstants.ETAG, item.eTag());
        set(message, MicrosoftOneDriveConstants.LAST_MODIFIED, item.fileLastModified());
        set(message, MicrosoftOneDriveConstants.SIZE, item.size() < 0 ? null : item.size());
        set(message, MicrosoftOneDriveConstants.RESYNC, resync);
    }

    private static void set(Message message, String header, Object value) {
        if (value != null) {
            message.setHeader(header, value);
        }
    }
}
