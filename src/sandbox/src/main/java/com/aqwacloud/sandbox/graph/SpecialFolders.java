package com.aqwacloud.sandbox.graph;

import com.aqwacloud.sandbox.core.CloudFolder;
import com.aqwacloud.sandbox.core.Conflict;
import com.aqwacloud.sandbox.core.Item;
import com.aqwacloud.sandbox.core.Meta;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Folders that have a name of their own in addresses; made when they are first asked for. */
final class SpecialFolders {

    private static final Map<String, List<String>> PATHS =
            Map.of(
                    "documents", List.of("Documents"),
                    "photos", List.of("Pictures"),
                    "cameraroll", List.of("Pictures", "Camera Roll"),
                    "music", List.of("Music"),
                    "approot", List.of("Apps", "Sandbox"));

    private final CloudFolder folder;

    SpecialFolders(CloudFolder folder) {
        this.folder = folder;
    }

    /** Empty if there is no special folder of that name. */
    Optional<Item> find(String name) throws IOException {
        List<String> path = PATHS.get(name.toLowerCase(java.util.Locale.ROOT));
        if (path == null) {
            return Optional.empty();
        }
        Item at = folder.root();
        for (String each : path) {
            at = folder.createFolder(Meta.named(at.id(), each), Conflict.REPLACE).item();
        }
        return Optional.of(at);
    }

    /** The special name of a folder, if it has one. */
    Optional<String> nameOf(Item item) {
        if (!item.folder() || item.parentId() == null) {
            return Optional.empty();
        }
        Item root = folder.root();
        for (Map.Entry<String, List<String>> each : PATHS.entrySet()) {
            List<String> path = each.getValue();
            if (!path.get(path.size() - 1).equalsIgnoreCase(item.name())) {
                continue;
            }
            boolean here =
                    path.size() == 1
                            ? item.parentId().equals(root.id())
                            : folder.child(root.id(), path.get(0))
                                    .filter(parent -> parent.id().equals(item.parentId()))
                                    .isPresent();
            if (here) {
                return Optional.of(each.getKey());
            }
        }
        return Optional.empty();
    }
}
