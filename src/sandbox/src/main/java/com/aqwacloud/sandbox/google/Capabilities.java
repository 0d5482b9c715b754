package com.aqwacloud.sandbox.google;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** What the calling user may do with a file. */
final class Capabilities {

    private Capabilities() {}

    static ObjectNode of(Seen seen) {
        boolean root = seen.root();
        boolean edit = seen.role().canEdit();
        boolean delete = seen.role().canDelete() && !root;
        boolean unlocked = !readOnly(seen);
        boolean folder = seen.folder();
        boolean drive = seen.volume().isSharedDrive();
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("canAddChildren", folder && edit);
        node.put("canListChildren", folder);
        node.put("canComment", seen.role() != Role.READER);
        node.put("canCopy", !folder && seen.facts().canDownload());
        node.put("canDownload", !folder && !seen.shortcut() && seen.facts().canDownload());
        node.put("canEdit", edit);
        node.put("canModifyContent", edit && unlocked);
        node.put("canModifyContentRestriction", edit);
        node.put("canRename", edit && unlocked && !root);
        node.put("canTrash", delete);
        node.put("canUntrash", delete);
        node.put("canDelete", delete);
        node.put("canTrashChildren", folder && drive);
        node.put("canDeleteChildren", folder && drive);
        node.put("canReadRevisions", seen.blob() && edit);
        node.put("canReadDrive", drive);
        node.put("canShare", edit);
        node.put("canAddMyDriveParent", false);
        node.put("canMoveItemWithinDrive", edit && !root);
        node.put("canMoveItemOutOfDrive", delete && !folder);
        node.put("canRemoveChildren", folder && edit);
        return node;
    }

    /** Whether its owner locked its content. */
    static boolean readOnly(Seen seen) {
        return seen.item().properties().get("contentRestrictions") instanceof List<?> list
                && list.stream()
                        .anyMatch(
                                each ->
                                        each instanceof Map<?, ?> map
                                                && Boolean.TRUE.equals(map.get("readOnly")));
    }
}
