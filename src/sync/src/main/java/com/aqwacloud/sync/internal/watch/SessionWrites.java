package com.aqwacloud.sync.internal.watch;

import com.aqwacloud.sync.api.NotFoundException;
import com.aqwacloud.sync.internal.route.AqwaHeaders;
import com.aqwacloud.sync.internal.store.Database;
import com.aqwacloud.sync.internal.store.ScratchStore;
import com.aqwacloud.sync.internal.store.ScratchStores;
import com.aqwacloud.sync.internal.store.Side;
import com.aqwacloud.sync.internal.store.StoredSessions;
import com.aqwacloud.sync.internal.store.Tx;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** What a poll, or a listing into a scratch store, keeps of a session. Thread-safe. */
final class SessionWrites {
    static final String GOOGLE_DRIVE = "Google Drive";
    static final String ONEDRIVE = "OneDrive";
    static final int MOST_SAME_PAGES = 3;
    private static final String PAGES_READ = "AqwaPagesRead";

    private final Database database;
    private final ScratchStores scratch;
    private final StoredSessions sessions = new StoredSessions();

    /**
     * @param scratch the stores that {@link AqwaHeaders#SCRATCH} may name
     */
    SessionWrites(Database database, ScratchStores scratch) {
        this.database = database;
        this.scratch = scratch;
    }

    /** The store that an exchange reads and writes. */
    Database store(Exchange exchange) {
        return listing(exchange).map(ScratchStore::database).orElse(database);
    }

    /** Where a listing is kept that is not to change the store. */
    private Optional<ScratchStore> listing(Exchange exchange) {
        return Optional.ofNullable(
                        exchange.getMessage().getHeader(AqwaHeaders.SCRATCH, String.class))
                .map(scratch::find);
    }

    /** Counts what a listing told. */
    void told(Exchange exchange, Side side, int items) {
        listing(exchange).ifPresent(store -> store.told(side, items));
    }

    /** Forgets what a listing told that begins anew. */
    void untold(Exchange exchange, Side side) {
        listing(exchange).ifPresent(store -> store.untold(side));
    }

    /** Keeps nothing of a session that was deleted during the poll: another may get its id. */
    void keep(Exchange exchange, Consumer<Tx> change) {
        store(exchange)
                .change(
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

    /**
     * The place of the next page, or null after the last. A page may name itself, as an empty one
     * does whose items are to come; but not for ever, and no more may several lead in a circle.
     *
     * @param next what the page told of it
     */
    static String nextPage(Exchange exchange, String cloud, String next) {
        Message message = exchange.getMessage();
        String asked = message.getHeader(AqwaHeaders.CURSOR, String.class);
        boolean same = next != null && next.equals(asked);
        int times = same ? message.getHeader(AqwaHeaders.SAME_PAGE, 0, Integer.class) + 1 : 0;
        PagesRead read = next == null ? null : pagesRead(exchange, asked).to(next);
        if (times > MOST_SAME_PAGES || read != null && read.again() > MOST_SAME_PAGES) {
            throw FeedBrokenException.samePage(cloud);
        }
        message.setHeader(AqwaHeaders.SAME_PAGE, times);
        exchange.setProperty(PAGES_READ, read);
        return next;
    }

    /** A feed is read from a place on: what was read before, and broke off, is no matter. */
    static void readFrom(Exchange exchange, String cursor) {
        exchange.getMessage().removeHeader(AqwaHeaders.SAME_PAGE);
        exchange.getMessage().removeHeader(AqwaHeaders.QUERY);
        exchange.removeProperty(PAGES_READ);
        proceed(exchange, cursor, true);
    }

    private static PagesRead pagesRead(Exchange exchange, String asked) {
        PagesRead read = exchange.getProperty(PAGES_READ, PagesRead.class);
        return read == null ? PagesRead.from(asked) : read;
    }

    /**
     * The place where a feed goes on: at the next page, or later with what is new by then.
     *
     * @param next the place of the next page, or null after the last
     * @param later the place for what is new later
     */
    static String goesOn(String cloud, String next, String later) {
        String place = next == null ? later : next;
        if (place == null) {
            throw FeedBrokenException.noPlace(cloud);
        }
        return place;
    }

    static void proceed(Exchange exchange, String cursor, boolean more) {
        exchange.getMessage().setHeader(AqwaHeaders.CURSOR, cursor);
        exchange.getMessage().setHeader(AqwaHeaders.MORE, more);
    }
}
