package com.aqwacloud.sync.internal.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The refresh token to use next. Microsoft gives a new one with each refresh; it is stored beside a
 * fingerprint of the configuration that it descends from, so that a change of the configuration
 * makes it void. Guarded by its caller: one refresh runs at a time.
 */
final class RefreshTokens {
    static final String SECRET = "refresh-token";

    private static final Logger LOG = LoggerFactory.getLogger(RefreshTokens.class);
    private static final char SEPARATOR = ':';

    private final AccountSettings account;
    private final SecretStore store;
    private final String fingerprint;

    /** The newest one, where storing it failed. */
    private String unstored;

    RefreshTokens(AccountSettings account, SecretStore store) {
        this.account = account;
        this.store = store;
        this.fingerprint = fingerprint(account);
    }

    /** The rotated token that descends from the present configuration; any other is dropped. */
    Optional<String> rotated() {
        if (unstored != null) {
            return Optional.of(unstored);
        }
        Optional<String> stored = store.get(account.name(), SECRET);
        if (stored.isEmpty()) {
            return stored;
        }
        String value = stored.get();
        int at = value.indexOf(SEPARATOR);
        if (at < 0 || !value.substring(0, at).equals(fingerprint)) {
            store.remove(account.name(), SECRET);
            return Optional.empty();
        }
        return Optional.of(value.substring(at + 1));
    }

    void rotate(String next) {
        try {
            store.put(account.name(), SECRET, fingerprint + SEPARATOR + next);
            unstored = null;
        } catch (SecretsUnavailableException | SecretsUnreadableException e) {
            // The access token is good all the same, and the old refresh token is not revoked at
            // once: the next refresh tries to store again.
            unstored = next;
            LOG.warn(
                    "The new refresh token of {} could not be stored: {}", account, e.getMessage());
        }
    }

    void drop() {
        unstored = null;
        store.remove(account.name(), SECRET);
    }

    private static String fingerprint(AccountSettings account) {
        String origin =
                String.join(
                        "\n",
                        account.tokenUri().toString(),
                        account.clientId(),
                        account.refreshToken());
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(origin.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
