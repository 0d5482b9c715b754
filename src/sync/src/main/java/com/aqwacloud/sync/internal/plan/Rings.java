package com.aqwacloud.sync.internal.plan;

import com.aqwacloud.sync.internal.store.Baseline;
import com.aqwacloud.sync.internal.store.Item;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Items of the source that wait for each other: one for a name that another still has at the
 * destination, that one for a folder that is not there yet. As many as there are can do so. It only
 * reads, and what it found out once counts for as long as it is used.
 */
final class Rings {
    private final Sides sides;
    private final Leaving leaving;
    private final Map<String, Optional<String>> awaited = new HashMap<>();

    /** By id of the destination's item. */
    private final Map<String, Holder> holders = new HashMap<>();

    /** Items of the source that a lower one follows. */
    private final Set<String> stays = new HashSet<>();

    /** For items of the destination, the one that steps aside if they are in a ring. */
    private final Map<String, Optional<String>> stepsAside = new HashMap<>();

    /**
     * What holds a name at the destination.
     *
     * @param first what it waits for, or null
     * @param forName whether it waits for that one's name, and so can step aside
     */
    private record Holder(Baseline agreed, Baseline first, boolean forName) {
        String id() {
            return agreed.destinationId();
        }
    }

    Rings(Sides sides, Leaving leaving) {
        this.sides = sides;
        this.leaving = leaving;
    }

    /** Whether what holds a name waits, itself or through others, for the item that wants it. */
    boolean isAwaitedBy(Baseline holder, Item source) {
        Set<String> way = new HashSet<>();
        String next = holder.sourceId();
        while (next != null && way.add(next)) {
            if (next.equals(source.id())) {
                return true;
            }
            next = awaited.computeIfAbsent(next, this::awaited).orElse(null);
        }
        return false;
    }

    /** The item that another waits for before it can get its place. */
    private Optional<String> awaited(String id) {
        return Optional.ofNullable(first(id));
    }

    private String first(String id) {
        Item item = sides.source(id);
        Baseline agreed = sides.baseline(id);
        if (!sides.inScope(item)) {
            return agreed == null
                    ? null
                    : leaving.pendingIn(sides.destination(agreed.destinationId()));
        }
        if (agreed == null) {
            String missing = sides.missingFolder(item);
            return missing != null ? missing : occupant(item, sides.destinationFolder(item), null);
        }
        Item there = sides.destination(agreed.destinationId());
        if (there == null || !Changes.placeAtSource(item, agreed)) {
            return null;
        }
        var placement = new Placement(sides, item, there, agreed);
        return placement.missing() != null
                ? placement.missing()
                : occupant(item, placement.folder(), there.id());
    }

    private String occupant(Item item, String folder, String itself) {
        return sides.named(folder, sides.paths().name(item, folder)).stream()
                .filter(there -> !there.id().equals(itself))
                .findFirst()
                .flatMap(sides::baselineOf)
                .map(Baseline::sourceId)
                .orElse(null);
    }

    /**
     * Whether items that take each other's places wait for each other in a ring, and this is the
     * one to step aside. It gets the name beside until the others have the names they want.
     *
     * @param held what has the name that it wants
     */
    boolean breaksRing(Item source, Item destination, Baseline held) {
        if (!stepsAside.containsKey(held.destinationId())
                && (stays.contains(source.id()) || isFollowedByLower(source, held))) {
            return false;
        }
        return stepsAside.get(held.destinationId()).filter(destination.id()::equals).isPresent();
    }

    /**
     * Whether an item with a lower id waits in the same row, so that this one need not step aside;
     * if not, it is found out about the whole row.
     */
    private boolean isFollowedByLower(Item source, Baseline held) {
        Map<String, Holder> way = new LinkedHashMap<>();
        Baseline next = held;
        while (next != null
                && !way.containsKey(next.destinationId())
                && !stepsAside.containsKey(next.destinationId())) {
            Baseline agreed = next;
            Holder holder = holders.computeIfAbsent(agreed.destinationId(), id -> holder(agreed));
            if (holder.forName() && agreed.sourceId().compareTo(source.id()) < 0) {
                stays.add(source.id());
                way.values().forEach(passed -> stays.add(passed.agreed().sourceId()));
                return true;
            }
            way.put(holder.id(), holder);
            next = holder.first();
        }
        settle(way, next);
        return false;
    }

    /**
     * @param end what the last on the way waits for: it is on the way itself, if that is a ring
     */
    private void settle(Map<String, Holder> way, Baseline end) {
        way.keySet().forEach(id -> stepsAside.put(id, Optional.empty()));
        if (end != null && way.containsKey(end.destinationId())) {
            List<Holder> ring = ring(way, end);
            Optional<String> aside =
                    ring.stream()
                            .filter(Holder::forName)
                            .min(Comparator.comparing(holder -> holder.agreed().sourceId()))
                            .map(Holder::id);
            ring.forEach(holder -> stepsAside.put(holder.id(), aside));
        }
    }

    private static List<Holder> ring(Map<String, Holder> way, Baseline start) {
        List<Holder> ring = new ArrayList<>();
        Baseline next = start;
        do {
            Holder holder = way.get(next.destinationId());
            ring.add(holder);
            next = holder.first();
        } while (!next.destinationId().equals(start.destinationId()));
        return ring;
    }

    private Holder holder(Baseline agreed) {
        Item waiting = sides.source(agreed.sourceId());
        Item there = sides.destination(agreed.destinationId());
        boolean goes = !sides.inScope(waiting);
        if (!goes
                && (!Changes.placeAtSource(waiting, agreed)
                        || sides.missingFolder(waiting) != null)) {
            return new Holder(agreed, null, false);
        }
        String inner =
                goes
                        ? leaving.pendingIn(there)
                        : there == null
                                ? null
                                : leaving.leavingFirst(there, sides.destinationFolder(waiting));
        if (inner != null) {
            return new Holder(agreed, sides.baseline(inner), false);
        }
        if (goes) {
            boolean along = there != null && leaving.goesWithItsFolder(there, agreed);
            return new Holder(
                    agreed, along ? sides.baseline(agreed.sourceParentId()) : null, false);
        }
        return new Holder(agreed, occupantOfTheNameOf(waiting, agreed), true);
    }

    private Baseline occupantOfTheNameOf(Item waiting, Baseline agreed) {
        Item there = sides.destination(agreed.destinationId());
        var placement = new Placement(sides, waiting, there, agreed);
        String folder =
                there == null || placement.isMoved()
                        ? sides.destinationFolder(waiting)
                        : there.parentId();
        String name = there == null ? sides.paths().name(waiting, folder) : placement.name();
        return sides.named(folder, name).stream()
                .filter(item -> !item.id().equals(agreed.destinationId()))
                .findFirst()
                .flatMap(sides::baselineOf)
                .orElse(null);
    }
}
