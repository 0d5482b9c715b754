package com.aqwacloud.sandbox.graph;

import com.aqwacloud.sandbox.core.CloudFolder;
import com.aqwacloud.sandbox.http.Call;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The room in the drive; what is in the recycle bin takes room, too. */
final class Quota {

    private static final long UNLIMITED_BYTES = 1L << 40;

    private final CloudFolder folder;

    Quota(CloudFolder folder) {
        this.folder = folder;
    }

    /** Bytes of all that is stored. */
    long used() {
        return folder.sizeOf(folder.root()) + deleted();
    }

    private long deleted() {
        return folder.sizeOfTrash() + folder.sizeOfRecycleBin();
    }

    ObjectNode json(Call call) {
        long total = call.storageLimit().orElse(UNLIMITED_BYTES);
        long used = used();
        ObjectNode quota = JsonNodeFactory.instance.objectNode();
        quota.put("total", total);
        quota.put("used", used);
        quota.put("remaining", Math.max(0, total - used));
        quota.put("deleted", deleted());
        quota.put("state", state(used, total));
        return quota;
    }

    /** In Graph's words, by how little is left. */
    private static String state(long used, long total) {
        if (used >= total) {
            return "exceeded";
        }
        double left = (double) (total - used) / total;
        return left < 0.01 ? "critical" : left < 0.1 ? "nearing" : "normal";
    }
}
