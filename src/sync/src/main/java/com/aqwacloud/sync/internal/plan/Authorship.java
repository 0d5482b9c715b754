package com.aqwacloud.sync.internal.plan;

import com.aqwacloud.sync.internal.store.Item;
import com.aqwacloud.sync.internal.store.OwnApplications;
import com.aqwacloud.sync.internal.store.SentContent;
import com.aqwacloud.sync.internal.store.Tx;

/**
 * Whether a file of the destination holds what this application sent, though no hash tells: by what
 * its drive says of who changed it last. Thread-safe; each call is part of the caller's
 * transaction.
 */
final class Authorship {
    private final OwnApplications applications = new OwnApplications();

    /** What a drive says of who changed an item last. */
    private enum Author {
        OURS,
        ANOTHERS,
        /** It says nothing, or it was not heard yet what it calls this application. */
        UNKNOWN
    }

    /**
     * Whether a file holds what an attempt sent at that time, damaged on its way or, as SharePoint
     * does with some, rewritten since. Where the drive does not say so, a hash that nobody sent is
     * a stranger's, unless the file bears the very time that was sent along.
     *
     * @param sent what an attempt sent, and by its time may be it
     */
    boolean isPerhaps(Tx tx, String session, Item file, SentContent sent) {
        return isPerhaps(tx, session, file, sent.size(), sent.modifiedAt() != null);
    }

    /**
     * The same of a file of which it is known when it was made.
     *
     * @param size bytes that were sent
     * @param timed whether it bears a time that was sent along
     */
    boolean isPerhaps(Tx tx, String session, Item file, long size, boolean timed) {
        boolean whole = file.size() == size;
        return switch (author(tx, session, file)) {
            case OURS -> whole || Rewriting.concerns(file.name());
            case ANOTHERS -> false;
            case UNKNOWN -> whole && (timed || file.hash() == null);
        };
    }

    /** Whether this application changed an item last, as far as its drive says. */
    boolean isOurs(Tx tx, String session, Item item) {
        return author(tx, session, item) == Author.OURS;
    }

    private Author author(Tx tx, String session, Item item) {
        if (item.application() == null || !applications.isAnyKnown(tx, session)) {
            return Author.UNKNOWN;
        }
        return applications.isOwn(tx, session, item.application()) ? Author.OURS : Author.ANOTHERS;
    }
}
