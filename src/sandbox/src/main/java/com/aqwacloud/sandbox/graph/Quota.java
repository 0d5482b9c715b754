package com.aqwacloud.sandbox.graph;

import com.aqwacloud.sandbox.core.CloudFolder;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The room in the drive; what is in the recycle bin takes room, too. */
final class Quota {

    private final CloudFolder folder;
    private final Settings settings;

    Quota(CloudFolder folder, Settings settings) {
        this.folder = folder;
        this.settings = settings;
    }

    /**
     * @throws com.aqwacloud.sandbox.http.ApiException if there is no room for so many bytes more
     */
    void require(long bytes) {
        if (bytes > remaining()) {
            throw GraphError.of(507, "quotaLimitReached", "Insufficient Space Available");
        }
    }

    private long remaining() {
        return Math.max(0, total() - used() - folder.sizeOfRecycleBin());
    }

    private long total() {
        return settings.now().quotaBytes();
    }

    private long used() {
        return folder.sizeOf(folder.root());
    }

    ObjectNode json() {
        long remaining = remaining();
        ObjectNode quota = JsonNodeFactory.instance.objectNode();
        quota.put("total", total());
        quota.put("used", used());
        quota.put("remaining", remaining);
        quota.put("deleted", folder.sizeOfRecycleBin());
        quota.put("state", state(remaining));
        return quota;
    }

    private String state(long remaining) {
        if (remaining == 0) {
            return "exceeded";
        }
        if (remaining < total() / 100) {
            return "critical";
        }
        return remaining < total() / 10 ? "nearing" : "normal";
    }
}
