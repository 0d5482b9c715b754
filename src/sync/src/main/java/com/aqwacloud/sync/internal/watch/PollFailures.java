package com.aqwacloud.sync.internal.watch;

import com.aqwacloud.camel.component.microsoft.onedrive.OneDriveException;
import com.aqwacloud.camel.component.microsoft.onedrive.UnauthorizedException;
import com.aqwacloud.sync.api.SyncException;
import com.aqwacloud.sync.internal.account.AccountMisconfiguredException;
import com.aqwacloud.sync.internal.account.ReauthorizationRequiredException;
import com.aqwacloud.sync.internal.account.TokenUnavailableException;
import com.aqwacloud.sync.internal.google.DriveErrors;
import com.aqwacloud.sync.internal.google.DriveException;
import com.aqwacloud.sync.internal.quota.LongWaitException;
import com.aqwacloud.sync.internal.route.AqwaHeaders;
import com.aqwacloud.sync.internal.route.Breakers;
import com.aqwacloud.sync.internal.session.SessionBook;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a failed poll means: mostly that the next one tries again, sometimes that a person must act
 * first. The session tells of it until a poll goes well. The same failure is logged once, not at
 * every poll. Thread-safe.
 */
public final class PollFailures {
    private static final Logger LOG = LoggerFactory.getLogger(PollFailures.class);

    /** Each answer has one of its own. */
    private static final Pattern REQUEST = Pattern.compile(", request [^)]*");

    private final SessionBook sessions;
    private final Clock clock;
    private final BiConsumer<Exchange, Instant> postpone;
    private final Map<String, String> last = new ConcurrentHashMap<>();

    /** Until when sessions were told to wait. */
    private final Map<String, Instant> waiting = new ConcurrentHashMap<>();

    /**
     * @param postpone has the next poll come then, in place of one at each interval
     */
    public PollFailures(SessionBook sessions, Clock clock, BiConsumer<Exchange, Instant> postpone) {
        this.sessions = sessions;
        this.clock = clock;
        this.postpone = postpone;
    }

    /** Tells why a poll failed, and pauses the session where only a person can help. */
    public void report(Exchange exchange) {
        Throwable thrown = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        String session = exchange.getMessage().getHeader(AqwaHeaders.SESSION, String.class);
        if (sessions.find(session).isEmpty()) {
            last.remove(session);
            waiting.remove(session);
            LOG.debug("Session {} was deleted during a poll", session, thrown);
            return;
        }
        String next = "the next one tries again";
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (needsPerson(cause)) {
                String told = cause.getMessage();
                sessions.pause(session, cause instanceof OneDriveException ? told + "." : told);
                return;
            }
            if (cause instanceof LongWaitException wait) {
                waits(exchange, session, wait);
                return;
            }
            if (cause instanceof DriveException.DailyLimit limit) {
                Instant lifted = lifted(limit);
                waiting.put(session, lifted);
                next = "the next one waits until " + lifted;
            }
            if (cause instanceof TokenUnavailableException later
                    && later.retryAfter().isPresent()) {
                Instant until = clock.instant().plus(later.retryAfter().get());
                postpone.accept(exchange, until);
                next = "the next one waits until " + until.truncatedTo(ChronoUnit.SECONDS);
            }
        }
        String sentence = sentence(thrown);
        String same = REQUEST.matcher(sentence).replaceAll("");
        sessions.tell(session, "The last poll failed, " + next + ": " + same);
        if (!same.equals(last.put(session, same))) {
            LOG.warn("Session {}: a poll failed, {}: {}", session, next, sentence);
            LOG.debug("Session {}: a poll failed", session, thrown);
        }
    }

    /** What began the pause is more telling than that it lasts, and has been told. */
    private void waits(Exchange exchange, String session, LongWaitException wait) {
        postpone.accept(exchange, wait.until());
        Instant told = waiting.put(session, wait.shown());
        if (told == null || told.isBefore(wait.until())) {
            String sentence = "Polls wait: " + wait.getMessage();
            sessions.tell(session, sentence);
            last.put(session, sentence);
            LOG.info("Session {}: {}", session, sentence);
        }
    }

    /** A poll went well: the next failure is news again. */
    public void recovered(Exchange exchange) {
        String session = exchange.getMessage().getHeader(AqwaHeaders.SESSION, String.class);
        sessions.tell(session, null);
        waiting.remove(session);
        if (last.remove(session) != null) {
            LOG.info("Session {}: polls work again", session);
        }
    }

    /** What kept a cloud from being asked, without a full stop: for people, not for programmers. */
    public static String sentence(Throwable thrown) {
        Throwable deepest = thrown;
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof CallNotPermittedException refused) {
                return Breakers.cloud(refused).orElse("the cloud")
                        + " failed too often in a row, so it is left alone for a while";
            }
            if (cause instanceof OneDriveException || cause instanceof SyncException) {
                return cause.getMessage();
            }
            deepest = cause;
        }
        return deepest.getMessage() == null
                ? deepest.getClass().getSimpleName()
                : deepest.getMessage();
    }

    private Instant lifted(DriveException.DailyLimit limit) {
        return clock.instant()
                .plus(limit.retryAfter().orElse(DriveErrors.DAY_LIMIT))
                .truncatedTo(ChronoUnit.SECONDS);
    }

    private static boolean needsPerson(Throwable cause) {
        return cause instanceof ReauthorizationRequiredException
                || cause instanceof AccountMisconfiguredException
                || cause instanceof UnreadableSelectionException
                || cause instanceof DriveException.SignInNeeded
                || cause instanceof DriveException.Blocked
                || cause instanceof UnauthorizedException refused && !refused.isTokenRefused();
    }
}
