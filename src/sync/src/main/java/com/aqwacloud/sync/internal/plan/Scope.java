package com.aqwacloud.sync.internal.plan;

import com.aqwacloud.sync.api.DeleteGuard;
import com.aqwacloud.sync.api.ExportFormats;
import com.aqwacloud.sync.api.SelectionFilter;
import com.aqwacloud.sync.api.SessionOptions;
import com.aqwacloud.sync.api.ShortcutPolicy;
import com.aqwacloud.sync.internal.store.StoredSession;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a session joins, and what it makes of it.
 *
 * @param session its id
 * @param sourceRoot id of the source's root folder
 * @param destinationRoot id of the folder that receives the files
 * @param site where the destination's drive is on its server, as far as OneDrive counts that
 *     towards the length of a path; empty for a personal one
 * @param selection ids of the selected items, that of the source's root for all in it; empty for
 *     the same
 * @param filter what of them is taken
 * @param exports what documents become
 * @param shortcuts what shortcuts become
 * @param deletes from when on a person is asked before files are deleted
 */
public record Scope(
        String session,
        String sourceRoot,
        String destinationRoot,
        String site,
        Set<String> selection,
        SelectionFilter filter,
        ExportFormats exports,
        ShortcutPolicy shortcuts,
        DeleteGuard deletes) {
    /** Google Drive's own word for the root of the account's drive. */
    private static final String ROOT = "root";

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
                stored.site() == null ? "" : stored.site(),
                selected(options.selection(), stored.sourceRoot()),
                options.filter(),
                options.exports(),
                options.shortcuts(),
                options.deleteGuard());
    }

    /** Whether the destination is a library of SharePoint, as on OneDrive for work or school. */
    public boolean isInLibrary() {
        return !site.isEmpty();
    }

    /** Whether all in the source's root is selected, alone or with others. */
    boolean isWhole() {
        return selection.isEmpty() || selection.contains(sourceRoot);
    }

    private static Set<String> selected(List<String> selection, String root) {
        return selection.stream()
                .map(id -> id.equals(SessionOptions.MY_DRIVE) || id.equals(ROOT) ? root : id)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }
}
