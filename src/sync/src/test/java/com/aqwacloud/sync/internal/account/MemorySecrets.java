package com.aqwacloud.sync.internal.account;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Secrets for the life of a test. */
public final class MemorySecrets implements SecretStore {
    private final Map<String, String> values = new ConcurrentHashMap<>();

    @Override
    public Optional<String> get(String account, String name) {
        return Optional.ofNullable(values.get(account + "/" + name));
    }

    @Override
    public void put(String account, String name, String value) {
        values.put(account + "/" + name, value);
    }

    @Override
    public void remove(String account, String name) {
        values.remove(account + "/" + name);
    }
}
