package com.aqwacloud.sync.internal.plan;

import com.aqwacloud.sync.internal.store.Item;
import java.util.HashMap;
import java.util.Map;

/**
 * How long paths may be at the destination, and the names that items get so that theirs are not
 * longer. A file's name is cut as long as it stays readable; what finds no room even so is left
 * out, and a folder that would make paths within it too long stays where it is. It only reads.
 */
final class PathLimit {
    /** Characters of a decoded path, by Microsoft's list of restrictions. */
    private static final int LONGEST = 400;

    /** Fewest characters that a file's name is cut to. */
    private static final int READABLE = 32;

    private static final String REMEDY =
            "OneDrive takes "
                    + LONGEST
                    + "; shorten its name or that of a folder above it in Google Drive";

    private final Sides sides;
    private final Map<String, Integer> lengths = new HashMap<>();
    private final Map<String, Integer> deepest = new HashMap<>();
    private final Map<String, Integer> roomsToCome = new HashMap<>();

    PathLimit(Sides sides) {
        this.sides = sides;
    }

    /**
     * How many characters a name in that folder of the destination may have; less than 1 for none.
     */
    int room(String folderId) {
        String site = sides.scope().site();
        return LONGEST - (site.isEmpty() ? 0 : site.length() + 1) - length(folderId);
    }

    /** Characters of the path from the drive's root to a folder, with the slash behind it. */
    private int length(String folderId) {
        Integer known = lengths.get(folderId);
        if (known != null) {
            return known;
        }
        // Feeds that are read one after the other may tell of folders within each other.
        lengths.put(folderId, 0);
        Item folder = sides.destination(folderId);
        // Its root is no item that OneDrive's feed tells of.
        int length =
                folder == null
                        ? 0
                        : folder.name().length()
                                + 1
                                + (folder.parentId() == null ? 0 : length(folder.parentId()));
        lengths.put(folderId, length);
        return length;
    }

    /** The name that an item of the source is to have in that folder of the destination. */
    String name(Item source, String folderId) {
        boolean top = sides.destination(folderId) == null;
        return NameRule.atDestination(source.name(), top, cutTo(source, room(folderId)));
    }

    /** The destination's own name for an item, as it is where it may be too long. */
    String fitted(Item source, String name, String folderId) {
        return NameRule.fitted(name, cutTo(source, room(folderId)));
    }

    private static int cutTo(Item source, int room) {
        return source.isFile() && room >= READABLE ? room : LONGEST;
    }

    /** Why an item that is new at the destination finds no room there, or null if it does. */
    String refusal(Item source) {
        int room = roomToCome(source);
        return shortest(source) <= room ? null : refusal(whole(source), room);
    }

    /** Why there is no room for a mark of ours behind a name, where no name is cut; or null. */
    static String markRefusal(String name, Item source, int number, int room) {
        int marked = NameRule.beside(name, source.id(), number).length();
        return room >= READABLE || marked <= room ? null : refusal(marked, room);
    }

    private static String refusal(int length, int room) {
        return "its path in OneDrive would have "
                + (LONGEST + length - room)
                + " characters, and "
                + REMEDY;
    }

    /** The room that an item's name finds once all folders above it are made. */
    private int roomToCome(Item source) {
        if (sides.missingFolder(source) == null) {
            return room(sides.destinationFolder(source));
        }
        Integer known = roomsToCome.get(source.parentId());
        if (known != null) {
            return known;
        }
        roomsToCome.put(source.parentId(), LONGEST);
        Item folder = sides.source(source.parentId());
        int room = folder == null ? LONGEST : roomToCome(folder) - whole(folder) - 1;
        roomsToCome.put(source.parentId(), room);
        return room;
    }

    private static int whole(Item source) {
        return NameRule.atDestination(source.name()).length();
    }

    private static int shortest(Item source) {
        return source.isFile() ? Math.min(whole(source), READABLE) : whole(source);
    }

    /** Why an item of the destination cannot get that place, or null if it can. */
    String refusal(Item destination, String folderId, String name) {
        int over = name.length() - room(folderId);
        // What gets no longer was taken once before.
        if (destination.isFolder()
                && length(folderId) + name.length() > length(destination.id()) - 1) {
            over += deepest(destination.id());
        }
        return over <= 0
                ? null
                : "it stays where it is in OneDrive, since in its new place a path would have "
                        + (LONGEST + over)
                        + " characters, and "
                        + REMEDY;
    }

    /** Characters of the longest path below a folder of the destination, its own not counted. */
    private int deepest(String folderId) {
        Integer known = deepest.get(folderId);
        if (known != null) {
            return known;
        }
        deepest.put(folderId, 0);
        int longest = sides.longestNameIn(folderId);
        for (Item inner : sides.foldersIn(folderId)) {
            longest = Math.max(longest, inner.name().length() + deepest(inner.id()));
        }
        int length = longest == 0 ? 0 : longest + 1;
        deepest.put(folderId, length);
        return length;
    }
}
