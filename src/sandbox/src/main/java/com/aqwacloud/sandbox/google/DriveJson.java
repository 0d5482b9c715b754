package com.aqwacloud.sandbox.google;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Shared drives as Drive's resources. */
final class DriveJson {

    private DriveJson() {}

    static ObjectNode of(Volume drive) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("kind", "drive#drive");
        node.put("id", drive.key());
        node.put("name", drive.name());
        node.put("createdTime", Times.format(drive.folder().root().created()));
        node.put("hidden", false);
        ObjectNode capabilities = node.putObject("capabilities");
        for (String name :
                new String[] {
                    "canAddChildren",
                    "canCopy",
                    "canDeleteChildren",
                    "canDeleteDrive",
                    "canDownload",
                    "canEdit",
                    "canListChildren",
                    "canManageMembers",
                    "canReadRevisions",
                    "canRename",
                    "canRenameDrive",
                    "canShare",
                    "canTrashChildren"
                }) {
            capabilities.put(name, true);
        }
        ObjectNode restrictions = node.putObject("restrictions");
        restrictions.put("adminManagedRestrictions", false);
        restrictions.put("copyRequiresWriterPermission", false);
        restrictions.put("domainUsersOnly", false);
        restrictions.put("driveMembersOnly", false);
        return node;
    }
}
