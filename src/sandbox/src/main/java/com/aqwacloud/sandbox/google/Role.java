package com.aqwacloud.sandbox.google;

import java.util.Optional;

/** What a user may do with an item; the first may do the most. */
enum Role {
    OWNER("owner"),
    ORGANIZER("organizer"),
    WRITER("writer"),
    COMMENTER("commenter"),
    READER("reader");

    private final String id;

    Role(String id) {
        this.id = id;
    }

    String id() {
        return id;
    }

    boolean canEdit() {
        return compareTo(WRITER) <= 0;
    }

    /** Also to put into the trash. */
    boolean canDelete() {
        return compareTo(ORGANIZER) <= 0;
    }

    static Optional<Role> of(String id) {
        for (Role role : values()) {
            if (role.id.equals(id)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }
}
