package com.aqwacloud.camel.component.microsoft.onedrive;

import java.util.List;
import java.util.Optional;

/**
 * A page of a listing.
 *
 * @param items in the service's order; in a listing of changes one id may occur more than once,
 *     then the last one counts
 * @param nextLink the address of the next page, or null on the last one
 * @param deltaLink the address to ask later for what changed since, or null; only on the last page
 *     of a listing of changes
 */
public record DriveItemPage(List<DriveItem> items, String nextLink, String deltaLink) {

    /** Copies the list. */
    public DriveItemPage {
        items = List.copyOf(items);
    }

    /**
     * Where to go on: at the next page, or later with the changes since; empty at a listing's end.
     */
    public Optional<String> continuation() {
        return Optional.ofNullable(nextLink != null ? nextLink : deltaLink);
    }
}
