package com.aqwacloud.sync.internal.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.derby.jdbc.EmbeddedDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EncryptedSecretsTest {
    @TempDir Path folder;

    private final String database = "memory:" + UUID.randomUUID();
    private final EmbeddedDataSource source = new EmbeddedDataSource();
    private Path keyFile;
    private EncryptedSecrets secrets;

    @BeforeEach
    void createTable() throws SQLException {
        source.setDatabaseName(database);
        source.setCreateDatabase("create");
        execute(
                "CREATE TABLE secret (account VARCHAR(64) NOT NULL, name VARCHAR(64) NOT NULL,"
                        + " value VARCHAR(8000) NOT NULL, PRIMARY KEY (account, name))");
        keyFile = folder.resolve("keys/secrets.key");
        secrets = new EncryptedSecrets(source, keyFile);
    }

    @AfterEach
    void dropDatabase() {
        var drop = new EmbeddedDataSource();
        drop.setDatabaseName(database);
        drop.setConnectionAttributes("drop=true");
        // Derby reports a dropped database as an exception.
        assertThatThrownBy(drop::getConnection).isInstanceOf(SQLException.class);
    }

    private void execute(String sql) throws SQLException {
        try (var connection = source.getConnection();
                var statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private List<String> stored() throws SQLException {
        var values = new ArrayList<String>();
        try (var connection = source.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT value FROM secret")) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }

    @Test
    void aSecretComesBackAfterARestart() {
        secrets.put("work", "refresh-token", "gehëim");
        secrets.put("work", "refresh-token", "geheim-2");
        secrets.put("home", "refresh-token", "other");

        var restarted = new EncryptedSecrets(source, keyFile);

        assertThat(restarted.get("work", "refresh-token")).contains("geheim-2");
        assertThat(restarted.get("home", "refresh-token")).contains("other");
        assertThat(restarted.get("work", "nothing")).isEmpty();
        restarted.remove("work", "refresh-token");
        assertThat(restarted.get("work", "refresh-token")).isEmpty();
    }

    @Test
    void theSameSecretNeverLooksTheSame() throws SQLException {
        secrets.put("a", "n", "same");
        secrets.put("b", "n", "same");

        assertThat(stored()).hasSize(2).doesNotHaveDuplicates().noneMatch(v -> v.contains("same"));
    }

    @Test
    void onlyTheOwnerMayReadTheKey() throws IOException {
        secrets.put("a", "n", "v");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keyFile)))
                .isEqualTo("rw-------");
        assertThat(Files.size(keyFile)).isEqualTo(32);
        try (var files = Files.list(keyFile.getParent())) {
            assertThat(files).containsExactly(keyFile);
        }
    }

    @Test
    void aKeyThatOthersCouldReadIsClosedToThem() throws IOException {
        secrets.put("a", "n", "v");
        Files.setPosixFilePermissions(keyFile, PosixFilePermissions.fromString("rw-r--r--"));

        assertThat(secrets.get("a", "n")).contains("v");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keyFile)))
                .isEqualTo("rw-------");
    }

    @Test
    void tamperingIsNoticed() throws SQLException {
        secrets.put("a", "n", "v");
        String value = stored().get(0);
        char flipped = value.charAt(20) == 'A' ? 'B' : 'A';
        execute(
                "UPDATE secret SET value = '"
                        + value.substring(0, 20)
                        + flipped
                        + value.substring(21)
                        + "'");

        assertThatThrownBy(() -> secrets.get("a", "n"))
                .isInstanceOf(SecretsUnreadableException.class)
                .hasMessageContaining("The stored n of account \"a\" does not fit the key in")
                .hasMessageContaining(keyFile.toString());
    }

    @Test
    void whatIsNoCipherTextIsNoticed() throws SQLException {
        secrets.put("a", "n", "v");
        execute("UPDATE secret SET value = 'plain!'");

        assertThatThrownBy(() -> secrets.get("a", "n"))
                .isInstanceOf(SecretsUnreadableException.class);
    }

    @Test
    void aSecretCannotBeMovedToAnotherAccount() throws SQLException {
        secrets.put("a", "n", "v");
        execute("UPDATE secret SET account = 'b'");

        assertThatThrownBy(() -> secrets.get("b", "n"))
                .isInstanceOf(SecretsUnreadableException.class);
    }

    @Test
    void aMissingKeyIsSaidAndNeverReplacedWhileSecretsNeedIt() throws IOException {
        secrets.put("a", "n", "v");
        Files.delete(keyFile);

        assertThatThrownBy(() -> secrets.get("a", "n"))
                .isInstanceOf(SecretsUnreadableException.class)
                .hasMessageContaining("The key file " + keyFile + " is missing");
        assertThatThrownBy(() -> secrets.put("b", "n", "v"))
                .isInstanceOf(SecretsUnreadableException.class);
        assertThat(keyFile).doesNotExist();
    }

    @Test
    void aKeyOfTheWrongLengthIsSaid() throws IOException {
        secrets.put("a", "n", "v");
        Files.write(keyFile, new byte[5]);

        assertThatThrownBy(() -> secrets.get("a", "n"))
                .isInstanceOf(SecretsUnreadableException.class)
                .hasMessageContaining("does not hold a key of 32 bytes");
    }

    @Test
    void theFirstSecretsOfManyThreadsShareOneKey() throws Exception {
        var threads = Executors.newFixedThreadPool(6);
        try {
            var results = new ArrayList<Future<?>>();
            for (int i = 0; i < 6; i++) {
                String account = "a" + i % 3;
                results.add(threads.submit(() -> secrets.put(account, "n", "v")));
            }
            for (Future<?> result : results) {
                result.get(20, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
        for (int i = 0; i < 3; i++) {
            assertThat(secrets.get("a" + i, "n")).contains("v");
        }
    }

    @Test
    void aStoreThatIsNotThereIsTemporary() {
        var absent = new EmbeddedDataSource();
        absent.setDatabaseName("memory:absent-" + UUID.randomUUID());

        assertThatThrownBy(() -> new EncryptedSecrets(absent, keyFile).get("a", "n"))
                .isInstanceOf(SecretsUnavailableException.class)
                .hasMessageContaining("SQL state");
    }
}
