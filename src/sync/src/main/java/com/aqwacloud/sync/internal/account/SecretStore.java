package com.aqwacloud.sync.internal.account;

import java.util.Optional;

/** Keeps secrets over a restart, encrypted. May be called from any thread. */
public interface SecretStore {
    /**
     * The secret, if there is one.
     *
     * @throws SecretsUnreadableException if it cannot be decrypted
     * @throws SecretsUnavailableException if the store cannot be reached now
     */
    Optional<String> get(String account, String name);

    /**
     * Stores a secret in place of what was there.
     *
     * @throws SecretsUnreadableException if what is stored cannot be decrypted with the present key
     * @throws SecretsUnavailableException if the store cannot be reached now
     */
    void put(String account, String name, String value);

    /**
     * Forgets a secret; nothing happens if there is none.
     *
     * @throws SecretsUnavailableException if the store cannot be reached now
     */
    void remove(String account, String name);
}
