package com.aqwacloud.sync.internal.plan;

import com.aqwacloud.sync.api.ConflictType;
import com.aqwacloud.sync.internal.store.Baseline;
import com.aqwacloud.sync.internal.store.Item;

/** What the conflict of two files with different content is called. */
public final class Difference {
    private Difference() {}

    /**
     * The type of the conflict.
     *
     * @param agreed what both held before, or null if they never were in sync
     */
    public static ConflictType of(Item source, Item destination, Baseline agreed) {
        if (agreed != null) {
            return ConflictType.SIMULTANEOUS_EDIT;
        }
        String wanted = NameRule.atDestination(source.name());
        if (wanted.equalsIgnoreCase(destination.name()) && !wanted.equals(destination.name())) {
            return ConflictType.CASE_COLLISION;
        }
        return source.size() == destination.size()
                ? ConflictType.TIMESTAMP
                : ConflictType.SIZE_MISMATCH;
    }

    /**
     * Whether the destination's file is one that a decision has kept: what meets it gets a name of
     * its own instead of being a conflict again.
     */
    public static boolean isKept(Item destination) {
        return destination.isFile() && NameRule.isKept(destination.name());
    }
}
