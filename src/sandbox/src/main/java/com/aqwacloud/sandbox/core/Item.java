package com.aqwacloud.sandbox.core;

import java.time.Instant;
import java.util.Map;

/**
 * A file or folder as the cloud knows it, at one moment.
 *
 * @param id stays with the item across renames and moves
 * @param parentId {@code null} for the root only
 * @param name the name clients see
 * @param diskName the name in the folder, which differs where the file system can't carry {@code
 *     name}; {@code null} if the item was generated and is not on disk
 * @param size bytes; 0 for folders
 * @param modified the content's modification time, for files the one on disk
 * @param created when the item came to be
 * @param changed when the cloud last saw anything of the item change
 * @param diskMtime the file's modification time on disk in nanoseconds since the epoch
 * @param diskKey what identifies the file on disk across renames; {@code null} where the file
 *     system has no such thing
 * @param hashes {@code null} for folders
 * @param version counts every change
 * @param contentVersion counts changes of content
 * @param seq the position of the item's latest change in the feed
 * @param trashed put into the trash itself (an item within a trashed folder is not)
 * @param removed gone for ever; kept as the feed's memory of it
 * @param properties what else the cloud keeps on an item, as JSON values; never {@code null}
 * @param pattern what a generated file's content is made of; {@code null} for all others
 * @param madeBy the application that made it; {@code null} if none is known, as for what a person
 *     put into the folder
 * @param changedBy the application that changed it last, likewise
 */
public record Item(
        String id,
        String parentId,
        String name,
        String diskName,
        boolean folder,
        long size,
        Instant modified,
        Instant created,
        Instant changed,
        long diskMtime,
        String diskKey,
        Hashes hashes,
        long version,
        long contentVersion,
        long seq,
        boolean trashed,
        boolean removed,
        Map<String, Object> properties,
        Pattern pattern,
        String madeBy,
        String changedBy) {

    /** Among the properties: when it was put into the trash. */
    public static final String TRASHED_TIME = "trashedTime";

    /** Many items come of few applications: the name of each is held once. */
    public Item {
        madeBy = madeBy == null ? null : madeBy.intern();
        changedBy = changedBy == null ? null : changedBy.intern();
    }

    /** {@code null} for folders. Those of generated content are computed when asked for. */
    @Override
    public Hashes hashes() {
        return pattern == null ? hashes : pattern.hashes(size);
    }

    /** The hashes that are kept with the item; none for generated content. */
    Hashes keptHashes() {
        return hashes;
    }

    /** Whether it is on disk; what was generated is not, until it is given content. */
    boolean onDisk() {
        return diskName != null;
    }

    boolean isRoot() {
        return parentId == null;
    }

    ItemEdit edit() {
        return new ItemEdit(this);
    }
}
