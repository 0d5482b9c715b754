package com.aqwacloud.sync.internal.event;

import com.aqwacloud.sync.api.Conflict;
import com.aqwacloud.sync.api.RouteFile;
import com.aqwacloud.sync.api.Session;
import com.aqwacloud.sync.api.Stats;
import com.aqwacloud.sync.api.Transfer;
import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * Something that happened. Its JSON is that of its components, beside the members that all events
 * have in common: number, time, session and type.
 */
public sealed interface Event {
    /** The {@code type} member. */
    @JsonIgnore
    String type();

    /** Id of the session that it belongs to, or null. */
    String session();

    /** A feed reported a change. */
    record FileChange(@JsonIgnore String session, Change change) implements Event {
        @Override
        public String type() {
            return "file-change";
        }
    }

    /** A job came into another state. */
    record TransferChange(State state, Transfer transfer) implements Event {
        /** What happened to a job. */
        public enum State {
            QUEUED,
            STARTED,
            COMPLETED,
            FAILED,
            CONFLICTED,
            CANCELLED
        }

        @Override
        public String type() {
            return "transfer";
        }

        @Override
        @JsonIgnore
        public String session() {
            return transfer.session();
        }
    }

    /** Bytes of a job moved. */
    record Progress(Transfer transfer) implements Event {
        @Override
        public String type() {
            return "progress";
        }

        @Override
        @JsonIgnore
        public String session() {
            return transfer.session();
        }
    }

    /** A conflict was found, put before a person, decided or undone. */
    record ConflictChange(State state, Conflict conflict) implements Event {
        /** What happened to a conflict. */
        public enum State {
            DETECTED,
            ASKED,
            RESOLVED,
            UNDONE
        }

        @Override
        public String type() {
            return "conflict";
        }

        @Override
        @JsonIgnore
        public String session() {
            return conflict.session();
        }
    }

    /** A session came into another state or was changed. */
    record SessionChange(State state, Session detail) implements Event {
        /** What happened to a session. */
        public enum State {
            CREATED,
            STARTED,
            STOPPED,
            PAUSED,
            DELETED,
            CHANGED
        }

        @Override
        public String type() {
            return "session";
        }

        @Override
        @JsonIgnore
        public String session() {
            return detail.id();
        }
    }

    /**
     * A route file was loaded, refused or removed.
     *
     * @param file how it stands, or stood before it was removed
     * @param removed whether it was removed
     */
    record RoutesChange(RouteFile file, boolean removed) implements Event {
        @Override
        public String type() {
            return "routes";
        }

        @Override
        @JsonIgnore
        public String session() {
            return null;
        }
    }

    /** Counts at one moment. */
    record StatsChange(Stats stats) implements Event {
        @Override
        public String type() {
            return "stats";
        }

        @Override
        @JsonIgnore
        public String session() {
            return null;
        }
    }
}
