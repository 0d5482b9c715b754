package com.aqwacloud.sync.internal.conflict;

import com.aqwacloud.sync.api.Conflict;
import com.aqwacloud.sync.api.ConflictPreference;
import com.aqwacloud.sync.api.ConflictSide;
import com.aqwacloud.sync.api.ConflictType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Which side a preference means, for two given sides. */
final class Winner {
    private Winner() {}

    /** Source, destination or keep-both. */
    static ConflictPreference of(Conflict conflict, ConflictPreference preference) {
        ConflictSide source = conflict.source();
        ConflictSide destination = conflict.destination();
        return switch (preference) {
            case LARGER -> larger(source, destination);
            case NEWER -> newer(source, destination);
            case KEEP_BOTH -> canStayBoth(conflict) ? preference : ConflictPreference.SOURCE;
            default -> preference;
        };
    }

    /** A folder that both sides renamed or moved apart is one: it can have but one of the two. */
    private static boolean canStayBoth(Conflict conflict) {
        return conflict.type() != ConflictType.EDIT_RENAME
                || conflict.source().kind() != ConflictSide.Kind.FOLDER;
    }

    private static ConflictPreference larger(ConflictSide source, ConflictSide destination) {
        if (!source.exists() || !destination.exists() || source.size() == destination.size()) {
            return newer(source, destination);
        }
        return source.size() > destination.size()
                ? ConflictPreference.SOURCE
                : ConflictPreference.DESTINATION;
    }

    /** A deleted side has no time: what was edited is newer than what is gone. */
    private static ConflictPreference newer(ConflictSide source, ConflictSide destination) {
        if (!source.exists() || !destination.exists()) {
            return source.exists() ? ConflictPreference.SOURCE : ConflictPreference.DESTINATION;
        }
        Instant here = seconds(source.modifiedAt());
        Instant there = seconds(destination.modifiedAt());
        return there == null || here != null && !here.isBefore(there)
                ? ConflictPreference.SOURCE
                : ConflictPreference.DESTINATION;
    }

    /** OneDrive keeps whole seconds: less than that tells nothing. */
    private static Instant seconds(Instant time) {
        return time == null ? null : time.truncatedTo(ChronoUnit.SECONDS);
    }
}
