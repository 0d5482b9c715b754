package com.aqwacloud.sync.internal.runtime;

import com.aqwacloud.sync.api.RouteFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.camel.impl.DefaultCamelContext;
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

    static final Logger LOG = LoggerFactory.getLogger(RouteFolder.class);

    /** Where a route comes from. */
    record Origin(String file, String description) {}

    private final DefaultCamelContext context;
    private final LiveRoutes live;
    private final TemplateInstances instances = new TemplateInstances();
    private final FolderEntries entries = new FolderEntries(instances);
    private final FileDeployer deployer;
    private final FolderNews news;

    RouteFolder(DefaultCamelContext context, RuntimeOptions options) {
        this.context = context;
        this.live = new LiveRoutes(context, options.stopTimeout());
        this.deployer = new FileDeployer(context, options, entries, instances, live);
        this.news = new FolderNews(entries, instances, options.listener());
    }

    List<RouteFile> files() {
        return news.files();
    }

    Map<String, Origin> origins() {
        return news.origins();
    }

    /**
     * Builds all files, and starts their routes when all are built. What does not work is left
     * aside, file by file.
     */
    synchronized void deployAll(Map<String, FolderWatch.Change> changes) {
        var waiting = new ArrayList<FolderEntry>();
        changes.forEach(
                (name, change) -> {
                    FolderEntry entry = entries.add(name);
                    if (change instanceof FolderWatch.Written written) {
                        entry.want(written.source());
                        waiting.add(entry);
                    } else if (change instanceof FolderWatch.Unreadable unreadable) {
                        entry.want(unreadable.source());
                        entry.refuse(RefusedException.edit(unreadable.reason(), 0));
                    }
                });
        boolean progress = true;
        while (progress && !waiting.isEmpty()) {
            progress = waiting.removeIf(deployer::buildFirst);
        }
        for (FolderEntry entry : entries.all()) {
            if (entry.isRunning()) {
                deployer.startFirst(entry);
            }
            news.changed(entry);
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
                                FolderEntry entry = entries.of(unreadable.source());
                                refuse(entry, RefusedException.edit(unreadable.reason(), 0));
                            }
                        });
        retry();
    }

    private void put(RouteSource source) {
        FolderEntry entry = entries.of(source);
        if (entry.isRunning() && entry.running().source().equals(source)) {
            if (entry.isRefused()) {
                entry.accept();
                news.changed(entry);
            }
            return;
        }
        try {
            FileDeployer.Built built = deployer.build(source);
            instances.check(built.model());
            exchange(entry, built);
        } catch (RefusedException e) {
            refuse(entry, e);
        }
    }

    private void exchange(FolderEntry entry, FileDeployer.Built built) throws RefusedException {
        FileModel before = entry.isRunning() ? entry.running().model() : null;
        deployer.exchange(entry, built);
        entry.accept();
        news.changed(entry);
        reloadDependents(built.source().name(), built.model(), before);
    }

    private void delete(String name) {
        FolderEntry entry = entries.remove(name);
        if (entry == null) {
            return;
        }
        FileModel model = entry.isRunning() ? entry.running().model() : null;
        RouteFile last = news.describe(name, entry);
        if (entry.isRunning()) {
            deployer.takeOut(entry);
            live.handOver();
        }
        news.removed(last);
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
                    FileModel model = entry.running().model();
                    boolean uses =
                            model.templateUses().values().stream().anyMatch(templates::contains);
                    boolean configured =
                            configurations.stream()
                                    .anyMatch(id -> entry.running().source().mentions(id));
                    return !entry.running().source().name().equals(name) && (uses || configured);
                });
    }

    private void reload(Predicate<FolderEntry> which) {
        for (FolderEntry entry : entries.all()) {
            if (!entry.isRunning() || !which.test(entry)) {
                continue;
            }
            try {
                exchange(entry, deployer.build(entry.running().source()));
            } catch (RefusedException e) {
                if (entry.isRunning() && e.cure() == RefusedException.Cure.ARRIVAL) {
                    deployer.takeOut(entry);
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
            for (FolderEntry entry : entries.all()) {
                if (entry.isRefused() && entry.refusal().cure() != RefusedException.Cure.EDIT) {
                    put(entry.wanted());
                    progress |= !entry.isRefused();
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
        var affected = new ArrayList<FolderEntry>();
        for (FolderEntry entry : entries.all()) {
            if (entry.isRunning()
                    && changed.stream().anyMatch(entry.running().source()::mentions)) {
                affected.add(entry);
            }
        }
        affected.forEach(deployer::takeOut);
        replace.run();
        for (FolderEntry entry : affected) {
            // Forgets why the version on disk was refused, as that may be the component's doing.
            entry.accept();
            put(entry.wanted());
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
                                                entry.running().source().mentions("{{" + key)
                                                        || entry.running()
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
        if (instances.has(id) || context.getRouteDefinition(id) != null) {
            throw new IllegalStateException("The route id " + id + " is taken");
        }
        String template = instance.templateId();
        if (entries.templateOwner(template) == null) {
            instances.add(instance);
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
        instances.add(instance);
        news.publish();
        return true;
    }

    /** Takes an instance out again; one that is not there is none. */
    synchronized void removeInstance(String routeId) {
        if (instances.remove(routeId)) {
            live.removeRoutes(List.of(routeId));
            live.handOver();
            news.publish();
        }
    }

    private void refuse(FolderEntry entry, RefusedException refusal) {
        RefusedException before = entry.refusal();
        entry.refuse(refusal);
        boolean known =
                before != null
                        && before.line() == refusal.line()
                        && before.getMessage().equals(refusal.getMessage());
        if (known) {
            news.publish();
        } else {
            news.changed(entry);
        }
    }
}
