package com.aqwacloud.sandbox.google;

import com.aqwacloud.sandbox.account.Owner;
import com.aqwacloud.sandbox.core.CloudFolder;

/**
 * A tree of files: the user's own, a shared drive, or that of someone who shares parts of it.
 *
 * @param owner {@code null} for a shared drive, which owns its files itself
 * @param name {@code My Drive}, or that of the shared drive
 */
record Volume(Kind kind, CloudFolder folder, Owner owner, String name) {

    enum Kind {
        MINE,
        SHARED_DRIVE,
        OTHERS
    }

    static Volume mine(CloudFolder folder, Owner owner) {
        return new Volume(Kind.MINE, folder, owner, "My Drive");
    }

    boolean isSharedDrive() {
        return kind == Kind.SHARED_DRIVE;
    }

    boolean isOthers() {
        return kind == Kind.OTHERS;
    }

    /** The same for ever, among the volumes of a user; of a shared drive it is its id. */
    String key() {
        return switch (kind) {
            case MINE -> "";
            case SHARED_DRIVE -> folder.root().id();
            case OTHERS -> "@" + owner.account();
        };
    }
}
