package com.aqwacloud.sync.internal.plan;

import com.aqwacloud.sync.internal.store.Baseline;
import com.aqwacloud.sync.internal.store.Item;
import java.util.Objects;

/**
 * The folder and name that an item is to have at the destination. Each of the two follows the side
 * that changed it since they last agreed; only where both sides changed the same one are they
 * apart.
 */
record Placement(Sides sides, Item source, Item destination, Baseline agreed) {
    /** The name that the source's is at the destination. */
    String wanted() {
        return sides.paths().name(source, missing() == null ? folder() : destination.parentId());
    }

    /** Whether both sides chose another name, or another folder, and not the same. */
    boolean isApart() {
        return (areNamesApart() || areFoldersApart()) && !sides.isAimedAt(source.id(), destination);
    }

    private boolean areNamesApart() {
        return isRenamed()
                && !destination.name().equals(agreed.destinationName())
                && !destination.name().equalsIgnoreCase(wanted());
    }

    private boolean areFoldersApart() {
        return isMoved()
                && agreed.destinationParentId() != null
                && !agreed.destinationParentId().equals(destination.parentId())
                && (missing() != null || !folder().equals(destination.parentId()));
    }

    private boolean isRenamed() {
        return !source.name().equals(agreed.name());
    }

    /** Whether the source has it in another folder than agreed. */
    boolean isMoved() {
        return !Objects.equals(source.parentId(), agreed.sourceParentId());
    }

    /**
     * Whether it bears a mark of ours, because another of its name was there first, or because its
     * name was cut where paths were longer.
     */
    boolean isMarked() {
        return destination.name().equals(agreed.destinationName())
                && (NameRule.isBeside(destination.name(), wanted(), source.id())
                        || NameRule.isCut(destination.name(), source.name())
                                && !destination.name().equals(wanted()));
    }

    /** The folder of the source that must be made at the destination first, or null. */
    String missing() {
        return isMoved() ? sides.missingFolder(source) : null;
    }

    /** The destination's folder that is to hold it; only to be asked if none is missing. */
    String folder() {
        return isMoved() ? sides.destinationFolder(source) : destination.parentId();
    }

    /** Its name there. */
    String name() {
        return isRenamed() || isMarked() || NameRule.isOf(destination.name(), source.name())
                ? wanted()
                : sides.paths().fitted(source, destination.name(), folder());
    }
}
