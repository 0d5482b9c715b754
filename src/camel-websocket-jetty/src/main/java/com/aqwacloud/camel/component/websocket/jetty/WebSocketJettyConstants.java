package com.aqwacloud.camel.component.websocket.jetty;

import org.apache.camel.spi.Metadata;

/** The message headers of the component. */
public final class WebSocketJettyConstants {

    @Metadata(
            label = "consumer",
            description = "What happened: OPEN, MESSAGE, CLOSE or ERROR.",
            javaType = "com.aqwacloud.camel.component.websocket.jetty.WebSocketJettyEvent")
    public static final String EVENT = "CamelWebSocketJettyEvent";

    @Metadata(
            description =
                    "The key of the connection. A consumer sets it; a producer sends to it. For a producer it may be a comma separated list of keys.",
            javaType = "String")
    public static final String CONNECTION_KEY = "CamelWebSocketJettyConnectionKey";

    @Metadata(
            label = "consumer",
            description =
                    "The connection itself, whose attributes a route may set for later use in predicates.",
            javaType = "com.aqwacloud.camel.component.websocket.jetty.WebSocketConnection")
    public static final String CONNECTION = "CamelWebSocketJettyConnection";

    @Metadata(
            label = "consumer",
            description = "The decoded path that the client asked for.",
            javaType = "String")
    public static final String PATH = "CamelWebSocketJettyPath";

    @Metadata(
            label = "consumer",
            description = "The sub-protocol that was agreed; absent if none.",
            javaType = "String")
    public static final String SUB_PROTOCOL = "CamelWebSocketJettySubProtocol";

    @Metadata(
            label = "consumer",
            description =
                    "The query parameters of the client. They are found nowhere else, and request headers nowhere at all.",
            javaType = "java.util.Map<String, String>")
    public static final String QUERY = "CamelWebSocketJettyQuery";

    @Metadata(
            label = "consumer",
            description = "Where the client comes from.",
            javaType = "java.net.SocketAddress")
    public static final String REMOTE_ADDRESS = "CamelWebSocketJettyRemoteAddress";

    @Metadata(
            label = "consumer",
            description = "With CLOSE: the WebSocket status code.",
            javaType = "int")
    public static final String CLOSE_CODE = "CamelWebSocketJettyCloseCode";

    @Metadata(
            label = "consumer",
            description = "With CLOSE: the reason, if one was given.",
            javaType = "String")
    public static final String CLOSE_REASON = "CamelWebSocketJettyCloseReason";

    @Metadata(
            label = "consumer",
            description = "With ERROR: what went wrong.",
            javaType = "java.lang.Throwable")
    public static final String ERROR = "CamelWebSocketJettyError";

    @Metadata(
            label = "producer",
            description = "Sends to all clients of the path, as the option sendToAll does.",
            javaType = "boolean")
    public static final String SEND_TO_ALL = "CamelWebSocketJettySendToAll";

    @Metadata(
            label = "producer",
            description =
                    "Sends to the clients of the path that the predicate accepts; takes precedence over the option recipients.",
            javaType =
                    "java.util.function.Predicate<com.aqwacloud.camel.component.websocket.jetty.WebSocketConnection>")
    public static final String RECIPIENTS = "CamelWebSocketJettyRecipients";

    @Metadata(
            label = "producer",
            description =
                    "How to send the body: auto, text or binary; takes precedence over the option messageType.",
            javaType = "com.aqwacloud.camel.component.websocket.jetty.WebSocketMessageType")
    public static final String MESSAGE_TYPE = "CamelWebSocketJettyMessageType";

    @Metadata(
            label = "producer",
            description = "Set by the producer: to how many clients the message is on its way.",
            javaType = "int")
    public static final String SENT = "CamelWebSocketJettySent";

    @Metadata(
            label = "producer",
            description =
                    "Set by the producer: how many messages were lost, because a queue was full or a client had gone; older messages that made room count, too.",
            javaType = "int")
    public static final String DROPPED = "CamelWebSocketJettyDropped";

    private WebSocketJettyConstants() {}
}
