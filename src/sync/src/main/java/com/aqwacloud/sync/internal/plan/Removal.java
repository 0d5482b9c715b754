package com.aqwacloud.sync.internal.plan;

/**
 * Whether a folder of the destination can go as a whole.
 *
 * @param possible whether nothing in it would be lost
 * @param pending an item of the source that must be dealt with first, or null
 * @param files how many files would go
 * @param reason why it cannot go, or null
 * @param undecided an item of the source whose conflict decides whether it can, or null
 */
record Removal(boolean possible, String pending, long files, String reason, String undecided) {
    static final Removal NOTHING = new Removal(true, null, 0, null, null);

    static Removal refused(String reason) {
        return new Removal(false, null, 0, reason, null);
    }
}
