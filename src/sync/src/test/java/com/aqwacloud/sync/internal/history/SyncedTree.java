package com.aqwacloud.sync.internal.history;

import com.aqwacloud.camel.component.microsoft.onedrive.OneDriveException;
import com.aqwacloud.sync.internal.history.DestinationDrive.Actor;
import com.aqwacloud.sync.internal.store.Baseline;
import com.aqwacloud.sync.internal.store.Baselines;
import com.aqwacloud.sync.internal.store.Items;
import com.aqwacloud.sync.internal.store.Side;

/** The tree that both sides have at the beginning, in sync. */
final class SyncedTree {
    private final SourceDrive source;
    private final DestinationDrive destination;
    private final Ideas ideas;
    private final ModelClock clock;
    private final Baselines baselines = new Baselines();
    private final Items items = new Items();

    SyncedTree(SourceDrive source, DestinationDrive destination, Ideas ideas, ModelClock clock) {
        this.source = source;
        this.destination = destination;
        this.ideas = ideas;
        this.clock = clock;
    }

    void begin(Engine engine) {
        var folder = pair(SourceDrive.ROOT, DestinationDrive.ROOT, "f", null);
        var other = pair(SourceDrive.ROOT, DestinationDrive.ROOT, "g", null);
        pair(folder.sourceId(), folder.destinationId(), "a.txt", ideas.content(0));
        pair(folder.sourceId(), folder.destinationId(), "b.txt", ideas.content(0));
        pair(other.sourceId(), other.destinationId(), "c", ideas.content(0));
        engine.readSource(Integer.MAX_VALUE);
        engine.readDestination(Integer.MAX_VALUE);
        Machine.DATABASE.change(
                tx -> {
                    for (SourceDrive.Node node : source.all()) {
                        var there = items.find(tx, Engine.SESSION, Side.DESTINATION, twin(node));
                        var here = items.find(tx, Engine.SESSION, Side.SOURCE, node.id);
                        baselines.put(
                                tx,
                                Engine.SESSION,
                                Baseline.of(here.orElseThrow(), there.orElseThrow()),
                                clock.instant());
                        items.clean(tx, Engine.SESSION, Side.SOURCE, node.id);
                        items.clean(tx, Engine.SESSION, Side.DESTINATION, twin(node));
                    }
                });
    }

    private record Pair(String sourceId, String destinationId) {}

    private Pair pair(String sourceParent, String destinationParent, String name, String content) {
        var here = source.create(sourceParent, name, content, clock.instant());
        try {
            var there =
                    destination.create(
                            destinationParent, name, content, clock.instant(), Actor.ENGINE);
            there.agreedContent = content;
            there.agreedName = name;
            there.agreedParent = sourceParent;
            there.agreedModified = there.modified;
            return new Pair(here.id, there.id);
        } catch (OneDriveException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Both drives count alike at the beginning. */
    private static String twin(SourceDrive.Node node) {
        return node.id.replace('s', 'd');
    }
}
