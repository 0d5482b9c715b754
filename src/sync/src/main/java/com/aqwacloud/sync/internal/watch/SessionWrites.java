package com.aqwacloud.sync.internal.watch;

import com.aqwacloud.sync.api.NotFoundException;
import com.aqwacloud.sync.internal.route.AqwaHeaders;
import com.aqwacloud.sync.internal.store.Database;
import com.aqwacloud.sync.internal.store.StoredSessions;
import com.aqwacloud.sync.internal.store.Tx;
import java.util.function.Consumer;
import org.apache.camel.Exchange;

/** What a poll keeps of a session. Thread-safe. */
final class SessionWrites {
    private final Database database;
    private final StoredSessions sessions = new StoredSessions();

    SessionWrites(Database database) {
        this.database = database;
    }

    /** Keeps nothing of a session that was deleted during the poll: another may get its id. */
    void keep(Exchange exchange, Consumer<Tx> change) {
        database.change(
                tx -> {
                    if (sessions.find(tx, session(exchange)).isEmpty()) {
                        throw new NotFoundException("session", session(exchange));
                    }
                    change.accept(tx);
                });
    }

    static String session(Exchange exchange) {
        return exchange.getMessage().getHeader(AqwaHeaders.SESSION, String.class);
    }

    static <T> T body(Exchange exchange, Class<T> type) {
        T body = exchange.getMessage().getBody(type);
        if (body == null) {
            throw new IllegalStateException("The cloud answered without a " + type.getSimpleName());
        }
        return body;
    }

    static void proceed(Exchange exchange, String cursor, boolean more) {
        exchange.getMessage().setHeader(AqwaHeaders.CURSOR, cursor);
        exchange.getMessage().setHeader(AqwaHeaders.MORE, more);
    }
}
