package com.aqwacloud.sync.api;

/** Who decides a conflict. */
public enum ConflictStrategy {
    /** The engine, by the session's {@link ConflictPreference}. */
    AUTO,
    /** A person, from the inbox. */
    MANUAL,
    /** A person, who is asked at once. */
    PROMPT
}
