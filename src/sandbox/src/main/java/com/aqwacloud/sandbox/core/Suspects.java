package com.aqwacloud.sandbox.core;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Items not seen where they should be, and since when. Thread-safe. */
final class Suspects {

    private final Map<String, Long> since = new ConcurrentHashMap<>();

    Set<String> ids() {
        return since.keySet();
    }

    boolean isEmpty() {
        return since.isEmpty();
    }

    void found(String id) {
        since.remove(id);
    }

    /** How long the item has been missing, which begins now if it was not before. */
    long missing(String id, long nowNanos) {
        Long first = since.putIfAbsent(id, nowNanos);
        return first == null ? 0 : nowNanos - first;
    }
}
