package com.aqwacloud.sync.api;

/**
 * Where the content is that gave way when a conflict was decided.
 *
 * @param place where to look
 * @param item id of the item in its cloud
 * @param name name of the item there
 */
public record Loser(Place place, String item, String name) {
    /** Where to look. */
    public enum Place {
        /** An earlier version of OneDrive's item. */
        VERSION_HISTORY,
        /** An item of its own in OneDrive. */
        KEPT_COPY,
        /** OneDrive's recycle bin. */
        RECYCLE_BIN,
        /** Google Drive, where it stayed as it was. */
        GOOGLE_DRIVE
    }

    /** As people read it, such as "version history of a.txt in OneDrive". */
    @Override
    public String toString() {
        return switch (place) {
            case VERSION_HISTORY ->
                    "version history of " + name + " in OneDrive (item " + item + ")";
            case KEPT_COPY -> "kept in OneDrive as " + name;
            case RECYCLE_BIN -> "recycle bin of OneDrive: " + name;
            case GOOGLE_DRIVE -> "stays in Google Drive: " + name;
        };
    }
}
