package com.aqwacloud.sandbox.core;

import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** The items of one folder, found by id, by name and by name on disk. Guarded by its owner. */
final class Children {

    private final boolean caseSensitive;
    private final NavigableMap<String, Item> byId = new TreeMap<>();
    private final NavigableMap<Named, Item> byName = new TreeMap<>(Named.ORDER);

    /** Only those whose name on disk is another than their name. */
    private final Map<String, Item> elsewhere = new HashMap<>();

    /** A name as it is compared, with the id to tell apart those of one name. */
    record Named(String name, String id) {
        static final Comparator<Named> ORDER =
                Comparator.comparing(Named::name).thenComparing(Named::id);
    }

    Children(boolean caseSensitive) {
        this.caseSensitive = caseSensitive;
    }

    void put(Item item) {
        byId.put(item.id(), item);
        byName.put(key(item), item);
        if (!item.trashed() && item.diskName() != null && !item.diskName().equals(item.name())) {
            elsewhere.put(item.diskName(), item);
        }
    }

    void remove(Item item) {
        byId.remove(item.id());
        byName.remove(key(item));
        Item held = elsewhere.get(item.diskName());
        if (held != null && held.id().equals(item.id())) {
            elsewhere.remove(item.diskName());
        }
    }

    boolean isEmpty() {
        return byId.isEmpty();
    }

    Collection<Item> all() {
        return byId.values();
    }

    /** In order of ids, after the given one. */
    Collection<Item> afterId(String id) {
        return byId.tailMap(id, false).values();
    }

    /** In order of names, after the given one. */
    Collection<Item> afterName(Named last) {
        return byName.tailMap(last, false).values();
    }

    /** Not in the trash; the one written exactly so comes first. */
    Optional<Item> named(String name) {
        return named(name, "");
    }

    /**
     * One of that name that is in its place.
     *
     * @param exceptId of the item that is not meant
     */
    Optional<Item> named(String name, String exceptId) {
        Optional<Item> any = Optional.empty();
        for (Item item : ofName(name)) {
            if (!item.trashed()
                    && !item.id().equals(exceptId)
                    && !Names.isDisplaced(item.diskName())) {
                if (item.name().equals(name)) {
                    return Optional.of(item);
                }
                any = any.isPresent() ? any : Optional.of(item);
            }
        }
        return any;
    }

    Optional<Item> onDisk(String diskName) {
        Item special = elsewhere.get(diskName);
        if (special != null) {
            return Optional.of(special);
        }
        for (Item item : ofName(diskName)) {
            if (!item.trashed() && diskName.equals(item.diskName())) {
                return Optional.of(item);
            }
        }
        return Optional.empty();
    }

    private Collection<Item> ofName(String name) {
        String folded = fold(name, caseSensitive);
        return Collections.unmodifiableCollection(
                byName.subMap(new Named(folded, ""), new Named(folded, "\uffff")).values());
    }

    private Named key(Item item) {
        return new Named(fold(item.name(), caseSensitive), item.id());
    }

    static String fold(String name, boolean caseSensitive) {
        return caseSensitive ? name : name.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }
}
