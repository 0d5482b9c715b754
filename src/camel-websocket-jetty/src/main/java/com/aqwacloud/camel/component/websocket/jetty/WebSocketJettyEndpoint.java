package com.aqwacloud.camel.component.websocket.jetty;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.spi.EndpointServiceLocation;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.support.DefaultEndpoint;

/**
 * Exchange messages with WebSocket clients through a Jetty 12 server, which endpoints, other Camel
 * contexts and REST services can share on one port.
 */
@ManagedResource(description = "Managed WebSocket endpoint")
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = WebSocketJettyComponent.SCHEME,
        title = "WebSocket Jetty",
        syntax = "websocket-jetty:host:port/path",
        category = {Category.HTTP, Category.NETWORKING},
        headersClass = WebSocketJettyConstants.class)
public class WebSocketJettyEndpoint extends DefaultEndpoint implements EndpointServiceLocation {

    /** How many consumers and producers use the server; guarded by this. */
    private int users;

    /** Null while nothing of this endpoint runs; guarded by this. */
    private ServerHold server;

    @UriParam private WebSocketJettyConfiguration configuration;

    public WebSocketJettyEndpoint(
            String uri,
            WebSocketJettyComponent component,
            WebSocketJettyConfiguration configuration) {
        super(uri, component);
        this.configuration = configuration;
    }

    @Override
    public Producer createProducer() {
        return new WebSocketJettyProducer(this, pathPattern());
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        var consumer = new WebSocketJettyConsumer(this, processor);
        configureConsumer(consumer);
        return consumer;
    }

    @Override
    public WebSocketJettyComponent getComponent() {
        return (WebSocketJettyComponent) super.getComponent();
    }

    /** The options of this endpoint. */
    public WebSocketJettyConfiguration getConfiguration() {
        return configuration;
    }

    public void setConfiguration(WebSocketJettyConfiguration configuration) {
        this.configuration = configuration;
    }

    @Override
    public String getServiceUrl() {
        return configuration.getHost() + ":" + configuration.getPort();
    }

    @Override
    public String getServiceProtocol() {
        return "websocket";
    }

    /**
     * The port that is listened on, which is the real one if the endpoint asked for 0; -1 while no
     * consumer or producer of this endpoint runs.
     */
    @ManagedAttribute(description = "Port that is listened on, -1 if none")
    public synchronized int getBoundPort() {
        return server == null ? -1 : server.port();
    }

    /** How many clients are connected to the path. */
    @ManagedAttribute(description = "Number of connected clients")
    public synchronized int getConnectionCount() {
        return server == null ? 0 : server.connections(pathPattern()).size();
    }

    /** Bytes of messages that wait for the clients of the path. */
    @ManagedAttribute(description = "Bytes of messages that wait for clients")
    public synchronized long getQueuedBytes() {
        return server == null
                ? 0
                : server.connections(pathPattern()).stream()
                        .mapToLong(ClientConnection::queuedBytes)
                        .sum();
    }

    synchronized ServerHold join() throws GeneralSecurityException, IOException {
        if (server == null) {
            server =
                    JettyServers.shared()
                            .hold(configuration.getHost(), configuration.getPort(), settings());
        }
        users++;
        return server;
    }

    void leave() {
        ServerHold left = leaveServer();
        // Outside the lock: a server that stops waits for requests, and those may ask this.
        if (left != null) {
            left.close();
        }
    }

    /** The hold to close if the last user has gone, else null. */
    private synchronized ServerHold leaveServer() {
        users--;
        if (users > 0) {
            return null;
        }
        ServerHold left = server;
        server = null;
        return left;
    }

    private ServerSettings settings() throws GeneralSecurityException, IOException {
        var parameters = configuration.getSslContextParameters();
        SSLContext tls = parameters == null ? null : parameters.createSSLContext(getCamelContext());
        return ServerSettings.defaults()
                .withMaxThreads(getComponent().getMaxThreads())
                .withSslContext(tls);
    }

    PathPattern pathPattern() {
        return PathPattern.parse(configuration.getPath());
    }

    ConnectionLimits limits() {
        return new ConnectionLimits(
                configuration.getMaxConnections(),
                configuration.getMaxMessageSize(),
                Duration.ofMillis(configuration.getIdleTimeout()),
                Duration.ofMillis(configuration.getPingInterval()),
                configuration.getSendQueueLimit(),
                configuration.getSendQueueBytes(),
                configuration.getSlowConsumer());
    }

    List<String> subProtocols() {
        String list = configuration.getSubProtocols();
        return list == null
                ? List.of()
                : Arrays.stream(list.split(","))
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .toList();
    }
}
