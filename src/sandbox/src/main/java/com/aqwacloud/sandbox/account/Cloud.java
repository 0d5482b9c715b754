package com.aqwacloud.sandbox.account;

import java.util.Optional;

/** The two clouds, by the names they have in addresses, settings and counts. */
public enum Cloud {
    GOOGLE("google"),
    ONEDRIVE("onedrive");

    private final String id;

    Cloud(String id) {
        this.id = id;
    }

    public String id() {
        return id;
    }

    public static Optional<Cloud> of(String id) {
        for (Cloud cloud : values()) {
            if (cloud.id.equals(id)) {
                return Optional.of(cloud);
            }
        }
        return Optional.empty();
    }
}
