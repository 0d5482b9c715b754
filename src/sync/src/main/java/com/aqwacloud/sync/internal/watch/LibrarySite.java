package com.aqwacloud.sync.internal.watch;

import java.net.URI;
import java.net.URISyntaxException;

/** Where a library of SharePoint is on its server, which counts towards the length of its paths. */
final class LibrarySite {
    private LibrarySite() {}

    /**
     * Such as {@code personal/anna_example_com/Documents}; empty where the address does not tell.
     *
     * @param webUrl the address at which a person sees the folder, or null
     * @param folder the folder's path in the library, "/" for its root
     */
    static String of(String webUrl, String folder) {
        String path;
        try {
            path = webUrl == null ? null : new URI(webUrl).getPath();
        } catch (URISyntaxException e) {
            // An address of a form that we do not know: then OneDrive has the last word.
            path = null;
        }
        if (path == null) {
            return "";
        }
        String within = folder.equals("/") ? "" : folder;
        int end = path.length() - within.length();
        boolean told = end >= 0 && path.regionMatches(true, end, within, 0, within.length());
        return strip(told ? path.substring(0, end) : path);
    }

    private static String strip(String path) {
        String site = path.startsWith("/") ? path.substring(1) : path;
        return site.endsWith("/") ? site.substring(0, site.length() - 1) : site;
    }
}
