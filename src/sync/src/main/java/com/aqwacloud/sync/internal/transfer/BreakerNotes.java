package com.aqwacloud.sync.internal.transfer;

import com.aqwacloud.sync.internal.route.AqwaHeaders;
import com.aqwacloud.sync.internal.route.Breakers;
import com.aqwacloud.sync.internal.session.SessionBook;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;

/**
 * Has a session say that its transfers wait for a cloud that is left alone, as soon as one does and
 * until that cloud answers the session: its next poll may be a day away. What the session says
 * already stays. Thread-safe.
 */
public final class BreakerNotes {
    private final SessionBook sessions;

    /** What was said, by session. */
    private final Map<String, Note> notes = new ConcurrentHashMap<>();

    private record Note(String breaker, String sentence) {}

    public BreakerNotes(SessionBook sessions) {
        this.sessions = sessions;
    }

    /** After a transfer that failed: takes note if a breaker let it go no further. */
    public void take(Exchange exchange) {
        String session = exchange.getMessage().getHeader(AqwaHeaders.SESSION, String.class);
        Throwable cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        while (cause != null && !(cause instanceof CallNotPermittedException)) {
            cause = cause.getCause();
        }
        if (cause instanceof CallNotPermittedException refused && says(session, null)) {
            String sentence =
                    Breakers.cloud(refused).orElse("The cloud")
                            + " failed too often in a row, so it is left alone for a while; files"
                            + " wait, and go on by themselves once it answers.";
            notes.put(session, new Note(refused.getCausingCircuitBreakerName(), sentence));
            sessions.tell(session, sentence);
        }
    }

    /** A call that passed a breaker was answered. */
    public void answered(String session, String breaker) {
        Note note = session == null ? null : notes.get(session);
        if (note != null && note.breaker().equals(breaker) && notes.remove(session, note)) {
            if (says(session, note.sentence())) {
                sessions.tell(session, null);
            }
        }
    }

    private boolean says(String session, String message) {
        return sessions.find(session)
                .filter(it -> Objects.equals(it.message(), message))
                .isPresent();
    }
}
