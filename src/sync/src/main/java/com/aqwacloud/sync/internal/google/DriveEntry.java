package com.aqwacloud.sync.internal.google;

import com.aqwacloud.sync.api.SessionOptions;
import com.google.api.client.util.DateTime;
import com.google.api.services.drive.model.Change;
import com.google.api.services.drive.model.File;
import com.google.api.services.drive.model.User;
import java.time.Instant;
import java.util.Optional;

/**
 * A file or folder of Google Drive as a list or the change feed showed it.
 *
 * @param id stays with it for life
 * @param name as people see it; null if removed
 * @param parentId id of its folder; null if removed or the folder is not visible to the account;
 *     {@link SessionOptions#SHARED_WITH_ME} for what others share
 * @param mimeType null if removed
 * @param kind what it is; null if removed
 * @param size bytes of content; 0 where it has none of its own
 * @param modified when it was modified, in milliseconds; null if removed
 * @param created when it was created, in milliseconds; null if removed
 * @param md5 lower-case hex; null where it has no content of its own
 * @param sha256 lower-case hex; null where it has no content of its own
 * @param headRevisionId changes with the content; null where it has no content of its own
 * @param version rises with every change, even invisible ones; 0 if removed
 * @param trashed whether it, or a folder above it, is in the trash
 * @param explicitlyTrashed whether it is in the trash by itself, not only with a folder above it
 * @param canDownload whether the account may read the content
 * @param targetId id of what a shortcut leads to; null where it is none
 * @param lastModifyingUser who modified it last, or null
 * @param removed whether it is deleted for good or no longer visible to the account
 */
public record DriveEntry(
        String id,
        String name,
        String parentId,
        String mimeType,
        Kind kind,
        long size,
        Instant modified,
        Instant created,
        String md5,
        String sha256,
        String headRevisionId,
        long version,
        boolean trashed,
        boolean explicitlyTrashed,
        boolean canDownload,
        String targetId,
        String lastModifyingUser,
        boolean removed) {

    /** What an entry is. */
    public enum Kind {
        /** Has bytes. */
        FILE,
        /** Holds others. */
        FOLDER,
        /** Points to another. */
        SHORTCUT,
        /** A document of Google's own editors, which has no bytes. */
        NATIVE
    }

    private static final String FILE_FIELDS =
            "id,name,mimeType,parents,size,modifiedTime,createdTime,md5Checksum,"
                    + "sha256Checksum,headRevisionId,version,trashed,explicitlyTrashed,ownedByMe,driveId,"
                    + "capabilities/canDownload,shortcutDetails(targetId),"
                    + "lastModifyingUser(displayName,emailAddress)";

    /** The {@code fields} of {@code files.get} that {@link #from(File)} needs. */
    public static final String GET_FIELDS = FILE_FIELDS;

    /** The {@code fields} of {@code files.list} that {@link #from(File)} needs. */
    public static final String LIST_FIELDS =
            "nextPageToken,incompleteSearch,files(" + FILE_FIELDS + ")";

    /** The {@code fields} of {@code changes.list} that {@link #from(Change)} needs. */
    public static final String CHANGES_FIELDS =
            "nextPageToken,newStartPageToken,changes(changeType,time,removed,fileId,driveId,"
                    + "drive(name),file("
                    + FILE_FIELDS
                    + "))";

    private static final String NATIVE_PREFIX = "application/vnd.google-apps.";
    private static final String FOLDER = NATIVE_PREFIX + "folder";
    private static final String SHORTCUT = NATIVE_PREFIX + "shortcut";

    /** Whether it holds others. */
    public boolean folder() {
        return kind == Kind.FOLDER;
    }

    /** Whether it has bytes of its own. */
    public boolean file() {
        return kind == Kind.FILE;
    }

    /** The entry for a file of a list. */
    public static DriveEntry from(File file) {
        Kind kind = kind(file.getMimeType());
        boolean content = kind == Kind.FILE;
        return new DriveEntry(
                file.getId(),
                file.getName(),
                parent(file),
                file.getMimeType(),
                kind,
                // Native documents report a size as well, but it is not that of any content.
                content && file.getSize() != null ? file.getSize() : 0,
                instant(file.getModifiedTime()),
                instant(file.getCreatedTime()),
                content ? file.getMd5Checksum() : null,
                content ? file.getSha256Checksum() : null,
                content ? file.getHeadRevisionId() : null,
                file.getVersion() == null ? 0 : file.getVersion(),
                Boolean.TRUE.equals(file.getTrashed()),
                Boolean.TRUE.equals(file.getTrashed())
                        && !Boolean.FALSE.equals(file.getExplicitlyTrashed()),
                // Only said where it was asked for; a refusal is always said.
                file.getCapabilities() == null
                        || !Boolean.FALSE.equals(file.getCapabilities().getCanDownload()),
                file.getShortcutDetails() == null ? null : file.getShortcutDetails().getTargetId(),
                person(file.getLastModifyingUser()),
                false);
    }

    private static String parent(File file) {
        if (file.getParents() != null && !file.getParents().isEmpty()) {
            return file.getParents().get(0);
        }
        return Boolean.FALSE.equals(file.getOwnedByMe()) && file.getDriveId() == null
                ? SessionOptions.SHARED_WITH_ME
                : null;
    }

    /**
     * The entry for a change.
     *
     * @return empty if it is not about a file
     */
    public static Optional<DriveEntry> from(Change change) {
        if (change.getFileId() == null
                || change.getChangeType() != null && !change.getChangeType().equals("file")) {
            return Optional.empty();
        }
        if (Boolean.TRUE.equals(change.getRemoved()) || change.getFile() == null) {
            return Optional.of(removed(change.getFileId()));
        }
        return Optional.of(from(change.getFile()));
    }

    private static DriveEntry removed(String id) {
        return new DriveEntry(
                id, null, null, null, null, 0, null, null, null, null, null, 0, false, false, false,
                null, null, true);
    }

    private static Kind kind(String mimeType) {
        if (mimeType == null || !mimeType.startsWith(NATIVE_PREFIX)) {
            return Kind.FILE;
        }
        return switch (mimeType) {
            case FOLDER -> Kind.FOLDER;
            case SHORTCUT -> Kind.SHORTCUT;
            default -> Kind.NATIVE;
        };
    }

    private static Instant instant(DateTime time) {
        return time == null ? null : Instant.ofEpochMilli(time.getValue());
    }

    private static String person(User user) {
        if (user == null) {
            return null;
        }
        return user.getDisplayName() != null ? user.getDisplayName() : user.getEmailAddress();
    }
}
