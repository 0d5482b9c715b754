package com.aqwacloud.sandbox.google;

import com.aqwacloud.sandbox.account.Owner;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Who may do what with a file, as Drive tells it. Thread-safe. */
final class Permissions {

    private final Library library;

    Permissions(Library library) {
        this.library = library;
    }

    /** That of the owner, or of the drive's organizer, first. */
    List<ObjectNode> of(Seen seen) {
        List<ObjectNode> all = new ArrayList<>();
        if (seen.volume().isSharedDrive()) {
            all.add(permission(library.user(), Role.ORGANIZER));
        } else {
            all.add(permission(seen.volume().owner(), Role.OWNER));
        }
        for (Facts.Share share : seen.facts().openShares()) {
            Owner owner = library.community().owner(share.account()).orElse(library.user());
            all.add(permission(owner, share.role().orElseThrow()));
        }
        return all;
    }

    private static ObjectNode permission(Owner owner, Role role) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("kind", "drive#permission");
        node.put("id", owner.permissionId());
        node.put("type", "user");
        node.put("role", role.id());
        node.put("emailAddress", owner.mail());
        node.put("displayName", owner.displayName());
        node.put("deleted", false);
        node.put("pendingOwner", false);
        return node;
    }
}
