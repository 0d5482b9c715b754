package com.aqwacloud.sandbox.account;

import java.nio.file.Path;
import java.util.Objects;

/**
 * One person's drive in one cloud.
 *
 * @param name of letters, digits and hyphens
 * @param folder its files
 * @param state what is kept beside them
 * @param kind of OneDrive; {@code null} for Google
 */
public record Account(Cloud cloud, String name, Path folder, Path state, DriveKind kind) {

    /**
     * @throws IllegalArgumentException if the name is none, or the kind does not belong to the
     *     cloud
     */
    public Account {
        Objects.requireNonNull(folder, "folder");
        Objects.requireNonNull(state, "state");
        Owner.check(name);
        if ((kind == null) != (cloud == Cloud.GOOGLE)) {
            throw new IllegalArgumentException("kind: for OneDrive only, and needed there");
        }
    }

    public Owner owner() {
        return new Owner(name);
    }
}
