package com.aqwacloud.sync.internal.conflict;

import com.aqwacloud.sync.api.Conflict;
import com.aqwacloud.sync.api.SessionOptions;
import com.aqwacloud.sync.api.WrongStateException;
import com.aqwacloud.sync.internal.route.AqwaHeaders;
import com.aqwacloud.sync.internal.session.SessionBook;
import java.util.Locale;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the conflict route asks and does. Thread-safe. */
public final class ConflictSteps {
    private static final Logger LOG = LoggerFactory.getLogger(ConflictSteps.class);

    private final Inbox inbox;
    private final SessionBook sessions;

    public ConflictSteps(Inbox inbox, SessionBook sessions) {
        this.inbox = inbox;
        this.sessions = sessions;
    }

    /** Puts into headers what the conflict's route decides by. */
    public void describe(Exchange exchange) {
        Message message = exchange.getMessage();
        Conflict conflict = inbox.get(message.getHeader(AqwaHeaders.CONFLICT, Long.class));
        SessionOptions options = sessions.get(conflict.session()).options();
        message.setHeader(AqwaHeaders.SESSION, conflict.session());
        message.setHeader(AqwaHeaders.PATH, conflict.path());
        message.setHeader("AqwaConflictType", word(conflict.type()));
        message.setHeader("AqwaAutoResolve", options.autoResolve());
        message.setHeader("AqwaStrategy", word(options.strategy()));
        message.setHeader("AqwaPreference", word(options.preference()));
    }

    /** Decides the conflict by the session's preference. */
    public void decide(Exchange exchange) {
        long id = exchange.getMessage().getHeader(AqwaHeaders.CONFLICT, Long.class);
        SessionOptions options = sessions.get(inbox.get(id).session()).options();
        try {
            inbox.resolve(id, options.preference(), "auto");
        } catch (WrongStateException e) {
            LOG.debug("Conflict {} was decided meanwhile", id, e);
        }
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
