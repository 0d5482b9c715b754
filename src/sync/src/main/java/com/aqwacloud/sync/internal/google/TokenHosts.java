package com.aqwacloud.sync.internal.google;

import com.google.api.client.http.GenericUrl;
import java.net.URI;

/**
 * Which addresses may be sent an account's access token: those of the API itself, and, of Google's
 * own API, those that its export links lead to.
 */
final class TokenHosts {
    private static final String GOOGLE = ".googleapis.com";
    private static final String EXPORTS = "docs.google.com";
    private static final int USUAL_PORT = -1;

    private final URI root;

    /**
     * @param root of the API that the account's requests go to
     */
    TokenHosts(URI root) {
        this.root = root;
    }

    boolean mayHave(GenericUrl url) {
        return isApi(url) || isExport(url);
    }

    private boolean isApi(GenericUrl url) {
        return root.getScheme().equals(url.getScheme())
                && root.getHost().equalsIgnoreCase(url.getHost())
                && root.getPort() == url.getPort();
    }

    private boolean isExport(GenericUrl url) {
        return root.getHost().endsWith(GOOGLE)
                && "https".equals(url.getScheme())
                && EXPORTS.equalsIgnoreCase(url.getHost())
                && url.getPort() == USUAL_PORT;
    }
}
