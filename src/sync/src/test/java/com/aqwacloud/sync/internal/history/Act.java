package com.aqwacloud.sync.internal.history;

import java.util.List;
import java.util.Optional;

/**
 * One step of a history. The numbers choose what it is about, among what there is by then, so that
 * any part of a history is a history, too.
 */
record Act(Kind kind, int one, int other) {
    enum Kind {
        /** A person at the source. */
        S_NEW,
        S_DIR,
        S_EDIT,
        S_TOUCH,
        S_RENAME,
        S_MOVE,
        S_TRASH,
        S_RESTORE,
        S_PURGE,
        S_SWAP,
        S_BECOME_FOLDER,
        S_INTO_CHILD,
        /** A person at the destination. */
        D_NEW,
        D_DIR,
        D_COPY,
        D_EDIT,
        D_TOUCH,
        D_RENAME,
        D_MOVE,
        D_DELETE,
        D_RESTORE,
        /** A person at the page. */
        ANSWER,
        UNDO,
        CANCEL,
        RETRY,
        /** The engine. */
        POLL,
        READ_SOURCE,
        READ_DESTINATION,
        PLAN,
        CLAIM,
        STEP,
        RUN,
        DECIDE,
        TIDY,
        /** What goes wrong. */
        REFUSE,
        LOSE_ANSWER,
        DAMAGE,
        CRASH,
        FORGET_SOURCE,
        FORGET_DESTINATION
    }

    /** What a number chooses, if there is anything to choose from. */
    static <T> Optional<T> pick(List<T> from, int number) {
        return from.isEmpty() ? Optional.empty() : Optional.of(from.get(number % from.size()));
    }

    @Override
    public String toString() {
        return kind + " " + one + " " + other;
    }
}
