package com.aqwacloud.sandbox.account;

import java.util.Locale;
import java.util.Optional;

/** Which of the two services called OneDrive an account has. */
public enum DriveKind {
    /** For consumers. */
    PERSONAL,
    /** For work and school, on SharePoint. */
    BUSINESS;

    /** As Graph's {@code driveType} and the settings spell it. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<DriveKind> of(String id) {
        for (DriveKind kind : values()) {
            if (kind.id().equals(id)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
