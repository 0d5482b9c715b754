package com.aqwacloud.sync.internal.runtime;

import com.aqwacloud.sync.api.RouteFile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What people hear of the files of a {@link RouteFolder}. {@link #files} and {@link #origins} are
 * read without waiting; all else is guarded by the folder's monitor.
 */
final class FolderNews {
    private final FolderEntries entries;
    private final TemplateInstances instances;
    private final RouteFileListener listener;
    private volatile List<RouteFile> published = List.of();
    private volatile Map<String, RouteFolder.Origin> origins = Map.of();

    FolderNews(FolderEntries entries, TemplateInstances instances, RouteFileListener listener) {
        this.entries = entries;
        this.instances = instances;
        this.listener = listener;
    }

    /** The files as they were last published. */
    List<RouteFile> files() {
        return published;
    }

    /** By route id. */
    Map<String, RouteFolder.Origin> origins() {
        return origins;
    }

    /** A file stands differently. */
    void changed(FolderEntry entry) {
        RouteFile file = describe(entry.wanted().name(), entry);
        publish();
        if (!entry.isRefused()) {
            RouteFolder.LOG.info("{}: loaded with routes {}", file.name(), file.routes());
        } else if (!entry.isRunning()) {
            RouteFolder.LOG.warn("{}", file.error());
        } else {
            RouteFolder.LOG.warn(
                    "{}; the version of {} goes on running", file.error(), file.loadedAt());
        }
        if (entry.isRefused()) {
            RouteFolder.LOG.debug("{}: cause", file.name(), entry.refusal());
        }
        tell(file, false);
    }

    /**
     * A file is gone.
     *
     * @param last as it was described last
     */
    void removed(RouteFile last) {
        publish();
        RouteFolder.LOG.info("{}: removed, its routes {} have stopped", last.name(), last.routes());
        tell(last, true);
    }

    private void tell(RouteFile file, boolean removed) {
        try {
            listener.changed(file, removed);
        } catch (RuntimeException e) {
            RouteFolder.LOG.warn("A listener failed to hear of {}", file.name(), e);
        }
    }

    RouteFile describe(String name, FolderEntry entry) {
        RefusedException refusal = entry.refusal();
        List<String> routes =
                entry.isRunning() ? instances.routeIds(entry.running().model()) : List.of();
        Instant loadedAt = entry.isRunning() ? entry.running().loadedAt() : null;
        if (refusal == null) {
            return new RouteFile(name, RouteFile.State.LOADED, routes, null, 0, loadedAt);
        }
        String place = refusal.line() > 0 ? name + ":" + refusal.line() : name;
        return new RouteFile(
                name,
                refusal.cure() == RefusedException.Cure.ARRIVAL
                        ? RouteFile.State.PENDING
                        : RouteFile.State.REFUSED,
                routes,
                place + ": " + refusal.getMessage(),
                refusal.line(),
                loadedAt);
    }

    /** Has those who ask see how all stands now. */
    void publish() {
        var files = new ArrayList<RouteFile>();
        var from = new HashMap<String, RouteFolder.Origin>();
        entries.forEach(
                (name, entry) -> {
                    files.add(describe(name, entry));
                    if (entry.isRunning()) {
                        FileModel model = entry.running().model();
                        model.routes()
                                .forEach(
                                        r ->
                                                from.put(
                                                        r.id(),
                                                        new RouteFolder.Origin(
                                                                name, r.description())));
                        instances
                                .of(model)
                                .forEach(
                                        i ->
                                                from.put(
                                                        i.routeId(),
                                                        new RouteFolder.Origin(
                                                                name,
                                                                "From template "
                                                                        + i.templateId())));
                    }
                });
        published = List.copyOf(files);
        origins = Map.copyOf(from);
    }
}
