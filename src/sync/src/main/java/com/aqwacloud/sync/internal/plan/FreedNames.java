package com.aqwacloud.sync.internal.plan;

import com.aqwacloud.sync.internal.store.Baseline;
import com.aqwacloud.sync.internal.store.Baselines;
import com.aqwacloud.sync.internal.store.Item;
import com.aqwacloud.sync.internal.store.Items;
import com.aqwacloud.sync.internal.store.Side;
import com.aqwacloud.sync.internal.store.StoredSession;
import com.aqwacloud.sync.internal.store.StoredSessions;
import com.aqwacloud.sync.internal.store.Tx;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Has those planned again who had to take another name beside one that is free now. Thread-safe;
 * each call is part of the caller's transaction.
 */
public final class FreedNames {
    private final Items items = new Items();
    private final Baselines baselines = new Baselines();
    private final StoredSessions sessions = new StoredSessions();

    /**
     * An item left its place at the destination, which need not be the one that was agreed: what of
     * the source is to have that name there is planned again.
     */
    public void left(Tx tx, String session, Item before) {
        if (before == null || before.parentId() == null) {
            return;
        }
        baselines
                .byDestination(tx, session, before.parentId())
                .map(Baseline::sourceId)
                .or(() -> sourceRoot(tx, session, before.parentId()))
                .ifPresent(
                        folder ->
                                items.named(tx, session, Side.SOURCE, folder, before.name())
                                        .forEach(
                                                item ->
                                                        items.soil(
                                                                tx,
                                                                session,
                                                                Side.SOURCE,
                                                                item.id())));
        // What a person put there may be in another folder of the source.
        String marked = NameRule.besideStart(before.name());
        for (Item item :
                items.namedLike(tx, session, Side.DESTINATION, before.parentId(), marked)) {
            baselines
                    .byDestination(tx, session, item.id())
                    .map(Baseline::sourceId)
                    .filter(id -> NameRule.isBesideInAnyCase(item.name(), before.name(), id))
                    .ifPresent(id -> items.soil(tx, session, Side.SOURCE, id));
        }
    }

    private Optional<String> sourceRoot(Tx tx, String session, String destinationFolder) {
        return sessions.find(tx, session)
                .filter(stored -> destinationFolder.equals(stored.destinationRoot()))
                .map(StoredSession::sourceRoot);
    }

    /**
     * An item no longer has the name at the destination that it had: whoever of that name had to
     * take another beside it is planned again.
     */
    void freed(Tx tx, String session, Baseline left) {
        if (left.sourceParentId() != null) {
            String name = left.name();
            soil(tx, session, left, name, item -> true);
            int dot = name.lastIndexOf('.');
            if (dot > 0) {
                // A document or shortcut got its ending only from us.
                soil(tx, session, left, name.substring(0, dot), item -> !item.isFile());
            }
        }
    }

    private void soil(
            Tx tx, String session, Baseline left, String name, Predicate<Item> concerned) {
        items.named(tx, session, Side.SOURCE, left.sourceParentId(), name).stream()
                .filter(item -> !item.id().equals(left.sourceId()))
                .filter(concerned)
                .forEach(item -> items.soil(tx, session, Side.SOURCE, item.id()));
    }
}
