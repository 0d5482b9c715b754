package com.aqwacloud.sync.internal.conflict;

import com.aqwacloud.sync.api.Conflict;
import com.aqwacloud.sync.api.ConflictRule;
import com.aqwacloud.sync.api.Deciders;
import com.aqwacloud.sync.api.SessionOptions;
import com.aqwacloud.sync.api.WrongStateException;
import com.aqwacloud.sync.internal.route.AqwaHeaders;
import com.aqwacloud.sync.internal.session.SessionBook;
import java.time.Clock;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the conflict routes ask and do. Thread-safe. */
public final class ConflictSteps {
    private static final Logger LOG = LoggerFactory.getLogger(ConflictSteps.class);

    private final Inbox inbox;
    private final SessionBook sessions;
    private final Clock clock;

    public ConflictSteps(Inbox inbox, SessionBook sessions, Clock clock) {
        this.inbox = inbox;
        this.sessions = sessions;
        this.clock = clock;
    }

    /**
     * Makes the conflict the body, and puts into headers what its routes decide by: the facts, and
     * the strategy and preference of the first rule that matches, or else of the session.
     */
    public void describe(Exchange exchange) {
        Message message = exchange.getMessage();
        Conflict conflict = inbox.get(id(message));
        SessionOptions options = sessions.get(conflict.session()).options();
        Optional<ConflictRule> rule = options.rule(conflict.path(), conflict.type());
        String preference =
                Words.of(rule.flatMap(ConflictRule::preference).orElse(options.preference()));
        message.setBody(conflict);
        message.setHeader(AqwaHeaders.SESSION, conflict.session());
        message.setHeader(AqwaHeaders.PATH, conflict.path());
        message.setHeader(AqwaHeaders.CONFLICT_TYPE, Words.of(conflict.type()));
        message.setHeader(AqwaHeaders.SOURCE_FACTS, Facts.of(conflict.source()));
        message.setHeader(AqwaHeaders.DESTINATION_FACTS, Facts.of(conflict.destination()));
        message.setHeader(AqwaHeaders.AUTO_RESOLVE, options.autoResolve());
        message.setHeader(
                AqwaHeaders.STRATEGY,
                Words.of(rule.map(ConflictRule::strategy).orElse(options.strategy())));
        message.setHeader(AqwaHeaders.PREFERENCE, preference);
        message.setHeader(AqwaHeaders.RULED, rule.isPresent());
        message.setHeader(
                AqwaHeaders.RULE, rule.map(ConflictRule::toString).orElse(sessions(options)));
        message.setHeader(
                AqwaHeaders.DEFAULT,
                options.promptDefault() == null ? preference : Words.of(options.promptDefault()));
        message.setHeader(
                AqwaHeaders.DEFAULT_RULE,
                rule.map(ConflictRule::toString).orElse(strategy(options))
                        + " "
                        + byDefault(options));
        message.setHeader(
                AqwaHeaders.DEADLINE,
                clock.instant().plus(options.promptDeadline()).toEpochMilli());
    }

    private static String sessions(SessionOptions options) {
        return strategy(options) + " " + preference(options);
    }

    private static String strategy(SessionOptions options) {
        return SessionOptions.STRATEGY + "=" + Words.of(options.strategy());
    }

    private static String preference(SessionOptions options) {
        return SessionOptions.PREFERENCE + "=" + Words.of(options.preference());
    }

    private static String byDefault(SessionOptions options) {
        return options.promptDefault() == null
                ? preference(options)
                : SessionOptions.PROMPT_DEFAULT + "=" + Words.of(options.promptDefault());
    }

    /** Keeps with the conflict what said that a person decides, and tells it. */
    public void ask(Exchange exchange) {
        Message message = exchange.getMessage();
        inbox.ask(id(message), message.getHeader(AqwaHeaders.RULE, String.class));
    }

    /** Decides the conflict for the preference and in the route's name that the headers say. */
    public void decide(Exchange exchange) {
        Message message = exchange.getMessage();
        long id = id(message);
        try {
            inbox.decide(
                    id,
                    message.getHeader(AqwaHeaders.RULE, String.class),
                    Words.preference(
                            AqwaHeaders.PREFERENCE,
                            message.getHeader(AqwaHeaders.PREFERENCE, String.class)),
                    Deciders.route(
                            message.getHeader(AqwaHeaders.DECIDER, Deciders.AUTO, String.class)));
        } catch (WrongStateException e) {
            LOG.debug("Conflict {} was decided meanwhile", id, e);
        }
    }

    /** This moment in milliseconds since 1970. */
    public long now() {
        return clock.millis();
    }

    private static long id(Message message) {
        return message.getHeader(AqwaHeaders.CONFLICT, Long.class);
    }
}
