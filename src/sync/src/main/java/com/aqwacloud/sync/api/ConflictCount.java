package com.aqwacloud.sync.api;

import java.util.Collection;

/**
 * How many conflicts there are of some kind.
 *
 * @param count how many
 * @param newest the highest id among them, or null where there are none; a {@link ConflictFilter}
 *     up to it lets none through that is found later
 */
public record ConflictCount(int count, Long newest) {
    /** Counts conflicts. */
    public static ConflictCount of(Collection<Conflict> conflicts) {
        return new ConflictCount(
                conflicts.size(),
                conflicts.stream().map(Conflict::id).max(Long::compare).orElse(null));
    }
}
