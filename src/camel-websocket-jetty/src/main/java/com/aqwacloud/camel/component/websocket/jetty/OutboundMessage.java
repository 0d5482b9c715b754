package com.aqwacloud.camel.component.websocket.jetty;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;

/** A message on its way to any number of clients; never changed. */
sealed interface OutboundMessage {

    /** The size of the payload in bytes. */
    long size();

    /** Starts to send and returns at once. */
    void send(Session session, Callback callback);

    record Text(String text, long size) implements OutboundMessage {

        Text(String text) {
            this(text, text.getBytes(StandardCharsets.UTF_8).length);
        }

        @Override
        public void send(Session session, Callback callback) {
            session.sendText(text, callback);
        }
    }

    /**
     * @param payload never written to; every send takes a view of its own
     */
    record Binary(ByteBuffer payload) implements OutboundMessage {

        @Override
        public long size() {
            return payload.remaining();
        }

        @Override
        public void send(Session session, Callback callback) {
            session.sendBinary(payload.asReadOnlyBuffer(), callback);
        }
    }
}
