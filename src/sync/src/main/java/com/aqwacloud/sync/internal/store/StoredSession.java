package com.aqwacloud.sync.internal.store;

import com.aqwacloud.sync.api.Session;

/**
 * A session and the two folders it joins.
 *
 * @param session what people see
 * @param sourceRoot id of the source's root folder, or null until it was looked up
 * @param destinationRoot id of the folder that receives the files, or null until it was looked up
 */
public record StoredSession(Session session, String sourceRoot, String destinationRoot) {}
