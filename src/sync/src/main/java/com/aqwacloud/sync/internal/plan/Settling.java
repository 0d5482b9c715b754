package com.aqwacloud.sync.internal.plan;

import com.aqwacloud.sync.api.Action;
import com.aqwacloud.sync.internal.store.Baseline;
import com.aqwacloud.sync.internal.store.Item;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** What a decision means for the two items that it is about. It only reads. */
final class Settling {
    private final Sides sides;

    Settling(Sides sides) {
        this.sides = sides;
    }

    /** Two items of one name that were never in sync. */
    Decision strangers(Item source, Item occupant, String parentId, String name, Decided decided) {
        return switch (decided.winner()) {
            case DESTINATION -> new Decision.Agree(Baseline.of(source, occupant), null);
            case KEEP_BOTH -> keepBoth(source, occupant, parentId, name, null);
            default ->
                    source.kind() == occupant.kind()
                            ? new Decision.Work(
                                    Action.UPDATE,
                                    source,
                                    occupant,
                                    parentId,
                                    name,
                                    !name.equals(occupant.name()),
                                    true,
                                    null,
                                    null,
                                    0,
                                    false)
                            : keepBoth(source, occupant, parentId, name, null);
        };
    }

    /**
     * The destination's item is kept under another name, and the source's put into its place.
     *
     * @param replaced id of a vanished item of the source whose place it takes, or null
     */
    Decision keepBoth(
            Item source, Item destination, String parentId, String name, String replaced) {
        return new Decision.Work(
                source.isFolder() ? Action.CREATE_FOLDER : Action.CREATE,
                source,
                destination,
                parentId,
                name,
                false,
                !source.isFolder(),
                freeName(destination),
                replaced,
                0,
                false);
    }

    /**
     * The destination wins the content. Its place it wins only where the source's is apart from it;
     * else the source's new place is followed after this.
     *
     * @param replaced id of a vanished item of the source whose place it takes, or null
     */
    static Decision destinationWins(Placement placement, String replaced) {
        Baseline now = Baseline.of(placement.source(), placement.destination());
        boolean follows =
                Changes.placeAtSource(placement.source(), placement.agreed())
                        && !placement.isApart();
        return new Decision.Agree(follows ? now.at(placement.agreed()) : now, replaced);
    }

    /**
     * A name beside which nothing else stands, for what the destination has: the same at every
     * attempt, since it depends on nothing but the file.
     */
    private String freeName(Item destination) {
        String date =
                destination.modifiedAt() == null
                        ? null
                        : LocalDate.ofInstant(destination.modifiedAt(), ZoneOffset.UTC).toString();
        int room = sides.paths().room(destination.parentId());
        String name = NameRule.kept(destination.name(), date, 1, room);
        for (int number = 2; !sides.isFree(destination.parentId(), name); number++) {
            name = NameRule.kept(destination.name(), date, number, room);
        }
        return name;
    }
}
