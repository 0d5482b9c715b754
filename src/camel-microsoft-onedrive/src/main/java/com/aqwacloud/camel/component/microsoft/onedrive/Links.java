package com.aqwacloud.camel.component.microsoft.onedrive;

import java.net.URI;
import java.net.URISyntaxException;

/**
 * Addresses that the service gave. An unusable one is reported without being quoted: it may be a
 * secret.
 */
final class Links {

    private Links() {}

    static URI parse(String link) {
        try {
            return checked(new URI(link));
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("The link is malformed");
        }
    }

    static URI resolve(URI base, String location) {
        try {
            return checked(base.resolve(new URI(location)));
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("The link is malformed");
        }
    }

    private static URI checked(URI uri) {
        boolean http =
                "https".equalsIgnoreCase(uri.getScheme())
                        || "http".equalsIgnoreCase(uri.getScheme());
        if (!http || uri.getHost() == null) {
            throw new IllegalArgumentException("The link is not absolute");
        }
        return uri;
    }
}
