package com.aqwacloud.camel.component.websocket.jetty;

/** As what a body is sent. */
public enum WebSocketMessageType {
    /** Bytes, buffers and streams as binary messages, everything else as text. */
    auto,
    /** Always as text; bytes are taken for UTF-8. */
    text,
    /** Always as binary; text becomes UTF-8. */
    binary
}
