package com.aqwacloud.camel.component.microsoft.onedrive;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.EndpointServiceLocation;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.ScheduledPollEndpoint;

/**
 * Upload, download, list, follow and organize files in OneDrive and SharePoint libraries through
 * Microsoft Graph.
 */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = MicrosoftOneDriveComponent.SCHEME,
        title = "Microsoft OneDrive",
        syntax = "microsoft-onedrive:operation",
        category = {Category.CLOUD, Category.FILE},
        headersClass = MicrosoftOneDriveConstants.class)
public class MicrosoftOneDriveEndpoint extends ScheduledPollEndpoint
        implements EndpointServiceLocation {

    @UriPath(
            description =
                    "What the producer does. A header can override it. The consumer knows delta only.")
    @Metadata(required = true)
    private MicrosoftOneDriveOperation operation;

    @UriParam private MicrosoftOneDriveConfiguration configuration;

    /** For Camel's tooling. */
    public MicrosoftOneDriveEndpoint() {}

    MicrosoftOneDriveEndpoint(
            String uri,
            MicrosoftOneDriveComponent component,
            MicrosoftOneDriveConfiguration configuration) {
        super(uri, component);
        this.configuration = configuration;
    }

    @Override
    public Producer createProducer() throws Exception {
        return new MicrosoftOneDriveProducer(this);
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        if (operation != MicrosoftOneDriveOperation.delta) {
            throw new IllegalArgumentException(
                    "Only the operation delta can be consumed from, not " + operation);
        }
        var consumer =
                new MicrosoftOneDriveConsumer(
                        this,
                        processor,
                        new MicrosoftOneDriveOperations(
                                transport(),
                                configuration.base(),
                                Duration.ofMillis(configuration.getRequestTimeout())));
        configureConsumer(consumer);
        return consumer;
    }

    GraphTransport transport() {
        HttpClient own = configuration.getHttpClient();
        return new GraphTransport(
                own != null ? own : getComponent().sharedClient(),
                configuration.base(),
                configuration.getAccessTokenSupplier(),
                configuration.getRequestGate(),
                configuration.getUserAgent(),
                getComponent().requestsUnderWay());
    }

    @Override
    public MicrosoftOneDriveComponent getComponent() {
        return (MicrosoftOneDriveComponent) super.getComponent();
    }

    @Override
    public String getServiceUrl() {
        return configuration.getBaseUrl();
    }

    @Override
    public String getServiceProtocol() {
        return "graph";
    }

    @Override
    public Map<String, String> getServiceMetadata() {
        return configuration.getDriveId() == null
                ? null
                : Map.of("driveId", configuration.getDriveId());
    }

    public MicrosoftOneDriveOperation getOperation() {
        return operation;
    }

    /** What the producer does. */
    public void setOperation(MicrosoftOneDriveOperation operation) {
        this.operation = operation;
    }

    public MicrosoftOneDriveConfiguration getConfiguration() {
        return configuration;
    }

    /** The options. */
    public void setConfiguration(MicrosoftOneDriveConfiguration configuration) {
        this.configuration = configuration;
    }
}
