package com.aqwacloud.sandbox.core;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.BiFunction;

/** Goes through many items in order of ids, fetching a stretch at a time. Not thread-safe. */
final class Walk implements Iterator<Item> {

    private static final int FIRST_STRETCH = 128;
    private static final int LONGEST_STRETCH = 8192;

    private final BiFunction<String, Integer, List<Item>> stretch;
    private int limit = FIRST_STRETCH;
    private List<Item> items;
    private int next;

    /**
     * @param stretch gives, in order, items after an id, as many as asked for if there are
     */
    Walk(String after, BiFunction<String, Integer, List<Item>> stretch) {
        this.stretch = stretch;
        this.items = stretch.apply(after, limit);
    }

    @Override
    public boolean hasNext() {
        if (next == items.size() && items.size() == limit) {
            String last = items.get(next - 1).id();
            limit = Math.min(2 * limit, LONGEST_STRETCH);
            items = stretch.apply(last, limit);
            next = 0;
        }
        return next < items.size();
    }

    @Override
    public Item next() {
        if (!hasNext()) {
            throw new NoSuchElementException("That was the last item");
        }
        return items.get(next++);
    }
}
