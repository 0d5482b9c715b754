package com.aqwacloud.sync.internal.store;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The rows that the writers read or wrote last, so that the next one need not ask the store for
 * them. Only a writer may use it, since nobody else changes these rows while he does; what is taken
 * back must be forgotten. Guarded by the writers' lock.
 */
final class RowMemory {
    /** A few MiB: what is planned or transferred together is found, a large drive is not held. */
    private static final int MOST = 5000;

    private final Map<Object, Optional<?>> rows =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Object, Optional<?>> eldest) {
                    return size() > MOST;
                }
            };

    /** The row of that key, empty where there is none; loaded if it is not known. */
    @SuppressWarnings("unchecked") // A key tells the type of its row.
    <T> Optional<T> get(Object key, Supplier<Optional<T>> load) {
        Optional<?> known = rows.get(key);
        if (known != null) {
            return (Optional<T>) known;
        }
        Optional<T> loaded = load.get();
        rows.put(key, loaded);
        return loaded;
    }

    /** The row of that key as far as it is known; null if it is not. */
    @SuppressWarnings("unchecked") // A key tells the type of its row.
    <T> Optional<T> peek(Object key) {
        return (Optional<T>) rows.get(key);
    }

    /** The row of that key is now so; empty if it is gone. */
    void put(Object key, Optional<?> row) {
        rows.put(key, row);
    }

    /** The row of that key was changed in a way that is not told here. */
    void forget(Object key) {
        rows.remove(key);
    }

    /** Many rows were changed, or some changes were taken back. */
    void forgetAll() {
        rows.clear();
    }
}
