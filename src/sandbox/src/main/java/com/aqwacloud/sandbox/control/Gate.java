package com.aqwacloud.sandbox.control;

import com.aqwacloud.sandbox.http.Call;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Keeps web pages of other origins off the levers: a page that someone looks at could else send
 * requests to this machine, or give a name of its own this machine's address.
 */
final class Gate {

    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|\\[[0-9a-fA-F:.%]+]");

    private final String ownHost;

    Gate(String ownHost) {
        this.ownHost = ownHost.toLowerCase(Locale.ROOT);
    }

    /**
     * @throws com.aqwacloud.sandbox.http.ApiException if the request is not let through
     */
    void check(Call call) {
        if (!isLocal(host(call.base()))) {
            throw Problem.of(421, "The sandbox is asked by localhost or by an address only");
        }
        if (READS.contains(call.method())) {
            return;
        }
        Optional<String> origin = call.header("Origin");
        if (origin.isPresent() && !origin.get().equalsIgnoreCase(call.base())
                || call.header("Sec-Fetch-Site")
                        .filter(site -> !Set.of("same-origin", "none").contains(site))
                        .isPresent()) {
            throw Problem.of(403, "Pages of other origins may change nothing here");
        }
        checkType(call, origin);
    }

    /** A page can't send this type elsewhere without asking first. */
    private static void checkType(Call call, Optional<String> origin) {
        boolean body = !call.method().equals("DELETE");
        String type =
                call.header("Content-Type")
                        .map(value -> value.split(";", 2)[0].trim().toLowerCase(Locale.ROOT))
                        .orElse(origin.isPresent() ? "none" : "application/json");
        if (body && !type.equals("application/json")) {
            throw Problem.of(415, "Content-Type: application/json is needed, not " + type);
        }
    }

    private boolean isLocal(String host) {
        return host.equals("localhost")
                || host.endsWith(".localhost")
                || host.equals(ownHost)
                || ADDRESS.matcher(host).matches();
    }

    private static String host(String base) {
        try {
            String host = URI.create(base).getHost();
            return host == null ? "" : host.toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
