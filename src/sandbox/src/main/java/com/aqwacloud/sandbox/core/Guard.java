package com.aqwacloud.sandbox.core;

import java.util.Optional;

/** A condition on what is there, checked in the same instant as the change that depends on it. */
@FunctionalInterface
public interface Guard {

    /** Holds always. */
    Guard NONE = current -> {};

    /**
     * @param current what the change would alter, if there is any
     * @throws RuntimeException to prevent the change
     */
    void check(Optional<Item> current);

    /**
     * Is asked of each item that goes with a folder.
     *
     * @throws RuntimeException to prevent the change
     */
    default void checkWithin(Item taken) {}
}
