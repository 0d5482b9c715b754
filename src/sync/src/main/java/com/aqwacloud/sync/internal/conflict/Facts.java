package com.aqwacloud.sync.internal.conflict;

import com.aqwacloud.sync.api.ConflictSide;

/** What is known of a side, as the log tells it in one line. */
final class Facts {
    private Facts() {}

    /** The side's name, size or that it is a folder, times, editor and hash. */
    static String of(ConflictSide side) {
        if (!side.exists()) {
            return "deleted";
        }
        return line(side.name())
                + (side.kind() == ConflictSide.Kind.FOLDER
                        ? ", a folder"
                        : ", " + side.size() + " bytes")
                + ", created "
                + side.createdAt()
                + ", modified "
                + side.modifiedAt()
                + " by "
                + line(side.modifiedBy())
                + ", hash "
                + side.hash();
    }

    /** Names come from outside: none may begin a line of its own in the log. */
    static String line(String text) {
        return text == null ? "unknown" : text.replaceAll("\\p{Cntrl}", "?");
    }
}
