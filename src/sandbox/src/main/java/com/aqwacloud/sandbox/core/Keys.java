package com.aqwacloud.sandbox.core;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Items by what identifies their files on disk. Guarded by its owner. */
final class Keys {

    private final Map<String, Item> one = new HashMap<>();

    /** Those that share a key with the one above, as hard links do. */
    private final Map<String, List<Item>> others = new HashMap<>();

    void put(Item item) {
        String key = item.diskKey();
        if (key != null && one.putIfAbsent(key, item) != null) {
            others.computeIfAbsent(key, k -> new ArrayList<>(1)).add(item);
        }
    }

    void remove(Item item) {
        String key = item.diskKey();
        if (key == null) {
            return;
        }
        List<Item> more = others.getOrDefault(key, List.of());
        Item held = one.get(key);
        if (held != null && held.id().equals(item.id())) {
            if (more.isEmpty()) {
                one.remove(key);
            } else {
                one.put(key, more.remove(0));
            }
        } else {
            more.removeIf(other -> other.id().equals(item.id()));
        }
        if (more.isEmpty()) {
            others.remove(key);
        }
    }

    List<Item> of(String key) {
        Item held = key == null ? null : one.get(key);
        if (held == null) {
            return List.of();
        }
        List<Item> all = new ArrayList<>(List.of(held));
        all.addAll(others.getOrDefault(key, List.of()));
        return all;
    }
}
