package com.aqwacloud.sync.internal.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** Brings the schema from whatever version it has to the newest, a transaction per version. */
final class Migrations {
    private static final List<String> SCRIPTS =
            List.of(
                    "V1__first_schema.sql",
                    "V2__lookups_of_large_drives.sql",
                    "V3__conflict_rules.sql",
                    "V4__held_content.sql",
                    "V5__selection_filters.sql",
                    "V6__roots_and_long_paths.sql",
                    "V7__left_out.sql",
                    "V8__shortcuts_to_folders.sql",
                    "V9__task_results.sql",
                    "V10__sent_content.sql",
                    "V11__kinds_of_sides.sql",
                    "V12__applications.sql",
                    "V13__quota_use.sql",
                    "V14__settled_conflicts.sql",
                    "V15__delete_guard.sql",
                    "V16__cancelled_deletes.sql",
                    "V17__name_twins.sql",
                    "V18__left_to_heirs.sql",
                    "V19__delete_guard_by_hours.sql",
                    "V20__gone_items.sql",
                    "V21__allowed_deletes.sql",
                    "V22__hidden_names.sql",
                    "V23__answered_guard.sql");

    /** From this version on, names have the keys that they have now. */
    private static final int NAME_KEYS = 17;

    private static final String TABLE_EXISTS = "X0Y32";

    private final DataSource dataSource;

    Migrations(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    void run() {
        try (Connection connection = dataSource.getConnection()) {
            createVersionTable(connection);
            connection.setAutoCommit(false);
            int present = version(connection);
            if (present > SCRIPTS.size()) {
                throw new SQLException(
                        "the store has schema version "
                                + present
                                + ", made by a newer AqwaCloud; this one knows "
                                + SCRIPTS.size());
            }
            for (int version = present + 1; version <= SCRIPTS.size(); version++) {
                apply(connection, version, SCRIPTS.get(version - 1));
            }
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            throw new StoreException(
                    "The store could not be opened or upgraded: " + e.getMessage(), e);
        }
    }

    private static void createVersionTable(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE TABLE schema_version (version INTEGER NOT NULL PRIMARY KEY, script"
                            + " VARCHAR(200) NOT NULL)");
        } catch (SQLException e) {
            if (!TABLE_EXISTS.equals(e.getSQLState())) {
                throw e;
            }
        }
    }

    private static int version(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT MAX(version) FROM schema_version")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static void apply(Connection connection, int version, String script)
            throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements(script)) {
                statement.execute(sql);
            }
            if (version == NAME_KEYS) {
                NameKey.renew(connection);
            }
            statement.execute(
                    "INSERT INTO schema_version VALUES (" + version + ", '" + script + "')");
            connection.commit();
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        }
    }

    private static List<String> statements(String script) {
        try (InputStream in = Migrations.class.getResourceAsStream(script)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            String bare =
                    text.lines()
                            .filter(line -> !line.startsWith("--"))
                            .collect(Collectors.joining("\n"));
            return Arrays.stream(bare.split(";"))
                    .map(String::trim)
                    .filter(sql -> !sql.isEmpty())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
