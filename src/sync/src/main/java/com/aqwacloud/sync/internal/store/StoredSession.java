package com.aqwacloud.sync.internal.store;

import com.aqwacloud.sync.api.Session;

/**
 * A session and the two folders it joins.
 *
 * @param session what people see
 * @param sourceRoot id of the source's root folder, or null until it was looked up
 * @param destinationRoot id of the folder that receives the files, or null until it was looked up
 * @param site where the destination's drive is on its server, as far as that counts towards the
 *     length of a path there; null until it was looked up
 */
public record StoredSession(
        Session session, String sourceRoot, String destinationRoot, String site) {}
