package com.aqwacloud.sync.internal.account;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.sql.DataSource;

/**
 * Secrets in the table {@code secret}, each encrypted by AES-256-GCM with a nonce of its own and
 * bound to its account and name, so that neither can be exchanged. The key lies in a file that only
 * its owner may read. Safe for use by several threads.
 */
public final class EncryptedSecrets implements SecretStore {
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final byte FORMAT = 1;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int LONGEST_STORED = 8000;
    private static final String DUPLICATE_KEY = "23505";

    private final DataSource database;
    private final KeyFile key;
    private final SecureRandom random = new SecureRandom();

    /** Whose secret it is and what it is called. */
    public record Name(String account, String name) {}

    /**
     * @param database holds the table {@code secret(account, name, value)}
     * @param keyFile the file of the key; made with the first secret
     */
    public EncryptedSecrets(DataSource database, Path keyFile) {
        this.database = database;
        this.key = new KeyFile(keyFile);
    }

    @Override
    public Optional<String> get(String account, String name) {
        Optional<String> stored = select(account, name);
        return stored.map(value -> decrypt(account, name, value));
    }

    @Override
    public void put(String account, String name, String value) {
        SecretKey secretKey = key.exists() || !empty() ? key.read() : key.create();
        String stored = encrypt(secretKey, account, name, value);
        if (stored.length() > LONGEST_STORED) {
            throw new IllegalArgumentException("The secret is too long to be stored");
        }
        try {
            if (!update(account, name, stored) && !insert(account, name, stored)) {
                update(account, name, stored);
            }
        } catch (SQLException e) {
            throw unavailable(e);
        }
    }

    @Override
    public void remove(String account, String name) {
        try (Connection connection = database.getConnection();
                PreparedStatement delete =
                        connection.prepareStatement(
                                "DELETE FROM secret WHERE account = ? AND name = ?")) {
            delete.setString(1, account);
            delete.setString(2, name);
            delete.executeUpdate();
            finish(connection);
        } catch (SQLException e) {
            throw unavailable(e);
        }
    }

    /**
     * The secrets whose names begin like that.
     *
     * @param start letters, digits and hyphens
     * @throws SecretsUnavailableException if the store cannot be reached now
     */
    public List<Name> names(String start) {
        try (Connection connection = database.getConnection();
                PreparedStatement select =
                        connection.prepareStatement(
                                "SELECT account, name FROM secret WHERE name LIKE ? ORDER BY"
                                        + " account, name")) {
            select.setString(1, start + "%");
            var names = new ArrayList<Name>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    names.add(new Name(rows.getString(1), rows.getString(2)));
                }
            }
            finish(connection);
            return names;
        } catch (SQLException e) {
            throw unavailable(e);
        }
    }

    private String encrypt(SecretKey secretKey, String account, String name, String value) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            Cipher cipher = Cipher.getInstance(CIPHER);
            cipher.init(Cipher.ENCRYPT_MODE, secretKey, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(binding(account, name));
            byte[] sealed = cipher.doFinal(value.getBytes(StandardCharsets.UTF_8));
            ByteBuffer stored = ByteBuffer.allocate(1 + NONCE_BYTES + sealed.length);
            stored.put(FORMAT).put(nonce).put(sealed);
            return Base64.getEncoder().encodeToString(stored.array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + CIPHER, e);
        }
    }

    private String decrypt(String account, String name, String stored) {
        SecretKey secretKey = key.read();
        try {
            ByteBuffer buffer = ByteBuffer.wrap(Base64.getDecoder().decode(stored));
            if (buffer.remaining() <= NONCE_BYTES || buffer.get() != FORMAT) {
                throw unreadable(account, name, null);
            }
            byte[] nonce = new byte[NONCE_BYTES];
            buffer.get(nonce);
            byte[] sealed = new byte[buffer.remaining()];
            buffer.get(sealed);
            Cipher cipher = Cipher.getInstance(CIPHER);
            cipher.init(Cipher.DECRYPT_MODE, secretKey, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(binding(account, name));
            return new String(cipher.doFinal(sealed), StandardCharsets.UTF_8);
        } catch (AEADBadTagException | IllegalArgumentException e) {
            throw unreadable(account, name, e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + CIPHER, e);
        }
    }

    private SecretsUnreadableException unreadable(String account, String name, Exception cause) {
        return new SecretsUnreadableException(
                "The stored "
                        + name
                        + " of account \""
                        + account
                        + "\" does not fit the key in "
                        + key
                        + ": one of the two was changed or replaced; put the right key file back,"
                        + " or configure a new refresh token after deleting the row from the table"
                        + " secret.",
                cause);
    }

    private static byte[] binding(String account, String name) {
        return (account + '\0' + name).getBytes(StandardCharsets.UTF_8);
    }

    private Optional<String> select(String account, String name) {
        try (Connection connection = database.getConnection();
                PreparedStatement select =
                        connection.prepareStatement(
                                "SELECT value FROM secret WHERE account = ? AND name = ?")) {
            select.setString(1, account);
            select.setString(2, name);
            Optional<String> value;
            try (var rows = select.executeQuery()) {
                value = rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
            }
            finish(connection);
            return value;
        } catch (SQLException e) {
            throw unavailable(e);
        }
    }

    private boolean empty() {
        try (Connection connection = database.getConnection();
                PreparedStatement count =
                        connection.prepareStatement("SELECT COUNT(*) FROM secret")) {
            boolean empty;
            try (var rows = count.executeQuery()) {
                empty = rows.next() && rows.getLong(1) == 0;
            }
            finish(connection);
            return empty;
        } catch (SQLException e) {
            throw unavailable(e);
        }
    }

    private boolean update(String account, String name, String stored) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement update =
                        connection.prepareStatement(
                                "UPDATE secret SET value = ? WHERE account = ? AND name = ?")) {
            update.setString(1, stored);
            update.setString(2, account);
            update.setString(3, name);
            boolean found = update.executeUpdate() == 1;
            finish(connection);
            return found;
        }
    }

    /** False if another thread inserted it first. */
    private boolean insert(String account, String name, String stored) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement insert =
                        connection.prepareStatement(
                                "INSERT INTO secret (account, name, value) VALUES (?, ?, ?)")) {
            insert.setString(1, account);
            insert.setString(2, name);
            insert.setString(3, stored);
            insert.executeUpdate();
            finish(connection);
            return true;
        } catch (SQLException e) {
            if (DUPLICATE_KEY.equals(e.getSQLState())) {
                return false;
            }
            throw e;
        }
    }

    /** The pool decides whether connections commit by themselves. */
    private static void finish(Connection connection) throws SQLException {
        if (!connection.getAutoCommit()) {
            connection.commit();
        }
    }

    private static SecretsUnavailableException unavailable(SQLException e) {
        return new SecretsUnavailableException(
                "The table of secrets cannot be reached (SQL state " + e.getSQLState() + ").", e);
    }
}
