package com.aqwacloud.sync.api;

import java.util.function.Predicate;

/**
 * Some of the conflicts. Immutable.
 *
 * @param session only those of this session, or null for all
 * @param type only those of this type, or null for all
 * @param path only those whose path this pattern describes, or null for all; as in the option
 *     {@code conflicts.rules}
 * @param newest only those of ids up to this one, or null for all: none that was found later
 */
public record ConflictFilter(String session, ConflictType type, String path, Long newest) {
    /** All conflicts. */
    public static final ConflictFilter ALL = new ConflictFilter(null, null, null);

    /**
     * @throws InvalidValueException if the path is no pattern
     */
    public ConflictFilter {
        if (path != null) {
            pattern(path);
        }
    }

    /** However new they are. */
    public ConflictFilter(String session, ConflictType type, String path) {
        this(session, type, path, null);
    }

    /** Whether a conflict is one of them; for any number of conflicts. */
    public Predicate<Conflict> matching() {
        PathPattern pattern = path == null ? null : pattern(path);
        return conflict ->
                (session == null || session.equals(conflict.session()))
                        && (type == null || type == conflict.type())
                        && (newest == null || conflict.id() <= newest)
                        && (pattern == null || pattern.matches(conflict.path()));
    }

    private static PathPattern pattern(String path) {
        try {
            return PathPattern.parse(path);
        } catch (IllegalArgumentException e) {
            throw new InvalidValueException("path", e.getMessage() + "; it is \"" + path + "\"");
        }
    }
}
