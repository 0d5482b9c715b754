package com.aqwacloud.sync.api;

/** Who decides a conflict. */
public enum ConflictStrategy {
    /** The engine, by the {@link ConflictPreference}. */
    AUTO,
    /** A person, from the inbox. */
    MANUAL,
    /** A person, until a deadline; then the engine, by a default. */
    PROMPT
}
