package com.aqwacloud.sandbox.graph;

import com.aqwacloud.sandbox.core.Item;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What an item is beyond a file or a folder: found harmful, locked, a notebook, shared, living in
 * another drive. Set by hand for tests, kept with the item.
 */
final class Marks {

    static final String MALWARE = "malware";
    static final String LOCKED = "locked";
    static final String PACKAGE = "package";
    static final String SHARED = "shared";
    static final String REMOTE_DRIVE = "remoteDrive";
    static final String REMOTE_ITEM = "remoteItem";
    static final String DESCRIPTION = "description";

    /** Those that a lever sets. */
    static final Set<String> SETTABLE =
            Set.of(MALWARE, LOCKED, PACKAGE, SHARED, REMOTE_DRIVE, REMOTE_ITEM);

    private Marks() {}

    static boolean has(Item item, String mark) {
        return item.properties().containsKey(mark);
    }

    /**
     * @throws com.aqwacloud.sandbox.http.ApiException if someone holds the item
     */
    static void refuseLocked(Item item) {
        if (has(item, LOCKED)) {
            throw GraphError.of(
                    423, "notAllowed", "resourceLocked", "The resource is locked by another user.");
        }
    }

    /**
     * @throws com.aqwacloud.sandbox.http.ApiException if its content is not given out
     */
    static void refuseContent(Item item) {
        if (item.folder()) {
            throw GraphError.invalid("You cannot get content for a folder");
        }
        if (has(item, PACKAGE)) {
            throw GraphError.invalid("A package has no content of its own.");
        }
        if (has(item, MALWARE)) {
            throw GraphError.of(
                    403, "malwareDetected", "virusSuspicious", "Malware was detected in the file.");
        }
    }

    /** Adds the facets that the marks stand for, and takes away those they rule out. */
    static void show(Item item, ObjectNode node) {
        Map<String, Object> marks = item.properties();
        if (marks.get(DESCRIPTION) instanceof String description) {
            node.put(DESCRIPTION, description);
        }
        if (has(item, MALWARE)) {
            node.putObject("malware").put("description", "Sandbox test virus");
            node.remove("@microsoft.graph.downloadUrl");
        }
        if (marks.get(SHARED) instanceof String scope) {
            node.putObject("shared").put("scope", scope);
        }
        if (marks.get(PACKAGE) instanceof String type) {
            node.remove("file");
            node.remove("folder");
            node.remove("@microsoft.graph.downloadUrl");
            node.putObject("package").put("type", type);
        }
        if (marks.get(REMOTE_ITEM) instanceof String id) {
            ObjectNode remote = node.putObject("remoteItem");
            remote.put("id", id);
            remote.put("name", item.name());
            for (String facet : List.of("file", "folder")) {
                if (node.has(facet)) {
                    remote.set(facet, node.remove(facet));
                }
            }
            remote.putObject("parentReference")
                    .put("driveId", String.valueOf(marks.get(REMOTE_DRIVE)));
        }
    }
}
