package com.aqwacloud.camel.component.websocket.jetty;

import java.util.function.Predicate;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.jsse.SSLContextParameters;

/** The options of an endpoint. */
@UriParams
public class WebSocketJettyConfiguration {

    @UriPath
    @Metadata(defaultValue = "127.0.0.1")
    private String host;

    @UriPath
    @Metadata(defaultValue = "3001")
    private int port;

    @UriPath
    @Metadata(defaultValue = "/")
    private String path = "/";

    @UriParam(label = "consumer", defaultValue = "1000")
    private int maxConnections = 1000;

    @UriParam(label = "consumer", defaultValue = "1048576")
    private int maxMessageSize = 1048576;

    @UriParam(label = "consumer", defaultValue = "300000", javaType = "java.time.Duration")
    private long idleTimeout = 300000;

    @UriParam(label = "consumer", defaultValue = "30000", javaType = "java.time.Duration")
    private long pingInterval = 30000;

    @UriParam(label = "consumer", defaultValue = "1000")
    private int sendQueueLimit = 1000;

    @UriParam(label = "consumer", defaultValue = "1048576")
    private long sendQueueBytes = 1048576;

    @UriParam(label = "consumer", defaultValue = "disconnect")
    private SlowConsumerPolicy slowConsumer = SlowConsumerPolicy.disconnect;

    @UriParam(label = "consumer", defaultValue = "false")
    private boolean fireWebSocketConnectionEvents;

    @UriParam(label = "consumer")
    private String subProtocols;

    @UriParam(label = "consumer,security")
    private String allowedOrigins;

    @UriParam(label = "consumer")
    private String staticResources;

    @UriParam(label = "consumer", defaultValue = "no-cache")
    private String cacheControl = "no-cache";

    @UriParam(label = "consumer,security", defaultValue = "true")
    private boolean securityHeaders = true;

    @UriParam(label = "consumer,security", defaultValue = "default-src 'self'")
    private String contentSecurityPolicy = "default-src 'self'";

    @UriParam(label = "producer", defaultValue = "false")
    private boolean sendToAll;

    @UriParam(label = "producer")
    private Predicate<WebSocketConnection> recipients;

    @UriParam(label = "producer", defaultValue = "auto")
    private WebSocketMessageType messageType = WebSocketMessageType.auto;

    @UriParam(label = "producer", defaultValue = "false")
    private boolean failIfMissing;

    @UriParam(label = "security")
    private SSLContextParameters sslContextParameters;

    public String getHost() {
        return host;
    }

    /** The address or name to listen on. */
    public void setHost(String host) {
        this.host = host;
    }

    public int getPort() {
        return port;
    }

    /**
     * The port to listen on. 0 takes any free port, shared by all endpoints that ask for 0 on the
     * same host.
     */
    public void setPort(int port) {
        this.port = port;
    }

    public String getPath() {
        return path;
    }

    /** The path, exact as in /events, or with everything below it as in /events/*. */
    public void setPath(String path) {
        this.path = path;
    }

    public int getMaxConnections() {
        return maxConnections;
    }

    /** How many clients may be connected to the path at a time; more are refused with HTTP 503. */
    public void setMaxConnections(int maxConnections) {
        this.maxConnections = maxConnections;
    }

    public int getMaxMessageSize() {
        return maxMessageSize;
    }

    /**
     * The largest text or binary message, in bytes, that is taken from a client. A larger one
     * closes the connection with status 1009.
     */
    public void setMaxMessageSize(int maxMessageSize) {
        this.maxMessageSize = maxMessageSize;
    }

    public long getIdleTimeout() {
        return idleTimeout;
    }

    /**
     * Closes a connection on which nothing moves in either direction for this long. 0 for never.
     * Pings count as movement.
     */
    public void setIdleTimeout(long idleTimeout) {
        this.idleTimeout = idleTimeout;
    }

    public long getPingInterval() {
        return pingInterval;
    }

    /**
     * How often the server pings each client. A client that leaves a ping unanswered until the next
     * one is due is disconnected with status 1011. 0 for no pings.
     */
    public void setPingInterval(long pingInterval) {
        this.pingInterval = pingInterval;
    }

    public int getSendQueueLimit() {
        return sendQueueLimit;
    }

    /** How many messages may wait for one client, the one being written included. */
    public void setSendQueueLimit(int sendQueueLimit) {
        this.sendQueueLimit = sendQueueLimit;
    }

    public long getSendQueueBytes() {
        return sendQueueBytes;
    }

    /**
     * How many bytes of messages may wait for one client, the one being written included. A message
     * larger than this cannot be sent at all.
     */
    public void setSendQueueBytes(long sendQueueBytes) {
        this.sendQueueBytes = sendQueueBytes;
    }

    public SlowConsumerPolicy getSlowConsumer() {
        return slowConsumer;
    }

    /**
     * What happens to a client whose send queue is full: disconnect closes it with status 1013,
     * dropOldest makes room by dropping its oldest waiting messages, dropNewest drops the new
     * message.
     */
    public void setSlowConsumer(SlowConsumerPolicy slowConsumer) {
        this.slowConsumer = slowConsumer;
    }

    public boolean isFireWebSocketConnectionEvents() {
        return fireWebSocketConnectionEvents;
    }

    /**
     * Whether exchanges are also made when a client connects, disconnects or fails. By default only
     * messages make exchanges.
     */
    public void setFireWebSocketConnectionEvents(boolean fireWebSocketConnectionEvents) {
        this.fireWebSocketConnectionEvents = fireWebSocketConnectionEvents;
    }

    public String getSubProtocols() {
        return subProtocols;
    }

    /**
     * Comma separated list of the sub-protocols that the server speaks, the preferred one first. A
     * client that offers none of them is connected without a sub-protocol.
     */
    public void setSubProtocols(String subProtocols) {
        this.subProtocols = subProtocols;
    }

    public String getAllowedOrigins() {
        return allowedOrigins;
    }

    /**
     * Comma separated list of the origins, besides the own host, whose pages may connect, such as
     * https://app.example.com or https://*.example.com; a lone * allows all. Clients that send no
     * Origin header, which browsers always do, are not affected. Others are refused with HTTP 403.
     */
    public void setAllowedOrigins(String allowedOrigins) {
        this.allowedOrigins = allowedOrigins;
    }

    public String getStaticResources() {
        return staticResources;
    }

    /**
     * Files to serve under the path of the endpoint: classpath:dir, file:dir or, in OSGi,
     * bundle:symbolic.name/dir. The bundle may come, go and be updated at any time; while it is
     * missing, requests are answered with HTTP 503.
     */
    public void setStaticResources(String staticResources) {
        this.staticResources = staticResources;
    }

    public String getCacheControl() {
        return cacheControl;
    }

    /**
     * The Cache-Control header of static resources. The default lets clients keep them, but ask
     * each time whether they have changed.
     */
    public void setCacheControl(String cacheControl) {
        this.cacheControl = cacheControl;
    }

    public boolean isSecurityHeaders() {
        return securityHeaders;
    }

    /**
     * Whether static resources are sent with X-Content-Type-Options: nosniff, Referrer-Policy:
     * same-origin, X-Frame-Options: SAMEORIGIN and the contentSecurityPolicy.
     */
    public void setSecurityHeaders(boolean securityHeaders) {
        this.securityHeaders = securityHeaders;
    }

    public String getContentSecurityPolicy() {
        return contentSecurityPolicy;
    }

    /** The Content-Security-Policy header of static resources. */
    public void setContentSecurityPolicy(String contentSecurityPolicy) {
        this.contentSecurityPolicy = contentSecurityPolicy;
    }

    public boolean isSendToAll() {
        return sendToAll;
    }

    /**
     * Whether to send to all clients of the path. Without this, recipients or their headers, the
     * message goes to the connection that the header CamelWebSocketJettyConnectionKey names.
     */
    public void setSendToAll(boolean sendToAll) {
        this.sendToAll = sendToAll;
    }

    public Predicate<WebSocketConnection> getRecipients() {
        return recipients;
    }

    /** Sends to those clients of the path that this predicate accepts. */
    public void setRecipients(Predicate<WebSocketConnection> recipients) {
        this.recipients = recipients;
    }

    public WebSocketMessageType getMessageType() {
        return messageType;
    }

    /**
     * How to send the body: text, binary, or auto, which sends bytes, buffers and streams as binary
     * and everything else as text.
     */
    public void setMessageType(WebSocketMessageType messageType) {
        this.messageType = messageType;
    }

    public boolean isFailIfMissing() {
        return failIfMissing;
    }

    /**
     * Whether it is an error if a connection that the header CamelWebSocketJettyConnectionKey names
     * has gone.
     */
    public void setFailIfMissing(boolean failIfMissing) {
        this.failIfMissing = failIfMissing;
    }

    public SSLContextParameters getSslContextParameters() {
        return sslContextParameters;
    }

    /**
     * Makes the server speak TLS (wss and https). All endpoints on the same host and port share the
     * server, and the one that starts it decides.
     */
    public void setSslContextParameters(SSLContextParameters sslContextParameters) {
        this.sslContextParameters = sslContextParameters;
    }
}
