package com.aqwacloud.camel.component.microsoft.onedrive;

import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultProducer;
import org.apache.camel.support.SynchronizationAdapter;
import org.apache.camel.util.IOHelper;

/** Runs one operation for each message. */
final class MicrosoftOneDriveProducer extends DefaultProducer {

    private final MicrosoftOneDriveEndpoint endpoint;
    private final GraphTransport transport;
    private final UploadLimits limits;

    /** Written when the service starts. */
    private volatile StopSignal stop = new StopSignal();

    MicrosoftOneDriveProducer(MicrosoftOneDriveEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
        MicrosoftOneDriveConfiguration options = endpoint.getConfiguration();
        this.transport = endpoint.transport();
        this.limits =
                new UploadLimits(
                        options.getSimpleUploadLimit(),
                        options.getFragmentSize(),
                        options.getUploadAttempts(),
                        Duration.ofMillis(options.getUploadRetryDelay()),
                        options.isCancelOnFailure());
    }

    private Duration requestTimeout() {
        return Duration.ofMillis(endpoint.getConfiguration().getRequestTimeout());
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        stop = new StopSignal();
    }

    @Override
    protected void doStop() throws Exception {
        stop.stop();
        super.doStop();
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        var asked = new MessageOptions(exchange.getMessage(), endpoint);
        try {
            switch (asked.operation()) {
                case upload -> upload(exchange, asked);
                case cancelUpload -> cancelUpload(exchange, asked);
                case download -> download(exchange, asked);
                case get ->
                        answer(
                                exchange,
                                operations(asked).get(at(asked), asked.item(), asked.query()));
                case children -> answer(exchange, children(asked));
                case delta -> answer(exchange, delta(asked));
                case createFolder -> createFolder(exchange, asked);
                case update -> update(exchange, asked);
                case delete -> delete(exchange, asked);
                case restore -> restore(exchange, asked);
                case copy -> copy(exchange, asked);
                case batch -> batch(exchange, asked);
                case drive -> exchange.getMessage().setBody(operations(asked).drive(at(asked)));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw e;
        }
    }

    private MicrosoftOneDriveOperations operations(MessageOptions asked) {
        return new MicrosoftOneDriveOperations(
                transport(asked), endpoint.getConfiguration().base(), requestTimeout());
    }

    private GraphTransport transport(MessageOptions asked) {
        return transport.onBehalfOf(asked.caller());
    }

    private DriveAddress at(MessageOptions asked) {
        return operations(asked).in(asked.driveId());
    }

    private static void answer(Exchange exchange, DriveItem item) {
        Message message = exchange.getMessage();
        message.setBody(item);
        setOrRemove(message, MicrosoftOneDriveConstants.ETAG, item.eTag());
    }

    private static void answer(Exchange exchange, DriveItemPage page) {
        Message message = exchange.getMessage();
        message.setBody(page);
        setOrRemove(message, MicrosoftOneDriveConstants.NEXT_LINK, page.nextLink());
        setOrRemove(message, MicrosoftOneDriveConstants.DELTA_LINK, page.deltaLink());
    }

    /** What an earlier step left there must not pass for this one's answer. */
    private static void setOrRemove(Message message, String header, Object value) {
        if (value == null) {
            message.removeHeader(header);
        } else {
            message.setHeader(header, value);
        }
    }

    private void upload(Exchange exchange, MessageOptions asked) throws Exception {
        ItemPath target = asked.item();
        if (target.equals(ItemPath.root())) {
            throw new IllegalArgumentException("The root folder is no place for a file's content");
        }
        DriveAddress at = at(asked);
        // By its id an item can only be replaced; any other behaviour would always fail.
        ConflictBehavior behavior =
                target.isById() ? ConflictBehavior.replace : asked.conflictBehavior();
        UploadListener listener = asked.uploadListener();
        var plan =
                new UploadPlan(
                        target,
                        at.sub(
                                target,
                                "content",
                                List.of(MicrosoftOneDriveOperations.conflictParameter(behavior))),
                        at.sub(target, "createUploadSession", List.of()),
                        at.items(),
                        behavior,
                        asked.ifMatch(),
                        asked.times(),
                        listener,
                        asked.uploadUrl());
        var uploader =
                new Uploader(
                        transport(asked),
                        limits,
                        requestTimeout(),
                        Duration.ofMillis(endpoint.getConfiguration().getTransferTimeout()),
                        stop);
        DriveItem item;
        try (UploadContent content =
                new UploadBody(limits)
                        .contentOf(exchange.getMessage(), asked.contentLength(), listener::sent)) {
            item = uploader.upload(plan, content);
        }
        exchange.getMessage().removeHeader(MicrosoftOneDriveConstants.UPLOAD_URL);
        answer(exchange, item);
    }

    private void cancelUpload(Exchange exchange, MessageOptions asked) throws Exception {
        PreAuthenticatedUrl url = asked.uploadUrl();
        if (url == null) {
            throw new IllegalArgumentException(
                    "Which upload session is to be cancelled, the header "
                            + MicrosoftOneDriveConstants.UPLOAD_URL
                            + " must say");
        }
        operations(asked).cancelUpload(url);
        exchange.getMessage().setBody(null);
        exchange.getMessage().removeHeader(MicrosoftOneDriveConstants.UPLOAD_URL);
    }

    private void download(Exchange exchange, MessageOptions asked) throws Exception {
        var downloads =
                new Downloads(
                        transport(asked),
                        requestTimeout(),
                        Duration.ofMillis(endpoint.getConfiguration().getIdleTimeout()));
        Downloads.Content content =
                downloads.open(at(asked).sub(asked.item(), "content", List.of()), asked.range());
        InputStream stream = content.stream();
        exchange.getExchangeExtension()
                .addOnCompletion(
                        new SynchronizationAdapter() {
                            @Override
                            public void onDone(Exchange done) {
                                IOHelper.close(stream);
                            }
                        });
        Message message = exchange.getMessage();
        message.setBody(stream);
        setOrRemove(
                message,
                MicrosoftOneDriveConstants.CONTENT_LENGTH,
                content.length() == -1 ? null : content.length());
        setOrRemove(message, MicrosoftOneDriveConstants.CONTENT_TYPE, content.contentType());
    }

    private DriveItemPage children(MessageOptions asked) throws Exception {
        return asked.link() != null
                ? operations(asked).moreChildren(asked.link())
                : operations(asked)
                        .children(at(asked), asked.itemOr(ItemPath.root()), asked.query());
    }

    private DriveItemPage delta(MessageOptions asked) throws Exception {
        boolean excludeParents = endpoint.getConfiguration().isDeltaExcludeParent();
        return asked.link() != null
                ? operations(asked).moreDelta(asked.link(), excludeParents)
                : operations(asked)
                        .delta(
                                at(asked),
                                asked.itemOr(ItemPath.root()),
                                asked.deltaToken(),
                                asked.query(),
                                excludeParents);
    }

    private void createFolder(Exchange exchange, MessageOptions asked) throws Exception {
        answer(
                exchange,
                operations(asked)
                        .createFolder(
                                at(asked),
                                asked.newItem(),
                                asked.conflictBehavior(),
                                asked.times()));
    }

    private void update(Exchange exchange, MessageOptions asked) throws Exception {
        ItemChange change = asked.change();
        if (change.isEmpty()) {
            throw new IllegalArgumentException(
                    "An update needs a new name, a new parent or a time, as header");
        }
        answer(
                exchange,
                operations(asked).update(at(asked), asked.item(), change, asked.ifMatch()));
    }

    private void delete(Exchange exchange, MessageOptions asked) throws Exception {
        ItemPath item = asked.item();
        if (item.equals(ItemPath.root())) {
            throw new IllegalArgumentException("The root folder can't be deleted");
        }
        operations(asked).delete(at(asked), item, asked.ifMatch());
        exchange.getMessage().setBody(null);
        exchange.getMessage().removeHeader(MicrosoftOneDriveConstants.ETAG);
    }

    private void restore(Exchange exchange, MessageOptions asked) throws Exception {
        ItemPath item = asked.item();
        if (!item.isById()) {
            throw new IllegalArgumentException(
                    "What is in the recycle bin is known by its id only: give itemId, as option or"
                            + " header");
        }
        answer(exchange, operations(asked).restore(at(asked), item, asked.change()));
    }

    private void copy(Exchange exchange, MessageOptions asked) throws Exception {
        MicrosoftOneDriveConfiguration options = endpoint.getConfiguration();
        ItemChange to = asked.change();
        PreAuthenticatedUrl monitor =
                operations(asked).copy(at(asked), asked.item(), to, asked.conflictBehavior());
        if (!options.isWaitForCopy()) {
            exchange.getMessage().setBody(null);
            exchange.getMessage().setHeader(MicrosoftOneDriveConstants.MONITOR_URL, monitor);
            return;
        }
        String id =
                new CopyMonitor(
                                transport(asked),
                                requestTimeout(),
                                Duration.ofMillis(options.getCopyPollDelay()),
                                Duration.ofMillis(options.getCopyTimeout()),
                                stop)
                        .await(monitor);
        String driveId = to.driveId() != null ? to.driveId() : asked.driveId();
        answer(
                exchange,
                operations(asked)
                        .get(operations(asked).in(driveId), ItemPath.ofId(id), asked.query()));
    }

    private void batch(Exchange exchange, MessageOptions asked) throws Exception {
        List<BatchRequest> requests = new ArrayList<>();
        for (Object request : exchange.getMessage().getMandatoryBody(List.class)) {
            if (!(request instanceof BatchRequest one)) {
                throw new IllegalArgumentException("The body of a batch is a list of BatchRequest");
            }
            requests.add(one);
        }
        exchange.getMessage().setBody(operations(asked).batch(requests));
    }
}
