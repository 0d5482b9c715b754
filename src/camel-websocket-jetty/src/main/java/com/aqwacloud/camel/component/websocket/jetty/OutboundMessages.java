package com.aqwacloud.camel.component.websocket.jetty;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Message;

/** Makes messages for clients of the bodies of exchanges. */
final class OutboundMessages {

    private OutboundMessages() {}

    /**
     * Reads the current message.
     *
     * @param configured how to send unless the message's header says otherwise
     * @return null if the body is null
     * @throws InvalidPayloadException if the body converts neither to text nor to bytes
     */
    static OutboundMessage from(Exchange exchange, WebSocketMessageType configured)
            throws InvalidPayloadException {
        Message message = exchange.getMessage();
        Object body = message.getBody();
        if (body == null) {
            return null;
        }
        var type =
                message.getHeader(
                        WebSocketJettyConstants.MESSAGE_TYPE,
                        configured,
                        WebSocketMessageType.class);
        boolean binary =
                switch (type) {
                    case binary -> true;
                    case text -> false;
                    case auto ->
                            body instanceof byte[]
                                    || body instanceof ByteBuffer
                                    || body instanceof InputStream;
                };
        return binary ? binary(message, body) : text(message, body);
    }

    private static OutboundMessage binary(Message message, Object body)
            throws InvalidPayloadException {
        byte[] bytes =
                body instanceof String text
                        ? text.getBytes(StandardCharsets.UTF_8)
                        : message.getMandatoryBody(byte[].class);
        return new OutboundMessage.Binary(ByteBuffer.wrap(bytes));
    }

    private static OutboundMessage text(Message message, Object body)
            throws InvalidPayloadException {
        if (body instanceof byte[] bytes) {
            return new OutboundMessage.Text(new String(bytes, StandardCharsets.UTF_8));
        }
        return new OutboundMessage.Text(message.getMandatoryBody(String.class));
    }
}
