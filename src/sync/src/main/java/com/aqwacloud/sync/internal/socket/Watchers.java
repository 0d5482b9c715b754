package com.aqwacloud.sync.internal.socket;

import com.aqwacloud.camel.component.websocket.jetty.WebSocketConnection;
import com.aqwacloud.camel.component.websocket.jetty.WebSocketJettyConstants;
import com.aqwacloud.sync.internal.event.Answer;
import com.aqwacloud.sync.internal.event.ClientMessages;
import com.aqwacloud.sync.internal.event.EventHub;
import com.aqwacloud.sync.internal.event.Published;
import com.aqwacloud.sync.internal.event.Replay;
import com.aqwacloud.sync.internal.route.AqwaHeaders;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.ProducerTemplate;

/**
 * Those who watch the events: each first gets what it missed, then every event in order, none
 * twice. Thread-safe.
 */
public final class Watchers {
    private static final String WATCHING = "watching";
    private static final String SESSION = ClientMessages.SESSION;
    private static final String EVERYTHING = "";

    private final EventHub hub;
    private final ClientMessages messages;
    private volatile ProducerTemplate routes;

    public Watchers(EventHub hub, ClientMessages messages) {
        this.hub = hub;
        this.messages = messages;
    }

    /** The routes {@code live} and {@code tell} can be called from now on, or no longer (null). */
    public void connect(ProducerTemplate template) {
        routes = template;
    }

    /** Sends an event to all who watch its session; called in the order of the numbers. */
    public void publish(Published event) {
        ProducerTemplate template = routes;
        if (template == null) {
            return;
        }
        Predicate<WebSocketConnection> recipients =
                connection ->
                        connection.attributes().containsKey(WATCHING)
                                && event.concerns(watched(connection));
        template.sendBodyAndHeader(
                "direct:live?failIfNoConsumers=false",
                event.json(),
                WebSocketJettyConstants.RECIPIENTS,
                recipients);
    }

    /** Welcomes a new watcher, says what it asked in vain, and replays what it missed. */
    public void opened(Exchange exchange) {
        WebSocketConnection connection = connection(exchange);
        Map<String, String> query = connection.query();
        String session = query.get(SESSION);
        if (session != null) {
            connection.attributes().put(SESSION, session);
        }
        List<String> complaints = messages.complaints(query);
        hub.join(
                ClientMessages.number(query.get(ClientMessages.SINCE)).orElse(null),
                ClientMessages.number(query.get(ClientMessages.EPOCH)).orElse(null),
                replay -> replay(connection, replay, complaints));
    }

    private void replay(WebSocketConnection connection, Replay replay, List<String> complaints) {
        tell(connection, replay.welcome());
        complaints.forEach(complaint -> tell(connection, complaint));
        for (Published event : replay.events()) {
            if (event.concerns(watched(connection))) {
                tell(connection, event.json());
            }
        }
        connection.attributes().put(WATCHING, Boolean.TRUE);
    }

    /** Answers a watcher's message; what is not understood changes nothing. */
    public void answer(Exchange exchange) {
        WebSocketConnection connection = connection(exchange);
        Answer answer = messages.answer(exchange.getMessage().getBody(String.class));
        if (answer.subscribed()) {
            connection
                    .attributes()
                    .put(SESSION, answer.session() == null ? EVERYTHING : answer.session());
        }
        tell(connection, answer.json());
    }

    private void tell(WebSocketConnection connection, String json) {
        ProducerTemplate template = routes;
        if (template != null) {
            template.sendBodyAndHeaders(
                    "direct:tell?failIfNoConsumers=false",
                    json,
                    Map.of(
                            WebSocketJettyConstants.CONNECTION_KEY,
                            connection.key(),
                            AqwaHeaders.SOCKET_PATH,
                            connection.path()));
        }
    }

    private static String watched(WebSocketConnection connection) {
        Object session = connection.attributes().get(SESSION);
        return session == null || session.equals(EVERYTHING) ? null : session.toString();
    }

    private static WebSocketConnection connection(Exchange exchange) {
        Message message = exchange.getMessage();
        return message.getHeader(WebSocketJettyConstants.CONNECTION, WebSocketConnection.class);
    }
}
