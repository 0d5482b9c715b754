package com.aqwacloud.sandbox.oauth;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * An application as it was registered with a cloud.
 *
 * @param secret {@code null} if it has none
 * @param redirectUris where it may have its answers sent
 */
public record Client(String id, String secret, Kind kind, List<String> redirectUris) {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    /** Where an application runs. */
    public enum Kind {
        /** On a server, which can keep a secret. */
        WEB,
        /** On people's machines. */
        PUBLIC,
        /** In a browser's page. */
        SPA;

        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Kind> of(String id) {
            for (Kind kind : values()) {
                if (kind.id().equals(id)) {
                    return Optional.of(kind);
                }
            }
            return Optional.empty();
        }
    }

    public Client {
        redirectUris = List.copyOf(redirectUris);
    }

    /** Whether answers may go to an address: the port of a loopback address does not matter. */
    boolean redirectsTo(String address) {
        return redirectUris.stream()
                .anyMatch(
                        known ->
                                known.equals(address)
                                        || withoutPort(known)
                                                .filter(
                                                        plain ->
                                                                withoutPort(address)
                                                                        .filter(plain::equals)
                                                                        .isPresent())
                                                .isPresent());
    }

    /** Whether an address is on the machine of the one who asks. */
    static boolean isLoopback(String address) {
        return withoutPort(address).isPresent();
    }

    private static Optional<String> withoutPort(String address) {
        try {
            URI uri = URI.create(address);
            if (!"http".equals(uri.getScheme())
                    || uri.getHost() == null
                    || !LOOPBACK.contains(uri.getHost())) {
                return Optional.empty();
            }
            return Optional.of(uri.getHost() + uri.getRawPath() + "?" + uri.getRawQuery());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
