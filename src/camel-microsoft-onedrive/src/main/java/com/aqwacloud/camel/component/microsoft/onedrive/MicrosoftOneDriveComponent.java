package com.aqwacloud.camel.component.microsoft.onedrive;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/** Files in OneDrive and SharePoint libraries through Microsoft Graph. */
@Component(MicrosoftOneDriveComponent.SCHEME)
public class MicrosoftOneDriveComponent extends DefaultComponent {

    static final String SCHEME = "microsoft-onedrive";

    @Metadata(description = "The options that all endpoints start from.")
    private MicrosoftOneDriveConfiguration configuration = new MicrosoftOneDriveConfiguration();

    /** Made when the first endpoint needs it; guarded by this. */
    private HttpClient sharedClient;

    private volatile RequestsUnderWay underWay = new RequestsUnderWay();

    /** For creation by Camel. */
    public MicrosoftOneDriveComponent() {}

    /** For use in this context. */
    public MicrosoftOneDriveComponent(CamelContext context) {
        super(context);
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters)
            throws Exception {
        if (remaining == null || remaining.isBlank()) {
            throw new IllegalArgumentException(
                    "An operation is missing: " + SCHEME + ":operation?options");
        }
        var endpoint = new MicrosoftOneDriveEndpoint(uri, this, configuration.copy());
        endpoint.setOperation(operation(remaining));
        setProperties(endpoint, parameters);
        endpoint.getConfiguration().validate();
        return endpoint;
    }

    private MicrosoftOneDriveOperation operation(String text) {
        try {
            return MicrosoftOneDriveOperation.valueOf(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "There is no operation '"
                            + text
                            + "', only "
                            + Arrays.toString(MicrosoftOneDriveOperation.values()),
                    e);
        }
    }

    /**
     * One client for all endpoints, so that they share connections; it never follows a redirect.
     */
    synchronized HttpClient sharedClient() {
        if (sharedClient == null) {
            sharedClient =
                    HttpClient.newBuilder()
                            // All of HTTP/2 would share one connection and its flow control:
                            // uploads side by side take half as long again, and more CPU time.
                            .version(HttpClient.Version.HTTP_1_1)
                            .followRedirects(HttpClient.Redirect.NEVER)
                            .connectTimeout(Duration.ofMillis(configuration.getConnectTimeout()))
                            .build();
        }
        return sharedClient;
    }

    RequestsUnderWay requestsUnderWay() {
        return underWay;
    }

    /**
     * Gives up all requests that were not answered yet, and those that endpoints of now begin until
     * they are started anew: for an end that is not to wait for a service that does not answer.
     * Whoever waits for an answer gets a {@link java.util.concurrent.CancellationException};
     * whether the service did what it was asked is not known then.
     */
    public void abortRequests() {
        RequestsUnderWay present = underWay;
        underWay = new RequestsUnderWay();
        present.end();
    }

    @Override
    protected void doShutdown() throws Exception {
        synchronized (this) {
            sharedClient = null;
        }
        super.doShutdown();
    }

    public MicrosoftOneDriveConfiguration getConfiguration() {
        return configuration;
    }

    /** The options that all endpoints start from. */
    public void setConfiguration(MicrosoftOneDriveConfiguration configuration) {
        this.configuration = configuration;
    }
}
