package com.aqwacloud.sync.internal.survey;

import com.aqwacloud.sync.internal.store.Item;
import com.aqwacloud.sync.internal.store.Items;
import com.aqwacloud.sync.internal.store.Side;
import com.aqwacloud.sync.internal.store.Tx;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The destination's folder that receives a session's files, within one transaction. */
final class DestinationFolder {
    private static final int DEEPEST = 200;

    private final Tx tx;
    private final String session;
    private final String root;
    private final Items items = new Items();
    private final Map<String, Optional<String>> paths = new HashMap<>();

    DestinationFolder(Tx tx, String session, String root) {
        this.tx = tx;
        this.session = session;
        this.root = root;
    }

    /** Path of an item from the folder on; empty if it is not in it. */
    Optional<String> path(Item item) {
        return path(item.parentId(), 0).map(folder -> folder + "/" + item.name());
    }

    private Optional<String> path(String folder, int depth) {
        if (root.equals(folder)) {
            return Optional.of("");
        }
        if (folder == null || depth > DEEPEST) {
            return Optional.empty();
        }
        Optional<String> known = paths.get(folder);
        if (known == null) {
            known =
                    items.find(tx, session, Side.DESTINATION, folder)
                            .filter(Item::present)
                            .flatMap(
                                    found ->
                                            path(found.parentId(), depth + 1)
                                                    .map(path -> path + "/" + found.name()));
            paths.put(folder, known);
        }
        return known;
    }
}
