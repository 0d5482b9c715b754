package com.aqwacloud.sandbox.core;

/**
 * What to fill a folder with.
 *
 * @param parentId the folder to be filled
 * @param prefix how names begin
 * @param count files, one at least
 * @param folders folders over which the files are spread evenly; 0 to have them all in the parent
 * @param size bytes of each file
 */
public record Generate(String parentId, String prefix, int count, int folders, long size) {

    /** Most files and folders together. */
    public static final int MOST = 2_000_000;

    public Generate {
        if (count < 1 || folders < 0 || folders > count || (long) count + folders > MOST) {
            throw new IllegalArgumentException(
                    "count and folders: from 1 to " + MOST + ", no more folders than files");
        }
        if (size < 0) {
            throw new IllegalArgumentException("size: can't be less than 0");
        }
    }
}
