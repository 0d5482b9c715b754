package com.aqwacloud.camel.component.websocket.jetty;

import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.SSLContextParametersAware;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/** WebSocket server on Jetty 12. */
@Component(WebSocketJettyComponent.SCHEME)
public class WebSocketJettyComponent extends DefaultComponent implements SSLContextParametersAware {

    static final String SCHEME = "websocket-jetty";

    @Metadata(defaultValue = "127.0.0.1")
    private String defaultHost = "127.0.0.1";

    @Metadata(defaultValue = "3001")
    private int defaultPort = 3001;

    @Metadata(label = "advanced", defaultValue = "32")
    private int maxThreads = ServerSettings.DEFAULT_MAX_THREADS;

    @Metadata(label = "security", defaultValue = "false")
    private boolean useGlobalSslContextParameters;

    public WebSocketJettyComponent() {}

    public WebSocketJettyComponent(CamelContext context) {
        super(context);
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters)
            throws Exception {
        var address = EndpointAddress.parse(remaining, defaultHost, defaultPort);
        var configuration = new WebSocketJettyConfiguration();
        configuration.setHost(address.host());
        configuration.setPort(address.port());
        configuration.setPath(address.path());
        configuration.setSslContextParameters(retrieveGlobalSslContextParameters());
        var endpoint = new WebSocketJettyEndpoint(uri, this, configuration);
        setProperties(endpoint, parameters);
        return endpoint;
    }

    public String getDefaultHost() {
        return defaultHost;
    }

    /** The host of endpoints whose URI has none. */
    public void setDefaultHost(String defaultHost) {
        this.defaultHost = defaultHost;
    }

    public int getDefaultPort() {
        return defaultPort;
    }

    /** The port of endpoints whose URI has none. */
    public void setDefaultPort(int defaultPort) {
        this.defaultPort = defaultPort;
    }

    public int getMaxThreads() {
        return maxThreads;
    }

    /**
     * The largest number of threads of a server that an endpoint of this component starts, at least
     * 8. Routes run on these threads unless they hand over.
     */
    public void setMaxThreads(int maxThreads) {
        this.maxThreads = maxThreads;
    }

    @Override
    public boolean isUseGlobalSslContextParameters() {
        return useGlobalSslContextParameters;
    }

    /** Whether endpoints use the TLS settings of the Camel context. */
    @Override
    public void setUseGlobalSslContextParameters(boolean useGlobalSslContextParameters) {
        this.useGlobalSslContextParameters = useGlobalSslContextParameters;
    }
}
