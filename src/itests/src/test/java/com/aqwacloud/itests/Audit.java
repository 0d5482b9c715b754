package com.aqwacloud.itests;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.derby.jdbc.EmbeddedDataSource;

/** What a stopped distribution wrote down of a session's jobs. */
final class Audit {
    private static final Set<String> CONTENT = Set.of("create", "adopt", "update");

    private final Map<String, Story> stories = new HashMap<>();

    /** Jobs whose entries are not what became of them. */
    private final List<String> untold = new ArrayList<>();

    private int completed;

    private Audit() {}

    /**
     * A job that was completed.
     *
     * @param task what it did in the end
     * @param brings whether it had begun by bringing the item to the destination
     */
    private record Entry(String task, String path, long size, boolean brings) {}

    /** What was done for one item of the source, in order. */
    static final class Story {
        private final List<Entry> entries = new ArrayList<>();

        /** All that was written down, for whoever has to find out what happened. */
        private final List<String> steps = new ArrayList<>();

        /** How many jobs did one of these. */
        long count(String... tasks) {
            Set<String> asked = Set.of(tasks);
            return entries.stream().filter(entry -> asked.contains(entry.task())).count();
        }

        /** Where the last job left it, without a leading slash. */
        String path() {
            return entries.get(entries.size() - 1).path().substring(1);
        }

        /**
         * Whether all that was ever done is one deletion, by the job that was to bring the item and
         * heard no answer by then: that is told as what it came to.
         */
        boolean isGivenUpOnItsWay() {
            return entries.size() == 1 && endsInDelete() && entries.get(0).brings();
        }

        boolean endsInDelete() {
            return entries.get(entries.size() - 1).task().equals("delete");
        }

        /** Bytes of the content that was brought last; -1 if none was. */
        long size() {
            return entries.stream()
                    .filter(entry -> CONTENT.contains(entry.task()))
                    .mapToLong(Entry::size)
                    .reduce(-1, (first, last) -> last);
        }

        @Override
        public String toString() {
            return String.join("\n", steps);
        }
    }

    static Audit read(Distribution aqwa, String session) throws SQLException {
        var store = new EmbeddedDataSource();
        store.setDatabaseName(aqwa.base().resolve("data/aqwa/store").toString());
        var audit = new Audit();
        try (var connection = store.getConnection();
                var statement =
                        connection.prepareStatement(
                                "SELECT j.source_id, a.task, a.path, a.size, (SELECT COUNT(*) FROM"
                                        + " audit b WHERE b.job_id = a.job_id AND b.step ="
                                        + " 'started' AND b.task IN ('create', 'adopt')), a.step,"
                                        + " a.job_id, a.at_millis, a.detail FROM audit a JOIN job j"
                                        + " ON j.id = a.job_id WHERE a.session_id = ? AND a.task <>"
                                        + " 'create-folder' ORDER BY a.at_millis, a.job_id")) {
            statement.setString(1, session);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    audit.add(rows);
                }
            }
            audit.compare(connection, session);
        }
        return audit;
    }

    /** Lays the entries beside the jobs themselves, which a crash must not part them from. */
    private void compare(Connection connection, String session) throws SQLException {
        try (var statement =
                connection.prepareStatement(
                        "SELECT j.id, j.task, j.state, j.path, COUNT(a.job_id) FROM job j LEFT JOIN"
                                + " audit a ON a.job_id = j.id AND a.step = 'completed' WHERE"
                                + " j.session_id = ? GROUP BY j.id, j.task, j.state, j.path")) {
            statement.setString(1, session);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    int due = rows.getString(3).equals("COMPLETED") ? 1 : 0;
                    completed += due;
                    if (rows.getInt(5) != due) {
                        untold.add(
                                "job %d %s %s, now %s, %d times told as completed"
                                        .formatted(
                                                rows.getLong(1),
                                                rows.getString(2),
                                                rows.getString(4),
                                                rows.getString(3),
                                                rows.getInt(5)));
                    }
                }
            }
        }
    }

    /** Completed jobs that are not written down once as such, and others that are. */
    List<String> untold() {
        return List.copyOf(untold);
    }

    /** How many jobs were completed. */
    int completed() {
        return completed;
    }

    private void add(ResultSet row) throws SQLException {
        String step = row.getString(6);
        Story story = stories.computeIfAbsent(row.getString(1), item -> new Story());
        story.steps.add(
                "%s job %d %s %s %s %d: %s"
                        .formatted(
                                Instant.ofEpochMilli(row.getLong(8)),
                                row.getLong(7),
                                row.getString(2),
                                step,
                                row.getString(3),
                                row.getLong(4),
                                row.getString(9)));
        if (step.equals("completed")) {
            story.entries.add(
                    new Entry(
                            row.getString(2),
                            row.getString(3),
                            row.getLong(4),
                            row.getLong(5) > 0));
        }
    }

    /** The stories of the files that were there at the end, by their last path. */
    Map<String, Story> living() {
        return byPath(false);
    }

    /** The stories that end in a deletion, by their last path. */
    Map<String, Story> deleted() {
        return byPath(true);
    }

    private Map<String, Story> byPath(boolean deleted) {
        var found = new HashMap<String, Story>();
        for (Story story : stories.values()) {
            if (!story.entries.isEmpty() && story.endsInDelete() == deleted) {
                Story other = found.put(story.path(), story);
                if (other != null) {
                    throw new AssertionError("Two of one path: " + story + " and " + other);
                }
            }
        }
        return found;
    }
}
