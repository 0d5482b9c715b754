package com.aqwacloud.sync.internal.store;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The scratch stores that are open. Thread-safe. */
public final class ScratchStores {
    private final AtomicLong numbers = new AtomicLong();
    private final Map<String, ScratchStore> open = new ConcurrentHashMap<>();

    /** Opens one; the caller hands it back to {@link #close}. */
    public ScratchStore open() {
        var store = new ScratchStore(Long.toString(numbers.incrementAndGet()));
        open.put(store.id(), store);
        return store;
    }

    /** Closes one. */
    public void close(ScratchStore store) {
        open.remove(store.id());
        store.close();
    }

    /**
     * The store of that id.
     *
     * @throws StoreException if it is closed
     */
    public ScratchStore find(String id) {
        ScratchStore store = open.get(id);
        if (store == null) {
            throw new StoreException("The temporary store " + id + " is closed.", null);
        }
        return store;
    }
}
