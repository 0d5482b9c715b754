package com.aqwacloud.sync.internal.conflict;

import com.aqwacloud.sync.api.Loser;
import com.aqwacloud.sync.internal.store.Item;

/** Asks OneDrive to bring something back. */
public interface Restorer {
    /**
     * Brings back the newest earlier version of that size.
     *
     * @param account name of the OneDrive account
     * @param loser what is wanted
     * @param size its bytes
     * @param etag the entity tag that the item must still have
     * @return the item as it is then
     * @throws com.aqwacloud.sync.api.WrongStateException if it could not be had; it says why
     */
    Item restore(String account, Loser loser, long size, String etag);
}
