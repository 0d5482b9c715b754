package com.aqwacloud.camel.component.websocket.jetty;

/** What an exchange of a consumer tells. */
public enum WebSocketJettyEvent {
    /** A client has connected. */
    OPEN,
    /** A client has sent a message. */
    MESSAGE,
    /** A connection has ended, whoever ended it. */
    CLOSE,
    /** Something went wrong with a connection; a CLOSE follows. */
    ERROR
}
