package com.aqwacloud.sync.internal.plan;

import com.aqwacloud.sync.internal.store.Baseline;
import com.aqwacloud.sync.internal.store.Item;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/** Whether a side moved away from the baseline: by hash where both give one, never by size. */
final class Changes {
    private Changes() {}

    static boolean atSource(Item source, Baseline agreed) {
        if (!source.isFile()) {
            return false;
        }
        if (source.hash() != null && agreed.sourceHash() != null) {
            return !source.hash().equalsIgnoreCase(agreed.sourceHash());
        }
        return !Objects.equals(source.revision(), agreed.sourceRevision());
    }

    static boolean atDestination(Item destination, Baseline agreed) {
        if (!destination.isFile()) {
            return false;
        }
        if (destination.hash() != null && agreed.destinationHash() != null) {
            return !destination.hash().equals(agreed.destinationHash());
        }
        return !Objects.equals(destination.etag(), agreed.destinationEtag());
    }

    /** Whether the destination tells a hash now, of what had none when it was agreed on. */
    static boolean bringsHash(Item destination, Baseline agreed) {
        return destination.isFile()
                && destination.hash() != null
                && agreed.destinationHash() == null;
    }

    /** Whether the destination has another name or folder for it. */
    static boolean placeAtDestination(Item destination, Baseline agreed) {
        return !destination.name().equals(agreed.destinationName())
                || agreed.destinationParentId() != null
                        && !agreed.destinationParentId().equals(destination.parentId());
    }

    /** What is left out now, but was not always, stays where it is at the destination. */
    static boolean placeAtSource(Item source, Baseline agreed) {
        return source.kind() != Item.Kind.OTHER
                && (!source.name().equals(agreed.name())
                        || !Objects.equals(source.parentId(), agreed.sourceParentId()));
    }

    /** OneDrive keeps whole seconds, so less than that is no change. */
    static boolean timeAtSource(Item source, Baseline agreed) {
        return source.isFile()
                && !Objects.equals(
                        seconds(source.modifiedAt()), seconds(agreed.sourceModifiedAt()));
    }

    private static Instant seconds(Instant time) {
        return time == null ? null : time.truncatedTo(ChronoUnit.SECONDS);
    }
}
