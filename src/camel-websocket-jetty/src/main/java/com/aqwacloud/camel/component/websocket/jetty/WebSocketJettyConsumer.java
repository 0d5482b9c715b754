package com.aqwacloud.camel.component.websocket.jetty;

import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.Suspendable;
import org.apache.camel.support.DefaultConsumer;

/** Opens a path for WebSockets and makes exchanges of what its clients do. */
public class WebSocketJettyConsumer extends DefaultConsumer implements Suspendable {

    private final WebSocketJettyEndpoint endpoint;

    /** What this consumer added to the server; guarded by Camel's lifecycle. */
    private final List<SharedServer.Mount> mounts = new ArrayList<>();

    /** Whether the server is to be left again; guarded likewise. */
    private boolean joined;

    WebSocketJettyConsumer(WebSocketJettyEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
    }

    @Override
    public WebSocketJettyEndpoint getEndpoint() {
        return endpoint;
    }

    @Override
    public boolean isHostedService() {
        return true;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        var configuration = endpoint.getConfiguration();
        PathPattern pattern = endpoint.pathPattern();
        ConnectionLimits limits = endpoint.limits();
        var origins = AllowedOrigins.parse(configuration.getAllowedOrigins());
        StaticSource source =
                configuration.getStaticResources() == null
                        ? null
                        : StaticSources.parse(
                                configuration.getStaticResources(),
                                getEndpoint().getCamelContext());
        ServerHold server = endpoint.join();
        joined = true;
        try {
            mounts.add(
                    server.open(
                            new WebSocketPath(
                                    pattern,
                                    limits,
                                    origins,
                                    endpoint.subProtocols(),
                                    new Events(),
                                    server.server().scheduler())));
            if (source != null) {
                mounts.add(
                        server.serve(
                                new StaticResourceHandler(
                                        pattern,
                                        source,
                                        ResponseHeaders.of(configuration),
                                        configuration.getCacheControl())));
            }
        } catch (RuntimeException e) {
            withdraw();
            throw e;
        }
    }

    @Override
    protected void doStop() throws Exception {
        withdraw();
        super.doStop();
    }

    private void withdraw() {
        if (!joined) {
            return;
        }
        joined = false;
        try {
            mounts.forEach(SharedServer.Mount::close);
        } finally {
            mounts.clear();
            endpoint.leave();
        }
    }

    private final class Events implements ConnectionEvents {

        @Override
        public boolean accepting() {
            // False while suspended: who is connected stays, nobody new comes.
            return isStarted();
        }

        @Override
        public void opened(ClientConnection connection, Runnable done) {
            if (firesConnectionEvents()) {
                process(exchange(connection, WebSocketJettyEvent.OPEN), connection, false, done);
            } else {
                done.run();
            }
        }

        @Override
        public void message(ClientConnection connection, Object body, Runnable done) {
            Exchange exchange = exchange(connection, WebSocketJettyEvent.MESSAGE);
            exchange.getMessage().setBody(body);
            process(exchange, connection, true, done);
        }

        @Override
        public void closed(ClientConnection connection, int code, String reason) {
            if (firesConnectionEvents()) {
                Exchange exchange = exchange(connection, WebSocketJettyEvent.CLOSE);
                exchange.getMessage().setHeader(WebSocketJettyConstants.CLOSE_CODE, code);
                if (reason != null) {
                    exchange.getMessage().setHeader(WebSocketJettyConstants.CLOSE_REASON, reason);
                }
                process(exchange, connection, false, () -> {});
            }
        }

        @Override
        public void failed(ClientConnection connection, Throwable cause) {
            if (firesConnectionEvents()) {
                Exchange exchange = exchange(connection, WebSocketJettyEvent.ERROR);
                exchange.getMessage().setHeader(WebSocketJettyConstants.ERROR, cause);
                process(exchange, connection, false, () -> {});
            }
        }

        /** Not while stopping: the route behind takes no exchanges any more. */
        private boolean firesConnectionEvents() {
            return isRunAllowed() && endpoint.getConfiguration().isFireWebSocketConnectionEvents();
        }

        /**
         * Only names of this component become headers: a client that could choose a header's name
         * could steer file names, destinations and more further down the route.
         */
        private Exchange exchange(ClientConnection connection, WebSocketJettyEvent event) {
            Exchange exchange = createExchange(false);
            Message message = exchange.getMessage();
            message.setHeader(WebSocketJettyConstants.EVENT, event);
            message.setHeader(WebSocketJettyConstants.CONNECTION_KEY, connection.key());
            message.setHeader(WebSocketJettyConstants.CONNECTION, connection);
            message.setHeader(WebSocketJettyConstants.PATH, connection.path());
            message.setHeader(WebSocketJettyConstants.QUERY, connection.query());
            message.setHeader(WebSocketJettyConstants.REMOTE_ADDRESS, connection.remoteAddress());
            if (connection.subProtocol() != null) {
                message.setHeader(WebSocketJettyConstants.SUB_PROTOCOL, connection.subProtocol());
            }
            return exchange;
        }

        private void process(
                Exchange exchange, ClientConnection connection, boolean replies, Runnable done) {
            try {
                createUoW(exchange);
            } catch (Exception e) {
                finish(exchange, connection, false, done, e);
                return;
            }
            getAsyncProcessor()
                    .process(
                            exchange,
                            doneSync ->
                                    finish(
                                            exchange,
                                            connection,
                                            replies && exchange.getPattern().isOutCapable(),
                                            done,
                                            exchange.getException()));
        }

        private void finish(
                Exchange exchange,
                ClientConnection connection,
                boolean reply,
                Runnable done,
                Exception failure) {
            try {
                if (failure != null) {
                    getExceptionHandler()
                            .handleException("Error processing exchange", exchange, failure);
                } else if (reply) {
                    reply(exchange, connection);
                }
            } finally {
                doneUoW(exchange);
                releaseExchange(exchange, false);
                done.run();
            }
        }

        private void reply(Exchange exchange, ClientConnection connection) {
            try {
                OutboundMessage message =
                        OutboundMessages.from(
                                exchange, endpoint.getConfiguration().getMessageType());
                if (message != null
                        && connection.send(message).outcome() == SendQueue.Outcome.TOO_LARGE) {
                    throw new IllegalArgumentException(
                            "The reply of "
                                    + message.size()
                                    + " bytes exceeds sendQueueBytes="
                                    + endpoint.getConfiguration().getSendQueueBytes());
                }
            } catch (Exception e) {
                getExceptionHandler().handleException("Error sending the reply", exchange, e);
            }
        }
    }
}
