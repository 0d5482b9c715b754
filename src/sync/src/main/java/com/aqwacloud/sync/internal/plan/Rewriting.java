package com.aqwacloud.sync.internal.plan;

import com.aqwacloud.sync.internal.store.Baseline;
import com.aqwacloud.sync.internal.store.Baselines;
import com.aqwacloud.sync.internal.store.Item;
import com.aqwacloud.sync.internal.store.StoredSession;
import com.aqwacloud.sync.internal.store.StoredSessions;
import com.aqwacloud.sync.internal.store.Tx;
import java.time.Clock;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/**
 * SharePoint's habit of writing properties of its own into Office files and pages soon after they
 * arrived in a library: content and size are others then, though nobody modified the file. What
 * became of the file so is as good as what was agreed. Thread-safe; each call is part of the
 * caller's transaction.
 */
public final class Rewriting {
    private static final Set<String> ENDINGS =
            Set.of(
                    "doc", "docm", "docx", "dot", "dotm", "dotx", "xls", "xlsb", "xlsm", "xlsx",
                    "xltm", "xltx", "pot", "potm", "potx", "pps", "ppsm", "ppsx", "ppt", "pptm",
                    "pptx", "vsdx", "htm", "html", "aspx");

    private final Baselines baselines = new Baselines();
    private final StoredSessions sessions = new StoredSessions();
    private final Clock clock;

    Rewriting(Clock clock) {
        this.clock = clock;
    }

    /** Whether it is a kind of file that SharePoint rewrites, by its name. */
    public static boolean concerns(String name) {
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return ENDINGS.contains(ending);
    }

    /**
     * Takes what became of a file of the destination for agreed, if it was only rewritten.
     *
     * @param known the item as it was told before, or null
     * @param now the same as it is told now
     */
    void told(Tx tx, String session, Item known, Item now) {
        if (known == null || !isRewritten(known, now) || !isInLibrary(tx, session)) {
            return;
        }
        baselines
                .byDestination(tx, session, now.id())
                .filter(Baseline::isVerified)
                .filter(agreed -> known.hash().equals(agreed.destinationHash()))
                .ifPresent(
                        agreed ->
                                baselines.put(tx, session, agreed.rewritten(now), clock.instant()));
    }

    private boolean isInLibrary(Tx tx, String session) {
        return sessions.find(tx, session)
                .map(StoredSession::site)
                .filter(site -> !site.isEmpty())
                .isPresent();
    }

    /** An edit gives the file another time, unless the editor's program sets the old one. */
    private static boolean isRewritten(Item known, Item now) {
        return known.isFile()
                && now.isFile()
                && known.present()
                && now.present()
                && known.hash() != null
                && now.hash() != null
                && !known.hash().equals(now.hash())
                && known.modifiedAt() != null
                && Objects.equals(known.modifiedAt(), now.modifiedAt())
                && concerns(now.name());
    }
}
