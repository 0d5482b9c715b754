package com.aqwacloud.sync.internal.conflict;

import com.aqwacloud.sync.api.ConflictSide;
import com.aqwacloud.sync.api.Loser;
import com.aqwacloud.sync.internal.store.Item;

/** Asks OneDrive to bring something back. */
public interface Restorer {
    /**
     * Brings back the earlier version that held what a side of a conflict held: the one of its
     * size, or among several of those the one of its time.
     *
     * @param account name of the OneDrive account
     * @param loser what is wanted
     * @param side how it was when the conflict was found
     * @param etag the entity tag that the item must still have
     * @return the item as it is then
     * @throws com.aqwacloud.sync.api.WrongStateException if it could not be had; it says why
     */
    Item earlierVersion(String account, Loser loser, ConflictSide side, String etag);

    /**
     * Takes a deleted item out of the recycle bin.
     *
     * @param account name of the OneDrive account
     * @param loser what is wanted
     * @param folder id of the folder that it comes into; null for the one that it was in
     * @return the item as it is then
     * @throws com.aqwacloud.sync.api.WrongStateException if it could not be had; it says why
     */
    Item deleted(String account, Loser loser, String folder);
}
