package com.aqwacloud.sync.internal.watch;

import com.aqwacloud.camel.component.microsoft.onedrive.UnauthorizedException;
import com.aqwacloud.sync.internal.account.AccountMisconfiguredException;
import com.aqwacloud.sync.internal.account.ReauthorizationRequiredException;
import com.aqwacloud.sync.internal.google.DriveException;
import com.aqwacloud.sync.internal.route.AqwaHeaders;
import com.aqwacloud.sync.internal.session.SessionBook;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a failed poll means: mostly that the next one tries again, sometimes that a person must act
 * first. The same failure is logged once, not at every poll. Thread-safe.
 */
public final class PollFailures {
    private static final Logger LOG = LoggerFactory.getLogger(PollFailures.class);

    private final SessionBook sessions;
    private final Map<String, String> last = new ConcurrentHashMap<>();

    public PollFailures(SessionBook sessions) {
        this.sessions = sessions;
    }

    /** Logs why a poll failed, and pauses the session where only a person can help. */
    public void report(Exchange exchange) {
        Throwable thrown = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        String session = exchange.getMessage().getHeader(AqwaHeaders.SESSION, String.class);
        if (sessions.find(session).isEmpty()) {
            last.remove(session);
            LOG.debug("Session {} was deleted during a poll", session, thrown);
            return;
        }
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (needsPerson(cause)) {
                sessions.pause(session, cause.getMessage());
                return;
            }
        }
        String sentence = String.valueOf(thrown.getMessage());
        if (!sentence.equals(last.put(session, sentence))) {
            LOG.warn("Session {}: a poll failed, the next one tries again: {}", session, sentence);
            LOG.debug("Session {}: a poll failed", session, thrown);
        }
    }

    /** A poll went well: the next failure is news again. */
    public void recovered(Exchange exchange) {
        String session = exchange.getMessage().getHeader(AqwaHeaders.SESSION, String.class);
        if (last.remove(session) != null) {
            LOG.info("Session {}: polls work again", session);
        }
    }

    private static boolean needsPerson(Throwable cause) {
        return cause instanceof ReauthorizationRequiredException
                || cause instanceof AccountMisconfiguredException
                || cause instanceof UnreadableSelectionException
                || cause instanceof DriveException.SignInNeeded
                || cause instanceof DriveException.Blocked
                || cause instanceof UnauthorizedException;
    }
}
