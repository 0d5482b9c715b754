package com.aqwacloud.camel.component.websocket.jetty;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.camel.CamelExchangeException;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultProducer;

/** Queues messages for connected clients; never waits for any of them. */
public class WebSocketJettyProducer extends DefaultProducer {

    private final WebSocketJettyEndpoint endpoint;
    private final PathPattern pattern;

    /** Null while not started. */
    private volatile ServerHold server;

    WebSocketJettyProducer(WebSocketJettyEndpoint endpoint, PathPattern pattern) {
        super(endpoint);
        this.endpoint = endpoint;
        this.pattern = pattern;
    }

    @Override
    public WebSocketJettyEndpoint getEndpoint() {
        return endpoint;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        server = endpoint.join();
    }

    @Override
    protected void doStop() throws Exception {
        if (server != null) {
            server = null;
            endpoint.leave();
        }
        super.doStop();
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        OutboundMessage message =
                OutboundMessages.from(exchange, endpoint.getConfiguration().getMessageType());
        var tally = new Tally();
        if (message != null) {
            deliver(exchange, message, tally);
        }
        Message result = exchange.getMessage();
        result.setHeader(WebSocketJettyConstants.SENT, tally.sent);
        result.setHeader(WebSocketJettyConstants.DROPPED, tally.dropped);
        if (tally.tooLarge > 0) {
            throw new CamelExchangeException(
                    "A message of "
                            + message.size()
                            + " bytes exceeds sendQueueBytes of "
                            + tally.tooLarge
                            + " clients",
                    exchange);
        }
    }

    private void deliver(Exchange exchange, OutboundMessage message, Tally tally)
            throws CamelExchangeException {
        List<ClientConnection> clients = server.connections(pattern);
        Predicate<WebSocketConnection> recipients = recipients(exchange);
        if (recipients != null) {
            clients.stream().filter(recipients).forEach(c -> tally.add(c.send(message)));
        } else if (sendsToAll(exchange)) {
            clients.forEach(client -> tally.add(client.send(message)));
        } else {
            deliverByKey(exchange, message, clients, tally);
        }
    }

    private void deliverByKey(
            Exchange exchange, OutboundMessage message, List<ClientConnection> clients, Tally tally)
            throws CamelExchangeException {
        Set<String> missing = keys(exchange);
        for (ClientConnection client : clients) {
            if (missing.remove(client.key())) {
                tally.add(client.send(message));
            }
        }
        if (!missing.isEmpty()) {
            if (endpoint.getConfiguration().isFailIfMissing()) {
                throw new CamelExchangeException(
                        "Not connected to " + pattern + ": " + String.join(", ", missing),
                        exchange);
            }
            tally.dropped += missing.size();
        }
    }

    private boolean sendsToAll(Exchange exchange) {
        return exchange.getMessage()
                .getHeader(
                        WebSocketJettyConstants.SEND_TO_ALL,
                        endpoint.getConfiguration().isSendToAll(),
                        boolean.class);
    }

    @SuppressWarnings("unchecked")
    private Predicate<WebSocketConnection> recipients(Exchange exchange) {
        // The erased type is all that a header can be checked for.
        Predicate<WebSocketConnection> chosen =
                exchange.getMessage()
                        .getHeader(WebSocketJettyConstants.RECIPIENTS, Predicate.class);
        return chosen != null ? chosen : endpoint.getConfiguration().getRecipients();
    }

    private static Set<String> keys(Exchange exchange) throws CamelExchangeException {
        String list =
                exchange.getMessage()
                        .getHeader(WebSocketJettyConstants.CONNECTION_KEY, String.class);
        if (list == null || list.isBlank()) {
            throw new CamelExchangeException(
                    "No recipient: set the header "
                            + WebSocketJettyConstants.CONNECTION_KEY
                            + ", or the option sendToAll or recipients",
                    exchange);
        }
        return Arrays.stream(list.split(","))
                .map(String::strip)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Counts what became of one message. */
    private static final class Tally {
        private int sent;
        private int dropped;
        private int tooLarge;

        void add(SendQueue.Offer offer) {
            dropped += offer.evicted();
            switch (offer.outcome()) {
                case ACCEPTED -> sent++;
                case DROPPED, OVERFLOW, CLOSED -> dropped++;
                case TOO_LARGE -> {
                    dropped++;
                    tooLarge++;
                }
            }
        }
    }
}
