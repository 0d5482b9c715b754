package com.aqwacloud.sandbox.core;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * For each folder the bytes of all that is below it and the number of its live children, kept up to
 * date item by item. Guarded by its owner.
 */
final class Sums {

    /** What an untouched folder holds by itself, before anything was put there. */
    private final Function<String, Sum> initial;

    private final Function<String, Optional<Item>> known;
    private final Map<String, Sum> byFolder = new HashMap<>();

    record Sum(long bytes, long live) {
        static final Sum NONE = new Sum(0, 0);

        Sum plus(long moreBytes, long moreLive) {
            return new Sum(bytes + moreBytes, live + moreLive);
        }
    }

    Sums(Function<String, Sum> initial, Function<String, Optional<Item>> known) {
        this.initial = initial;
        this.known = known;
    }

    Sum of(String folderId) {
        Sum sum = byFolder.get(folderId);
        return sum == null ? initial.apply(folderId) : sum;
    }

    /** An item came to be. */
    void add(Item item) {
        count(item, 1);
    }

    /** An item is no more, as it was. */
    void subtract(Item item) {
        count(item, -1);
    }

    private void count(Item item, int sign) {
        if (item.removed() || item.isRoot()) {
            return;
        }
        long bytes = item.folder() ? of(item.id()).bytes() : item.size();
        add(item.parentId(), sign * bytes, item.trashed() ? 0 : sign);
    }

    /** What is below a folder grew by so much. */
    void add(String folderId, long bytes, long live) {
        if (bytes == 0 && live == 0) {
            return;
        }
        String id = folderId;
        long liveHere = live;
        while (id != null) {
            byFolder.put(id, of(id).plus(bytes, liveHere));
            liveHere = 0;
            // Of a folder that is gone, or not yet known, nothing counts further up.
            id = known.apply(id).filter(item -> !item.removed()).map(Item::parentId).orElse(null);
        }
    }

    void forget(String folderId) {
        byFolder.remove(folderId);
    }
}
