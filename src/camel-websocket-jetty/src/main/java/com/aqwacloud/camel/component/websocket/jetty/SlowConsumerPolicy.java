package com.aqwacloud.camel.component.websocket.jetty;

/** What happens when the send queue of a client is full. */
public enum SlowConsumerPolicy {
    /** The client is disconnected with status 1013, so that it can come back and catch up. */
    disconnect,
    /** The oldest waiting messages make room for the new one. */
    dropOldest,
    /** The new message is dropped. */
    dropNewest
}
