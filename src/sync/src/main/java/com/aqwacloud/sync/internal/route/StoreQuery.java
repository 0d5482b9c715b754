package com.aqwacloud.sync.internal.route;

import java.util.List;
import java.util.Map;

/** A question to the store that stands in a route, where an operator can read and change it. */
public interface StoreQuery {
    /** Route that counts jobs, conflicts and sessions: rows of KIND, NAME and AMOUNT. */
    String COUNT = "direct:count";

    /**
     * Route that lists conflicts; {@link AqwaHeaders#OPEN}, {@link AqwaHeaders#DECIDED}, {@link
     * AqwaHeaders#BEFORE} and {@link AqwaHeaders#LIMIT} say which.
     */
    String READ_INBOX = "direct:read-inbox";

    /**
     * The rows that the route's statement gives, values by column in upper case.
     *
     * @throws com.aqwacloud.sync.api.SyncException if the route is not there or fails
     */
    List<Map<String, Object>> rows(String route, Map<String, Object> headers);
}
