package com.aqwacloud.sync.internal.plan;

import com.aqwacloud.sync.api.Action;
import com.aqwacloud.sync.api.ConflictType;
import com.aqwacloud.sync.internal.store.Baseline;
import com.aqwacloud.sync.internal.store.Item;
import java.time.Instant;

/** What is to be done about one item of the source. */
public sealed interface Decision {
    /** Why the item is left out, the rest of a sentence that begins with its path; or null. */
    default String leftOut() {
        return null;
    }

    /** Whether an item of the destination is to be deleted, be it later. */
    static boolean isDeletion(Decision decision) {
        return decision instanceof Work work && work.action() == Action.DELETE
                || decision instanceof After after && after.likely() == Action.DELETE;
    }

    /** Id of a vanished item of the source whose place another takes by this, or null. */
    static String replaced(Decision decision) {
        if (decision instanceof Work work) {
            return work.replacedSourceId();
        }
        return decision instanceof Agree agree ? agree.replacedSourceId() : null;
    }

    /** Nothing. */
    record Nothing() implements Decision {}

    /**
     * Nothing as long as another item of the source is to take the place of this one, or of a
     * folder above it.
     */
    record LeaveTo(String heirId) implements Decision {}

    /**
     * Nothing, for a reason that a person should know.
     *
     * @param place whether it cannot get its place at the destination before folders there get
     *     other places
     */
    record Skip(String reason, boolean place) implements Decision {
        Skip(String reason) {
            this(reason, false);
        }

        @Override
        public String leftOut() {
            return reason;
        }
    }

    /**
     * Nothing, since the session's filter leaves it out; what is at the destination stays as it is.
     *
     * @param reason why, or null where that is told of its folder
     * @param until when it is to be decided again, or null
     */
    record LeaveOut(String reason, Instant until) implements Decision {
        @Override
        public String leftOut() {
            return reason;
        }
    }

    /** Both sides agree already: only the baseline is to be written. */
    record Agree(Baseline agreed, String replacedSourceId) implements Decision {}

    /** Both sides let go of it: the baseline is to be forgotten. */
    record Forget(String reason) implements Decision {
        @Override
        public String leftOut() {
            return reason;
        }
    }

    /**
     * Another item of the source must be dealt with first; then this will be likely.
     *
     * @param deletedFiles how many files a delete will take along, as far as that is known
     */
    record After(String sourceId, Action likely, long deletedFiles) implements Decision {
        After(String sourceId, Action likely) {
            this(sourceId, likely, 0);
        }

        /** Bytes of the item's content that are to be read then, 0 while that is not known. */
        long size(Item source) {
            return source != null && source.isFile() && likely.readsContent() ? source.size() : 0;
        }
    }

    /** A conflict. */
    record Clash(ConflictType type, Item source, Item destination) implements Decision {}

    /**
     * Work at the destination.
     *
     * @param action what it is called
     * @param source the item of the source, or null for a delete
     * @param destination the item of the destination, or null where it is to be created
     * @param parentId the destination's folder that is to hold it, or null for a delete
     * @param name its name there
     * @param place whether an existing item must get that folder and name
     * @param content whether content is to be transferred
     * @param keepAs name under which the destination's present item is kept first, or null
     * @param replacedSourceId id of a vanished item of the source whose place this one takes, or
     *     null
     * @param deletedFiles how many files a delete takes along
     * @param aside whether folder and name are those for the meantime: the item only steps aside
     *     for others, or cannot get its place now, and is to be planned again after that
     */
    record Work(
            Action action,
            Item source,
            Item destination,
            String parentId,
            String name,
            boolean place,
            boolean content,
            String keepAs,
            String replacedSourceId,
            long deletedFiles,
            boolean aside)
            implements Decision {

        /** Whether nothing at the destination stands for the item before this is done. */
        public boolean makesAnew() {
            return destination == null;
        }

        /** Whether it gives an item of the destination a folder and a name. */
        public boolean aims() {
            boolean creates = action == Action.CREATE || action == Action.CREATE_FOLDER;
            return creates && keepAs == null || place;
        }

        /**
         * What both sides hold once this is done.
         *
         * @param before what they held before, or null
         * @param arrived the item of the destination as it is then
         */
        public Baseline agreed(Baseline before, Item arrived) {
            Baseline now = now(before, arrived);
            if (action == Action.ADOPT && before != null) {
                // Only the content was compared: the source's new place is still to be followed.
                return now.at(before);
            }
            if (aside && !place && before != null) {
                return now.at(before);
            }
            return aside ? now.steppedAside() : now;
        }

        private Baseline now(Baseline before, Item arrived) {
            if (content || before == null) {
                return Baseline.of(source, arrived);
            }
            return action == Action.TOUCH
                    ? before.timed(source, arrived)
                    : before.placed(source, arrived);
        }
    }
}
