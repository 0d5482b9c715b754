package com.aqwacloud.sync.internal.history;

import com.aqwacloud.sync.api.ConflictPreference;
import java.time.temporal.ChronoUnit;

/** Which side a preference means, by what both drives hold. */
final class Winner {
    private Winner() {}

    /**
     * Source, destination or keep-both.
     *
     * @param here null if the source no longer has it
     */
    static ConflictPreference of(
            ConflictPreference preference, SourceDrive.Node here, DestinationDrive.Node there) {
        if (preference == ConflictPreference.KEEP_BOTH && areOneFolder(here, there)) {
            return ConflictPreference.SOURCE;
        }
        if (preference != ConflictPreference.NEWER && preference != ConflictPreference.LARGER) {
            return preference;
        }
        if (here == null || there.deleted) {
            return side(there.deleted);
        }
        int larger = preference == ConflictPreference.LARGER ? size(here) - size(there) : 0;
        if (larger != 0) {
            return side(larger > 0);
        }
        // A folder's time says as much as a file's.
        return side(!here.modified.truncatedTo(ChronoUnit.SECONDS).isBefore(there.modified));
    }

    /** Where both are folders, all that they can differ in is the name and the place. */
    private static boolean areOneFolder(SourceDrive.Node here, DestinationDrive.Node there) {
        return here != null && here.folder && there.folder && !there.deleted;
    }

    private static ConflictPreference side(boolean source) {
        return source ? ConflictPreference.SOURCE : ConflictPreference.DESTINATION;
    }

    private static int size(SourceDrive.Node here) {
        return here.folder ? 0 : here.content.length();
    }

    private static int size(DestinationDrive.Node there) {
        return there.folder ? 0 : there.content.length();
    }
}
