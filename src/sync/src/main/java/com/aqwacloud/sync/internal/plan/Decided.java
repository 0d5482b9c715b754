package com.aqwacloud.sync.internal.plan;

import com.aqwacloud.sync.api.ConflictPreference;
import com.aqwacloud.sync.internal.store.Item;
import java.util.Objects;

/**
 * How a conflict was decided.
 *
 * @param winner source, destination or keep-both; null where there was no conflict
 * @param etag the destination's entity tag when it was decided, or null
 */
public record Decided(ConflictPreference winner, String etag) {
    /** There was no conflict. */
    public static final Decided NOTHING = new Decided(null, null);

    /** Whether the decision was about the destination's item as it is now. */
    boolean holdsFor(Item destination) {
        return winner != null
                && (destination == null || !destination.present()
                        ? etag == null
                        : Objects.equals(etag, destination.etag()));
    }
}
