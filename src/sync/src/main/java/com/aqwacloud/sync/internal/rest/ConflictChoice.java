package com.aqwacloud.sync.internal.rest;

import com.aqwacloud.sync.api.ConflictFilter;
import com.aqwacloud.sync.api.ConflictPreference;
import com.aqwacloud.sync.api.ConflictType;
import com.aqwacloud.sync.api.InvalidValueException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Which conflicts a request decides, and how.
 *
 * @param ids these, or null for all that the filter lets through
 * @param filter only with all; null beside ids
 * @param resolution who wins
 */
record ConflictChoice(List<Long> ids, ConflictFilter filter, ConflictPreference resolution) {
    static final Set<String> MEMBERS =
            Set.of("ids", "all", "session", "type", "path", "newest", "resolution");
    private static final List<String> FILTERS = List.of("session", "type", "path", "newest");
    private static final int MOST = 1000;

    /**
     * Reads the body of a request.
     *
     * @throws InvalidValueException naming the member at fault
     */
    static ConflictChoice of(JsonNode body) {
        ConflictPreference resolution = resolution(body);
        boolean all = all(body);
        boolean listed = body.hasNonNull("ids");
        if (all == listed) {
            throw new InvalidValueException(
                    "ids", "must list conflicts, unless \"all\" is true in its place");
        }
        if (all) {
            return new ConflictChoice(null, filter(body), resolution);
        }
        for (String filter : FILTERS) {
            if (body.hasNonNull(filter)) {
                throw new InvalidValueException(filter, "is only for \"all\", not beside ids");
            }
        }
        return new ConflictChoice(ids(body.get("ids")), null, resolution);
    }

    static ConflictPreference resolution(JsonNode body) {
        String word = RestApi.text(body, "resolution");
        if (word == null) {
            throw new InvalidValueException(
                    "resolution", "must be one of " + RestApi.words(ConflictPreference.class));
        }
        return RestApi.constant("resolution", word, ConflictPreference.class);
    }

    private static boolean all(JsonNode body) {
        JsonNode all = body.get("all");
        if (all == null || all.isNull()) {
            return false;
        }
        if (!all.isBoolean()) {
            throw new InvalidValueException("all", "must be true or false");
        }
        return all.booleanValue();
    }

    private static ConflictFilter filter(JsonNode body) {
        String type = RestApi.text(body, "type");
        return new ConflictFilter(
                RestApi.text(body, "session"),
                type == null ? null : RestApi.constant("type", type, ConflictType.class),
                RestApi.text(body, "path"),
                newest(body));
    }

    private static Long newest(JsonNode body) {
        JsonNode newest = body.get("newest");
        if (newest == null || newest.isNull()) {
            return null;
        }
        if (!isId(newest)) {
            throw new InvalidValueException(
                    "newest", "must be a whole number: the id of the newest conflict to decide");
        }
        return newest.longValue();
    }

    private static boolean isId(JsonNode value) {
        return value.isIntegralNumber() && value.canConvertToLong();
    }

    private static List<Long> ids(JsonNode list) {
        var ids = new ArrayList<Long>();
        if (list.isArray()) {
            for (JsonNode id : list) {
                if (isId(id)) {
                    ids.add(id.longValue());
                }
            }
        }
        if (ids.isEmpty() || ids.size() != list.size() || ids.size() > MOST) {
            throw new InvalidValueException(
                    "ids", "must be a list of 1 to " + MOST + " numbers of conflicts");
        }
        return ids;
    }
}
