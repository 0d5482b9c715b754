package com.aqwacloud.camel.component.microsoft.onedrive;

import java.net.URI;
import java.util.Objects;

/**
 * An address that needs no further authentication: whoever knows it may use it. It shows itself
 * only when asked by {@link #value()}, never in a log line.
 */
public final class PreAuthenticatedUrl {

    private final URI uri;

    private PreAuthenticatedUrl(URI uri) {
        this.uri = uri;
    }

    /**
     * @throws IllegalArgumentException if this is no absolute http or https address; its text does
     *     not quote the address
     */
    public static PreAuthenticatedUrl of(String url) {
        Objects.requireNonNull(url, "url");
        return new PreAuthenticatedUrl(Links.parse(url));
    }

    /** The address itself: a secret. */
    public String value() {
        return uri.toString();
    }

    URI uri() {
        return uri;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PreAuthenticatedUrl that && uri.equals(that.uri);
    }

    @Override
    public int hashCode() {
        return uri.hashCode();
    }

    /** Only the host. */
    @Override
    public String toString() {
        return uri.getScheme() + "://" + uri.getHost() + "/(secret)";
    }
}
