package com.aqwacloud.sync.internal.store;

/**
 * Ids of what is in a folder as it is seen through a shortcut that is followed: the id of the
 * shortcut, which may itself be seen through another, and that of the item in Google Drive.
 */
public final class FollowedId {
    /** No id of Google Drive has it. */
    static final char SEPARATOR = '~';

    private FollowedId() {}

    /** The id of an item of Google Drive as it is seen through a shortcut. */
    public static String of(String shortcutId, String driveId) {
        return shortcutId + SEPARATOR + driveId;
    }

    /** Whether it is the id of something that is seen through a shortcut. */
    public static boolean is(String id) {
        return id.indexOf(SEPARATOR) >= 0;
    }

    /** The id that Google Drive knows an item by. */
    public static String inDrive(String id) {
        return id.substring(id.lastIndexOf(SEPARATOR) + 1);
    }

    /**
     * Id of the shortcut that an item is seen through, the innermost of several.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static String shortcut(String id) {
        if (!is(id)) {
            throw new IllegalArgumentException(id + " is seen through no shortcut");
        }
        return id.substring(0, id.lastIndexOf(SEPARATOR));
    }

    /** How many shortcuts an item is seen through. */
    public static int depth(String id) {
        return (int) id.chars().filter(each -> each == SEPARATOR).count();
    }
}
