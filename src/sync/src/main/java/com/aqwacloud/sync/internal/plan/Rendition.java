package com.aqwacloud.sync.internal.plan;

import com.aqwacloud.sync.api.SelectionFilter.Exclusion;
import com.aqwacloud.sync.internal.store.Item;

/**
 * What an item of the source is to be at the destination.
 *
 * @param item the item with the name, kind, size and times that it is to have there; what is left
 *     out for its kind stays as the source has it, and what the filter leaves out is neither file
 *     nor folder
 * @param origin where its content comes from, or null for what has none
 * @param reason why it is left out for its kind, or null; also where its shortcut tells that
 * @param exclusion why the session's filter leaves it out, or null
 */
record Rendition(Item item, Origin origin, String reason, Exclusion exclusion) {
    Rendition(Item item, Origin origin, String reason) {
        this(item, origin, reason, null);
    }

    static Rendition leftOut(Item item, String reason) {
        return new Rendition(item, null, reason);
    }

    static Rendition excluded(Item item, Exclusion exclusion) {
        return new Rendition(item.as(Item.Kind.OTHER), null, null, exclusion);
    }
}
