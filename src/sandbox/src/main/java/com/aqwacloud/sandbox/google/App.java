package com.aqwacloud.sandbox.google;

import com.aqwacloud.sandbox.core.Item;
import com.aqwacloud.sandbox.oauth.Access;
import com.aqwacloud.sandbox.oauth.Tokens;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An application that asks, and how much of a drive it was let see. Which applications made or
 * opened a file is kept with the file.
 *
 * @param client its client id
 */
record App(String client, Sight sight) {

    /** All that the sandbox itself and its fixed tokens may. */
    static final App ANY = new App(Tokens.FIXED, Sight.EVERYTHING);

    private static final String APPS = "apps";

    enum Sight {
        EVERYTHING,

        /** What the application made, and what was opened with it. */
        OWN,

        /** Only the application's own hidden folder, which there is not. */
        NOTHING
    }

    static App of(Access access) {
        return new App(access.client(), DriveScopes.sight(access));
    }

    /** As it was put down with an upload that is still under way. */
    static App of(Map<String, Object> attributes) {
        if (attributes.get("app") instanceof Map<?, ?> map) {
            return new App(
                    String.valueOf(map.get("client")),
                    Sight.valueOf(String.valueOf(map.get("sight"))));
        }
        return ANY;
    }

    /** Puts it down for the later requests of an upload, which bring no token. */
    void keepIn(Map<String, Object> attributes) {
        attributes.put("app", Map.of("client", client, "sight", sight.name()));
    }

    boolean seesAll() {
        return sight == Sight.EVERYTHING;
    }

    boolean sees(Item item) {
        return seesAll() || sight == Sight.OWN && isAuthorizedFor(item);
    }

    /** Whether it made the file, or the file was opened with it. */
    boolean isAuthorizedFor(Item item) {
        return clients(item.properties()).contains(client);
    }

    private static Set<String> clients(Map<String, Object> properties) {
        Set<String> clients = new LinkedHashSet<>();
        if (properties.get(APPS) instanceof List<?> list) {
            list.forEach(each -> clients.add(String.valueOf(each)));
        }
        return clients;
    }

    /** Says of a new file that this application made it, and no other. */
    void made(Map<String, Object> properties) {
        properties.put(APPS, List.of(client));
    }

    /** Says of a file that it was opened with an application, too. */
    static void opened(Map<String, Object> properties, String client) {
        Set<String> clients = clients(properties);
        clients.add(client);
        properties.put(APPS, List.copyOf(clients));
    }
}
