package com.aqwacloud.sandbox.google;

import java.util.Map;
import java.util.Optional;

/** What Drive does not let a user do. */
final class Limits {

    private static final int DEEPEST = 100;
    private static final int MOST_CHILDREN = 500_000;

    private final Library library;

    Limits(Library library) {
        this.library = library;
    }

    Seen parent(String id, boolean allDrives) {
        Seen parent = library.place(id, allDrives);
        if (!parent.folder()) {
            throw GoogleError.of(403, "parentNotAFolder", "The specified parent is not a folder.");
        }
        return parent;
    }

    /**
     * Whether one more may be put into a folder.
     *
     * @throws com.aqwacloud.sandbox.http.ApiException if not
     */
    void checkRoom(Seen parent, boolean folder) {
        if (!parent.role().canEdit()) {
            throw insufficient();
        }
        if (folder && !parent.root()) {
            int depth = parent.volume().folder().ancestors(parent.item()).size() + 1;
            if (depth > DEEPEST) {
                throw parent.volume().isSharedDrive()
                        ? GoogleError.of(
                                403,
                                "teamDriveHierarchyTooDeep",
                                "The shared drive hierarchy depth will exceed the limit.")
                        : GoogleError.of(
                                403,
                                "myDriveHierarchyDepthLimitExceeded",
                                "Your My Drive can't contain more than 100 levels of folders.");
            }
        }
        if (!parent.root() && parent.volume().folder().childCount(parent.id()) >= MOST_CHILDREN) {
            throw GoogleError.of(
                    403,
                    "numChildrenInNonRootLimitExceeded",
                    "The limit for this folder's number of children (files and folders) has been"
                            + " exceeded.");
        }
    }

    static RuntimeException insufficient() {
        return GoogleError.of(
                403,
                "insufficientFilePermissions",
                "The user does not have sufficient permissions for this file.");
    }

    /** Whether the user may change this of a file. */
    void checkRights(Seen seen, Metadata metadata, boolean content) {
        boolean locked = Capabilities.readOnly(seen);
        boolean unlocks = metadata.properties(Map.of()).containsKey("contentRestrictions");
        boolean touchesLocked = content || metadata.name().isPresent();
        boolean fixed =
                seen.root() && (metadata.name().isPresent() || metadata.trashed().isPresent());
        if (!seen.role().canEdit()
                || fixed
                || metadata.trashed().isPresent() && !seen.role().canDelete()
                || locked && !unlocks && touchesLocked) {
            throw insufficient();
        }
        if (content && (seen.folder() || seen.shortcut())) {
            throw GoogleError.of(
                    403, "fieldNotWritable", "Only a file can be given media content.");
        }
        if (metadata.shortcutTarget().isPresent()) {
            throw GoogleError.of(
                    403,
                    "fieldNotWritable",
                    "The resource body includes fields which are not directly writable.");
        }
    }

    void checkDelete(Seen seen) {
        if (!seen.role().canDelete() || seen.root()) {
            throw insufficient();
        }
    }

    /** Where an update moves a file; empty if it leaves it where it is. */
    Optional<Seen> newParent(Seen seen, Metadata metadata, Map<String, String> query) {
        boolean allDrives = Edits.supportsAll(query);
        Optional<String> added =
                Optional.ofNullable(query.get("addParents")).filter(id -> !id.isEmpty());
        Optional<String> removed =
                Optional.ofNullable(query.get("removeParents")).filter(id -> !id.isEmpty());
        if (metadata.parent().isPresent()) {
            throw GoogleError.of(
                    403,
                    "fieldNotWritable",
                    "The parents field is not directly writable in update requests. Use the"
                            + " addParents and removeParents parameters instead.");
        }
        if (added.isEmpty()) {
            boolean last =
                    removed.map(id -> library.place(id, true).id())
                            .filter(id -> id.equals(seen.item().parentId()))
                            .isPresent();
            if (last) {
                throw GoogleError.of(
                        403, "cannotRemoveLastParent", "A file must have exactly one parent.");
            }
            return Optional.empty();
        }
        if (added.get().contains(",")) {
            throw GoogleError.of(
                    403,
                    "multipleParentsNotSupported",
                    "A file can't be in more than one folder: increasing the number of parents is"
                            + " not allowed.");
        }
        Seen parent = parent(added.get(), allDrives);
        if (parent.id().equals(seen.item().parentId())) {
            return Optional.empty();
        }
        // Who names no folder to take it out of would leave it in two.
        boolean moves =
                removed.isPresent()
                        || "true".equalsIgnoreCase(query.get("enforceSingleParent"))
                        || seen.volume().isOthers();
        if (!moves && seen.volume().isSharedDrive()) {
            throw GoogleError.of(
                    403,
                    "teamDrivesParentLimit",
                    "A shared drive item must have exactly one parent.");
        }
        if (!moves) {
            throw GoogleError.of(
                    403, "cannotAddParent", "Increasing the number of parents is not allowed");
        }
        checkRoom(parent, seen.folder());
        return Optional.of(parent);
    }
}
