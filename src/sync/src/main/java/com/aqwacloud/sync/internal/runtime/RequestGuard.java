package com.aqwacloud.sync.internal.runtime;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/**
 * Keeps other web sites from using the browser of whoever is at this machine: names that were
 * pointed here from outside are not answered, and nothing is changed at another site's request.
 */
final class RequestGuard {

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> WILDCARDS = Set.of("0.0.0.0", "::", "[::]");
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    private final Set<String> hosts = new HashSet<>(LOOPBACK);
    private final boolean everyAddress;

    RequestGuard(HttpOptions options) {
        everyAddress = WILDCARDS.contains(options.host());
        if (!everyAddress) {
            hosts.add(options.host().toLowerCase(Locale.ROOT));
        }
        options.allowedHosts().forEach(host -> hosts.add(host.toLowerCase(Locale.ROOT)));
    }

    /** Why a request is refused, in one sentence, or null if it is not. */
    String complaint(Request request) {
        String host = Request.getServerName(request).toLowerCase(Locale.ROOT);
        boolean known =
                hosts.contains(host)
                        || everyAddress && unbracketed(host).equals(Request.getLocalAddr(request));
        if (!known) {
            return "This server is not known by the name in the Host header";
        }
        return READING.contains(request.getMethod()) ? null : crossSite(request, host);
    }

    private static String crossSite(Request request, String host) {
        String site = request.getHeaders().get("Sec-Fetch-Site");
        if ("cross-site".equalsIgnoreCase(site) || "same-site".equalsIgnoreCase(site)) {
            return "Another site may not change anything here";
        }
        for (String origin : request.getHeaders().getValuesList(HttpHeader.ORIGIN)) {
            if (!sameOrigin(origin, host, Request.getServerPort(request))) {
                return "Another origin may not change anything here";
            }
        }
        return null;
    }

    private static boolean sameOrigin(String origin, String host, int port) {
        try {
            URI uri = new URI(origin);
            if (uri.getHost() == null) {
                return false;
            }
            int standard = "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
            int originPort = uri.getPort() < 0 ? standard : uri.getPort();
            return unbracketed(uri.getHost().toLowerCase(Locale.ROOT)).equals(unbracketed(host))
                    && originPort == port;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static String unbracketed(String host) {
        return host.startsWith("[") && host.endsWith("]")
                ? host.substring(1, host.length() - 1)
                : host;
    }
}
