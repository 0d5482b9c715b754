package com.aqwacloud.sync.internal.runtime;

import com.aqwacloud.sync.api.RouteFile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.rest.RestDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The route files and what runs of them. A file is deployed as a whole or not at all: a version
 * that does not work leaves the one before it running.
 *
 * <p>Changes are serialized by the monitor of this object and may take as long as routes take to
 * stop; what {@link #files} and {@link #origins} give is read without waiting.
 */
final class RouteFolder {

    private static final Logger LOG = LoggerFactory.getLogger(RouteFolder.class);

    /** Where a route comes from. */
    record Origin(String file, String description) {}

    /** What runs of a file. */
    private record Deployment(
            RouteSource source, FileModel model, List<RestDefinition> rests, Instant loadedAt) {}

    /** A file of the folder; guarded by the folder's monitor. */
    private static final class Entry {
        private RouteSource wanted;
        private Deployment running;
        private RefusedException refusal;
    }

    private final DefaultCamelContext context;
    private final RuntimeOptions options;
    private final LiveRoutes live;
    private final RouteProbe probe;

    /** By file name; guarded by this. */
    private final Map<String, Entry> entries = new TreeMap<>();

    /** By route id; guarded by this. */
    private final Map<String, TemplateInstance> instances = new LinkedHashMap<>();

    private volatile List<RouteFile> published = List.of();
    private volatile Map<String, Origin> origins = Map.of();

    RouteFolder(DefaultCamelContext context, RuntimeOptions options) {
        this.context = context;
        this.options = options;
        this.live = new LiveRoutes(context, options.stopTimeout());
        this.probe = new RouteProbe(context, options);
    }

    List<RouteFile> files() {
        return published;
    }

    Map<String, Origin> origins() {
        return origins;
    }

    /**
     * Builds all files, and starts their routes when all are built. What does not work is left
     * aside, file by file.
     */
    synchronized void deployAll(Map<String, FolderWatch.Change> changes) {
        var waiting = new ArrayList<Entry>();
        changes.forEach(
                (name, change) -> {
                    var entry = new Entry();
                    entries.put(name, entry);
                    if (change instanceof FolderWatch.Written written) {
                        entry.wanted = written.source();
                        waiting.add(entry);
                    } else if (change instanceof FolderWatch.Unreadable unreadable) {
                        entry.wanted = unreadable.source();
                        entry.refusal = RefusedException.edit(unreadable.reason(), 0);
                    }
                });
        boolean progress = true;
        while (progress && !waiting.isEmpty()) {
            progress = waiting.removeIf(this::buildFirst);
        }
        for (Entry entry : entries.values()) {
            if (entry.running != null) {
                startFirst(entry);
            }
            report(entry);
        }
    }

    /** Builds a file that has no version before it; nothing runs yet that could be disturbed. */
    private boolean buildFirst(Entry entry) {
        RouteSource source = entry.wanted;
        SourceOutline outline = null;
        FileModel model = null;
        try {
            outline = SourceOutline.of(source);
            model = probe.read(source, outline, around(source.name()));
            checkInstances(model);
            List<RestDefinition> rests = live.add(source, model, instancesOf(model));
            try {
                RouteProbe.checkBuilt(context, model, outline, around(source.name()));
            } catch (RefusedException e) {
                live.remove(model, rests, instancesOf(model));
                throw e;
            }
            entry.running = new Deployment(source, model, rests, Instant.now());
            entry.refusal = null;
            return true;
        } catch (RefusedException e) {
            entry.refusal = e;
            return e.cure() == RefusedException.Cure.EDIT;
        } catch (Exception e) {
            entry.refusal = Wording.refusal(e, outline, model);
            return entry.refusal.cure() == RefusedException.Cure.EDIT;
        }
    }

    private void startFirst(Entry entry) {
        Deployment running = entry.running;
        try {
            live.start(routeIds(running.model()));
        } catch (Exception e) {
            entry.running = null;
            entry.refusal = refusal(e, running.source(), running.model());
            live.remove(running.model(), running.rests(), instancesOf(running.model()));
        }
    }

    /** Takes changes of the folder over, one file after the other. */
    synchronized void change(Map<String, FolderWatch.Change> changes) {
        // What is gone goes first, so that a renamed file finds its ids free.
        changes.values()
                .forEach(
                        change -> {
                            if (change instanceof FolderWatch.Deleted deleted) {
                                delete(deleted.name());
                            }
                        });
        changes.values()
                .forEach(
                        change -> {
                            if (change instanceof FolderWatch.Written written) {
                                put(written.source());
                            } else if (change instanceof FolderWatch.Unreadable unreadable) {
                                Entry entry = entry(unreadable.source());
                                refuse(entry, RefusedException.edit(unreadable.reason(), 0));
                            }
                        });
        retry();
    }

    private Entry entry(RouteSource source) {
        Entry entry = entries.computeIfAbsent(source.name(), name -> new Entry());
        entry.wanted = source;
        return entry;
    }

    private void put(RouteSource source) {
        Entry entry = entry(source);
        if (entry.running != null && entry.running.source().equals(source)) {
            if (entry.refusal != null) {
                entry.refusal = null;
                report(entry);
            }
            return;
        }
        try {
            SourceOutline outline = SourceOutline.of(source);
            FileModel model = probe.build(source, outline, around(source.name()));
            checkInstances(model);
            swap(entry, source, model, outline);
        } catch (RefusedException e) {
            refuse(entry, e);
        }
    }

    private void swap(Entry entry, RouteSource source, FileModel model, SourceOutline outline)
            throws RefusedException {
        Deployment old = entry.running;
        HttpEngine.Gate gate = closeGate();
        try {
            if (old != null) {
                takeOut(entry);
            }
            try {
                bringIn(entry, source, model);
            } catch (Exception e) {
                RefusedException refusal = Wording.refusal(e, outline, model);
                if (old != null) {
                    putBack(entry, old, refusal);
                }
                throw refusal;
            }
        } finally {
            live.handOver();
            gate.close();
        }
        entry.refusal = null;
        report(entry);
        reloadDependents(source.name(), model, old == null ? null : old.model());
    }

    /** Holds requests for paths that are about to come back, while there is HTTP at all. */
    private HttpEngine.Gate closeGate() {
        return options.http() == null ? () -> {} : options.http().closeGate();
    }

    private void takeOut(Entry entry) {
        Deployment old = entry.running;
        entry.running = null;
        live.remove(old.model(), old.rests(), instancesOf(old.model()));
    }

    private void bringIn(Entry entry, RouteSource source, FileModel model) throws Exception {
        List<TemplateInstance> wanted = instancesOf(model);
        List<RestDefinition> rests = live.add(source, model, wanted);
        try {
            live.start(routeIds(model));
        } catch (Exception e) {
            live.remove(model, rests, wanted);
            throw e;
        }
        entry.running = new Deployment(source, model, rests, Instant.now());
    }

    private void putBack(Entry entry, Deployment old, RefusedException refusal) {
        try {
            bringIn(entry, old.source(), old.model());
        } catch (Exception e) {
            refusal.addSuppressed(e);
            LOG.error(
                    "{}: the version before it does not start again either",
                    old.source().name(),
                    e);
        }
    }

    private void delete(String name) {
        Entry entry = entries.remove(name);
        if (entry == null) {
            return;
        }
        FileModel model = entry.running == null ? null : entry.running.model();
        RouteFile last = describe(name, entry);
        if (entry.running != null) {
            takeOut(entry);
            live.handOver();
        }
        publish();
        LOG.info("{}: removed, its routes {} have stopped", name, last.routes());
        tell(last, true);
        if (model != null) {
            reloadDependents(name, null, model);
        }
    }

    /**
     * Other files that are made from this one's templates or configurations get its new version
     * too.
     */
    private void reloadDependents(String name, FileModel now, FileModel before) {
        var templates = new java.util.HashSet<String>();
        var configurations = new java.util.HashSet<String>();
        for (FileModel model : new FileModel[] {now, before}) {
            if (model != null) {
                templates.addAll(model.templates());
                configurations.addAll(model.configurations());
            }
        }
        if (templates.isEmpty() && configurations.isEmpty()) {
            return;
        }
        reload(
                entry -> {
                    FileModel model = entry.running.model();
                    boolean uses =
                            model.templateUses().values().stream().anyMatch(templates::contains);
                    boolean configured =
                            configurations.stream()
                                    .anyMatch(id -> entry.running.source().mentions(id));
                    return !entry.running.source().name().equals(name) && (uses || configured);
                });
    }

    private void reload(Predicate<Entry> which) {
        for (Entry entry : List.copyOf(entries.values())) {
            if (entry.running == null || !which.test(entry)) {
                continue;
            }
            RouteSource source = entry.running.source();
            try {
                SourceOutline outline = SourceOutline.of(source);
                FileModel model = probe.build(source, outline, around(source.name()));
                swap(entry, source, model, outline);
            } catch (RefusedException e) {
                if (entry.running != null && e.cure() == RefusedException.Cure.ARRIVAL) {
                    takeOut(entry);
                }
                refuse(entry, e);
            }
        }
    }

    /** Tries again what may work now that something around it has changed. */
    private void retry() {
        boolean progress = true;
        while (progress) {
            progress = false;
            for (Entry entry : List.copyOf(entries.values())) {
                if (entry.refusal != null && entry.refusal.cure() != RefusedException.Cure.EDIT) {
                    put(entry.wanted);
                    progress |= entry.refusal == null;
                }
            }
        }
    }

    /**
     * Components have come or gone.
     *
     * @param changed schemes whose component is another one now, or none
     */
    synchronized void componentsChanged(java.util.Set<String> changed, Runnable replace) {
        var affected = new ArrayList<Entry>();
        for (Entry entry : entries.values()) {
            if (entry.running != null
                    && changed.stream().anyMatch(entry.running.source()::mentions)) {
                affected.add(entry);
            }
        }
        affected.forEach(this::takeOut);
        replace.run();
        for (Entry entry : affected) {
            // Forgets why the version on disk was refused, as that may be the component's doing.
            entry.refusal = null;
            put(entry.wanted);
        }
        retry();
    }

    /** Loads those files anew that a changed property stands in. */
    synchronized void propertiesChanged(java.util.Set<String> keys) {
        reload(
                entry ->
                        keys.stream()
                                .anyMatch(
                                        key ->
                                                entry.running.source().mentions("{{" + key)
                                                        || entry.running
                                                                .source()
                                                                .mentions("{{?" + key)));
        retry();
    }

    /**
     * Asks for a route from a template.
     *
     * @return whether it runs now; if not, it will as soon as a file has the template
     * @throws IllegalStateException if the id is taken
     * @throws IllegalArgumentException if the template does not take the parameters
     */
    synchronized boolean instantiate(TemplateInstance instance) {
        String id = instance.routeId();
        if (instances.containsKey(id) || context.getRouteDefinition(id) != null) {
            throw new IllegalStateException("The route id " + id + " is taken");
        }
        String template = instance.templateId();
        if (templateOwner(template) == null) {
            instances.put(id, instance);
            LOG.info("Route {} waits for the route template {}", id, template);
            return false;
        }
        try {
            live.startInstance(instance);
        } catch (Exception e) {
            throw new IllegalArgumentException(
                    "The route template "
                            + template
                            + " does not make a route "
                            + id
                            + ": "
                            + Wording.rootMessage(e),
                    e);
        }
        instances.put(id, instance);
        publish();
        return true;
    }

    /** Takes an instance out again; one that is not there is none. */
    synchronized void removeInstance(String routeId) {
        if (instances.remove(routeId) != null) {
            live.removeRoutes(List.of(routeId));
            live.handOver();
            publish();
        }
    }

    private void checkInstances(FileModel model) throws RefusedException {
        for (FileModel.Entry route : model.routes()) {
            if (instances.containsKey(route.id())
                    || route.id().equals(CamelRuntime.OPENAPI_ROUTE)) {
                throw RefusedException.surroundings(
                        "the route id " + route.id() + " is taken by the engine", route.line());
            }
        }
    }

    private List<TemplateInstance> instancesOf(FileModel model) {
        return instances.values().stream()
                .filter(instance -> model.templates().contains(instance.templateId()))
                .toList();
    }

    private List<String> routeIds(FileModel model) {
        var ids = new ArrayList<>(model.routeIds());
        instancesOf(model).forEach(instance -> ids.add(instance.routeId()));
        return ids;
    }

    private Deployment templateOwner(String templateId) {
        return entries.values().stream()
                .filter(entry -> entry.running != null)
                .map(entry -> entry.running)
                .filter(running -> running.model().templates().contains(templateId))
                .findFirst()
                .orElse(null);
    }

    private RouteProbe.Surroundings around(String file) {
        return new RouteProbe.Surroundings() {
            @Override
            public Map<String, FileModel> others() {
                var others = new TreeMap<String, FileModel>();
                entries.forEach(
                        (name, entry) -> {
                            if (entry.running != null && !name.equals(file)) {
                                others.put(name, entry.running.model());
                            }
                        });
                return others;
            }

            @Override
            public RouteSource templateSource(String templateId) {
                Deployment owner = templateOwner(templateId);
                return owner == null ? null : owner.source();
            }

            @Override
            public List<TemplateInstance> instances(String templateId) {
                return instances.values().stream()
                        .filter(instance -> instance.templateId().equals(templateId))
                        .toList();
            }
        };
    }

    private static RefusedException refusal(Exception e, RouteSource source, FileModel model) {
        try {
            return Wording.refusal(e, SourceOutline.of(source), model);
        } catch (RefusedException now) {
            return now;
        }
    }

    private void refuse(Entry entry, RefusedException refusal) {
        RefusedException before = entry.refusal;
        entry.refusal = refusal;
        boolean known =
                before != null
                        && before.line() == refusal.line()
                        && before.getMessage().equals(refusal.getMessage());
        if (known) {
            publish();
        } else {
            report(entry);
        }
    }

    private void report(Entry entry) {
        RouteFile file = describe(entry.wanted.name(), entry);
        publish();
        if (entry.refusal == null) {
            LOG.info("{}: loaded with routes {}", file.name(), file.routes());
        } else if (entry.running == null) {
            LOG.warn("{}", file.error());
        } else {
            LOG.warn("{}; the version of {} goes on running", file.error(), file.loadedAt());
        }
        if (entry.refusal != null) {
            LOG.debug("{}: cause", file.name(), entry.refusal);
        }
        tell(file, false);
    }

    private void tell(RouteFile file, boolean removed) {
        try {
            options.listener().changed(file, removed);
        } catch (RuntimeException e) {
            LOG.warn("A listener failed to hear of {}", file.name(), e);
        }
    }

    private RouteFile describe(String name, Entry entry) {
        RefusedException refusal = entry.refusal;
        List<String> routes = entry.running == null ? List.of() : routeIds(entry.running.model());
        Instant loadedAt = entry.running == null ? null : entry.running.loadedAt();
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

    private void publish() {
        var files = new ArrayList<RouteFile>();
        var from = new HashMap<String, Origin>();
        entries.forEach(
                (name, entry) -> {
                    files.add(describe(name, entry));
                    if (entry.running != null) {
                        FileModel model = entry.running.model();
                        model.routes()
                                .forEach(r -> from.put(r.id(), new Origin(name, r.description())));
                        instancesOf(model)
                                .forEach(
                                        i ->
                                                from.put(
                                                        i.routeId(),
                                                        new Origin(
                                                                name,
                                                                "From template "
                                                                        + i.templateId())));
                    }
                });
        published = List.copyOf(files);
        origins = Map.copyOf(from);
    }
}
