package com.aqwacloud.sync.internal.plan;

import com.aqwacloud.sync.internal.store.Item;
import com.aqwacloud.sync.internal.store.Tx;
import java.time.Instant;
import java.util.Optional;

/**
 * The source of a session as it is to be at the destination, seen from within one transaction. For
 * one thread.
 */
public final class SourceView {
    private final Sides sides;

    /**
     * @param now the time that ages of files count to
     */
    public SourceView(Tx tx, Scope scope, Instant now) {
        this.sides = new Sides(tx, scope, now);
    }

    /** Path of an item, for people; its id where nothing is known of it. */
    public String path(String id) {
        Item item = sides.source(id);
        return item == null ? id : sides.path(item);
    }

    /** The item as it is to be at the destination; empty if the session leaves it out. */
    public Optional<Item> joined(String id) {
        return Optional.ofNullable(sides.source(id))
                .filter(sides::inScope)
                .filter(item -> item.kind() != Item.Kind.OTHER);
    }

    /** Whether an item is selected and there, and the session's options leave it out. */
    public boolean isLeftOut(String id) {
        return Optional.ofNullable(sides.source(id))
                .filter(sides::inScope)
                .filter(item -> item.kind() == Item.Kind.OTHER)
                .isPresent();
    }

    /** Where the content of a {@link #joined} file comes from. */
    public Origin origin(String id) {
        return sides.rendition(id).map(Rendition::origin).orElseThrow();
    }
}
