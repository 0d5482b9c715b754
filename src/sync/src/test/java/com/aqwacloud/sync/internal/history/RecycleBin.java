package com.aqwacloud.sync.internal.history;

import com.aqwacloud.camel.component.microsoft.onedrive.OneDriveException;
import com.aqwacloud.sync.api.ConflictSide;
import com.aqwacloud.sync.api.Loser;
import com.aqwacloud.sync.api.WrongStateException;
import com.aqwacloud.sync.internal.conflict.Restorer;
import com.aqwacloud.sync.internal.history.DestinationDrive.Actor;
import com.aqwacloud.sync.internal.route.GraphItems;
import com.aqwacloud.sync.internal.store.Item;
import java.util.List;

/** What OneDrive gives back of what gave way, to a person who asks for it through the engine. */
final class RecycleBin implements Restorer {
    private final DestinationDrive destination;
    private final Ledger ledger;
    private final ModelClock clock;
    private final List<String> story;

    RecycleBin(DestinationDrive destination, Ledger ledger, ModelClock clock, List<String> story) {
        this.destination = destination;
        this.ledger = ledger;
        this.clock = clock;
        this.story = story;
    }

    @Override
    public Item earlierVersion(String account, Loser loser, ConflictSide side, String etag) {
        String content = version(destination.node(loser.item()).earlier, side);
        try {
            return back(destination.restoreVersion(loser.item(), etag, content, clock.instant()));
        } catch (OneDriveException e) {
            throw new WrongStateException(e.getMessage());
        }
    }

    /** The only one of the size, or of several the only one of the time. */
    private static String version(List<DestinationDrive.Version> earlier, ConflictSide side) {
        List<DestinationDrive.Version> found =
                earlier.stream()
                        .filter(version -> version.content().length() == side.size())
                        .toList();
        if (found.size() > 1) {
            found =
                    found.stream()
                            .filter(version -> version.modified().equals(side.modifiedAt()))
                            .toList();
        }
        if (found.size() != 1) {
            throw new WrongStateException("There is no such version.");
        }
        return found.get(0).content();
    }

    @Override
    public Item deleted(String account, Loser loser, String folder) {
        DestinationDrive.Node node = destination.node(loser.item());
        String parent = folder == null ? node.parent : folder;
        if (!node.deleted
                || !destination.isFolder(parent)
                || destination.named(parent, node.name) != null) {
            throw new WrongStateException("It cannot be put there.");
        }
        destination.restore(
                node, parent, node.name, Actor.ENGINE, each -> !ledger.isStoodFor(each));
        return back(node);
    }

    private Item back(DestinationDrive.Node node) {
        story.add("    back " + node);
        return GraphItems.item(destination.item(node));
    }
}
