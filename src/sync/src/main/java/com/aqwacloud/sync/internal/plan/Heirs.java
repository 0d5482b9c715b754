package com.aqwacloud.sync.internal.plan;

import com.aqwacloud.sync.internal.store.Baseline;
import com.aqwacloud.sync.internal.store.Item;
import java.util.function.Function;

/**
 * New items of the source that are to take the places at the destination of those that are gone, as
 * where an editor saves by replacing a file. It only reads.
 */
final class Heirs {
    private static final int DEEPEST = 100;

    private final Sides sides;
    private final Function<String, Decision> decider;

    /**
     * @param decider what is to be done about an item that is new at the source
     */
    Heirs(Sides sides, Function<String, Decision> decider) {
        this.sides = sides;
        this.decider = decider;
    }

    /**
     * The item that is to take the place of one that is gone, or that of a folder above which is
     * gone, too: what is in that is decided once it stands for the new one. Null if there is none.
     */
    String heir(Baseline gone) {
        Baseline agreed = gone;
        for (int depth = 0; depth < DEEPEST; depth++) {
            String heir = ofItself(agreed);
            Baseline folder =
                    agreed.sourceParentId() == null
                            ? null
                            : sides.baseline(agreed.sourceParentId());
            if (heir != null || folder == null || sides.inScope(sides.source(folder.sourceId()))) {
                return heir;
            }
            agreed = folder;
        }
        return null;
    }

    private String ofItself(Baseline gone) {
        Item there = sides.destination(gone.destinationId());
        if (there == null || !there.present()) {
            return null;
        }
        return sides.namesakes(gone, there)
                .filter(id -> sides.baseline(id) == null)
                .filter(id -> sides.inScope(sides.source(id)))
                .filter(id -> !sides.isGivenUp(id))
                .filter(id -> takesPlace(decider.apply(id), gone))
                .findFirst()
                .orElse(null);
    }

    private static boolean takesPlace(Decision decision, Baseline gone) {
        if (decision instanceof Decision.Clash clash) {
            return clash.destination() != null
                    && clash.destination().id().equals(gone.destinationId());
        }
        return gone.sourceId().equals(Decision.replaced(decision));
    }
}
