package com.aqwacloud.camel.component.microsoft.onedrive;

import java.net.URI;
import java.util.Collection;
import java.util.Locale;
import java.util.regex.Pattern;

/** What requests cost by the service's throttling guidance, in its resource units. */
final class ResourceUnits {

    private static final int READ = 1;
    private static final int LIST_OR_WRITE = 2;
    private static final int PERMISSIONS = 5;

    private static final Pattern EXPANDED =
            Pattern.compile("(^|&)(\\$|%24)?expand=[^&]*\\bpermissions\\b");
    private static final Pattern OF_PERMISSIONS = Pattern.compile(".*/permissions(/[^/]+)?");

    private ResourceUnits() {}

    /** What a request of a kind costs at an address, where more may be asked for. */
    static int of(RequestKind kind, URI uri) {
        return expandsPermissions(uri.getRawQuery()) ? PERMISSIONS : kind.cost();
    }

    /** What the parts of a batch cost together. */
    static int of(Collection<BatchRequest> parts) {
        return parts.stream().mapToInt(ResourceUnits::of).sum();
    }

    private static int of(BatchRequest part) {
        String[] address = part.url().split("\\?", 2);
        String path = address[0].toLowerCase(Locale.ROOT);
        String query = address.length == 1 ? null : address[1];
        if (OF_PERMISSIONS.matcher(path).matches() || expandsPermissions(query)) {
            return PERMISSIONS;
        }
        boolean read = part.method().equalsIgnoreCase("GET");
        boolean list =
                path.endsWith("/children")
                        || path.matches(".*/delta(\\(\\))?")
                                && (query == null || !query.contains("token="));
        return read && !list ? READ : LIST_OR_WRITE;
    }

    private static boolean expandsPermissions(String query) {
        return query != null && EXPANDED.matcher(query.toLowerCase(Locale.ROOT)).find();
    }
}
