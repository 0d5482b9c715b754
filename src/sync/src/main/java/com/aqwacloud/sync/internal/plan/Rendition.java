package com.aqwacloud.sync.internal.plan;

import com.aqwacloud.sync.internal.store.Item;

/**
 * What an item of the source is to be at the destination.
 *
 * @param item the item with the name, kind, size and times that it is to have there; what is left
 *     out stays as the source has it
 * @param origin where its content comes from, or null for what has none
 * @param reason why it is left out, or null
 */
record Rendition(Item item, Origin origin, String reason) {
    static Rendition leftOut(Item item, String reason) {
        return new Rendition(item, null, reason);
    }
}
