package com.aqwacloud.sync.internal.transfer;

import com.aqwacloud.sync.internal.route.AqwaHeaders;
import com.aqwacloud.sync.internal.session.SessionBook;
import org.apache.camel.Exchange;

/** Pauses a session when nothing of it can work until a person did something. Thread-safe. */
public final class SessionPause {
    private final SessionBook sessions;

    public SessionPause(SessionBook sessions) {
        this.sessions = sessions;
    }

    /** Pauses the session in the headers; the body is the sentence for people. */
    public void pause(Exchange exchange) {
        sessions.pause(
                exchange.getMessage().getHeader(AqwaHeaders.SESSION, String.class),
                exchange.getMessage().getBody(String.class));
    }
}
