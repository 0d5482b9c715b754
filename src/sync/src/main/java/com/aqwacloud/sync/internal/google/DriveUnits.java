package com.aqwacloud.sync.internal.google;

import com.google.api.client.http.GenericUrl;
import java.util.List;

/** What requests cost in Google Drive's quota units, by its table of May 2026. */
final class DriveUnits {
    private static final int READ = 5;
    private static final int LIST = 100;
    private static final int DOWNLOAD = 200;
    private static final int EDIT = 50;
    private static final int OTHER = 5;

    private static final String VERSION = "v3";

    private DriveUnits() {}

    /** Whether the request only carries others, each of which counts by itself. */
    static boolean ofBatch(GenericUrl url) {
        return url.getPathParts().contains("batch");
    }

    /** Units of a request to Drive's own address, at least 5. */
    static int of(String method, GenericUrl url) {
        List<String> parts = url.getPathParts();
        List<String> path = parts.subList(parts.indexOf(VERSION) + 1, parts.size());
        String last = path.isEmpty() ? "" : path.get(path.size() - 1);
        if (last.equals("generateIds") || last.equals("watch") || last.equals("stop")) {
            return OTHER;
        }
        if (!method.equals("GET")) {
            return EDIT;
        }
        if ("media".equals(url.getFirst("alt"))
                || last.equals("export") && path.size() == 3
                || last.equals("download") && path.size() == 3) {
            return DOWNLOAD;
        }
        // A collection has an odd number of names before it: files, files/ID/permissions.
        boolean collection = path.size() % 2 == 1 && !last.equals("about");
        return collection ? LIST : READ;
    }
}
