package com.aqwacloud.sync.internal.plan;

import com.aqwacloud.sync.api.ExportFormats;
import com.aqwacloud.sync.api.SelectionFilter;
import com.aqwacloud.sync.api.SessionOptions;
import com.aqwacloud.sync.api.ShortcutPolicy;
import com.aqwacloud.sync.internal.store.StoredSession;
import java.util.Set;

/**
 * What a session joins, and what it makes of it.
 *
 * @param session its id
 * @param sourceRoot id of the source's root folder
 * @param destinationRoot id of the folder that receives the files
 * @param selection ids of the selected items; empty means all in the source's root
 * @param filter what of them is taken
 * @param exports what documents become
 * @param shortcuts what shortcuts become
 */
public record Scope(
        String session,
        String sourceRoot,
        String destinationRoot,
        Set<String> selection,
        SelectionFilter filter,
        ExportFormats exports,
        ShortcutPolicy shortcuts) {
    public Scope {
        selection = Set.copyOf(selection);
    }

    /** The scope of a session whose roots are known. */
    public static Scope of(StoredSession stored) {
        SessionOptions options = stored.session().options();
        return new Scope(
                stored.session().id(),
                stored.sourceRoot(),
                stored.destinationRoot(),
                Set.copyOf(options.selection()),
                options.filter(),
                options.exports(),
                options.shortcuts());
    }
}
