package com.aqwacloud.sync.internal.plan;

import com.aqwacloud.sync.internal.store.FollowedId;
import com.aqwacloud.sync.internal.store.Item;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Where folders of the source are, as far as shortcuts that lead to them may be followed. */
final class FolderWays {
    private static final int DEEPEST = 200;

    /** With more, folders full of shortcuts to each other would fill the destination. */
    private static final int MOST_SHORTCUTS = 4;

    /** Why a shortcut is left out whose target is gone, or in the trash. */
    static final String OUT_OF_SIGHT =
            "the shortcut leads to nothing that the account sees in Google Drive";

    private final Function<String, Optional<Item>> source;
    private final Predicate<String> listed;

    private enum End {
        /** At a folder of which all that is below it is told. */
        LISTED,
        /** At one that is no longer there. */
        GONE,
        /** Where the source tells no more. */
        UNKNOWN
    }

    /**
     * @param source finds items of the source as its feed told them
     * @param listed whether all that is below a folder is told of
     */
    FolderWays(Function<String, Optional<Item>> source, Predicate<String> listed) {
        this.source = source;
        this.listed = listed;
    }

    /** Why a shortcut to a folder is not followed; null if it is. */
    String refusal(Item shortcut, Item folder) {
        if (FollowedId.depth(shortcut.id()) >= MOST_SHORTCUTS) {
            return "the shortcut is within "
                    + MOST_SHORTCUTS
                    + " others, and is not followed for that";
        }
        return switch (end(folder.id())) {
            case LISTED -> null;
            case GONE -> OUT_OF_SIGHT;
            case UNKNOWN ->
                    "the shortcut leads to a folder of others that the session does not select";
        };
    }

    /** Whether a folder above an item is gone, or in the trash with all that is in it. */
    boolean isGoneWithItsFolder(Item item) {
        return item.parentId() != null && end(item.parentId()) == End.GONE;
    }

    /** Where the way up from a folder ends. */
    private End end(String folderId) {
        String id = folderId;
        for (int depth = 0; id != null && depth < DEEPEST; depth++) {
            if (listed.test(id)) {
                return End.LISTED;
            }
            Item known = source.apply(id).orElse(null);
            if (known != null && !known.present()) {
                return End.GONE;
            }
            id = known == null ? null : known.parentId();
        }
        return End.UNKNOWN;
    }

    /** Whether a shortcut is in what it leads to, be it through other shortcuts. */
    boolean leadsUp(Item shortcut) {
        String target = shortcut.revision();
        String id = shortcut.parentId();
        for (int depth = 0; id != null && depth < DEEPEST; depth++) {
            Item folder = source.apply(id).orElse(null);
            if (FollowedId.inDrive(id).equals(target)
                    || folder != null && folder.isShortcut() && target.equals(folder.revision())) {
                return true;
            }
            id = folder == null ? null : folder.parentId();
        }
        return false;
    }
}
