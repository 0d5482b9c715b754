package com.aqwacloud.sync.internal.runtime;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** The files of the {@link RouteFolder} by their names; guarded by the folder's monitor. */
final class FolderEntries {
    private final TemplateInstances instances;
    private final Map<String, FolderEntry> entries = new TreeMap<>();

    FolderEntries(TemplateInstances instances) {
        this.instances = instances;
    }

    FolderEntry add(String name) {
        var entry = new FolderEntry();
        entries.put(name, entry);
        return entry;
    }

    /** The file that now is in this version. */
    FolderEntry of(RouteSource source) {
        FolderEntry entry = entries.computeIfAbsent(source.name(), name -> new FolderEntry());
        entry.want(source);
        return entry;
    }

    /** The file that was removed, or null if there was none. */
    FolderEntry remove(String name) {
        return entries.remove(name);
    }

    /** The files as they are now, whatever becomes of them meanwhile. */
    List<FolderEntry> all() {
        return List.copyOf(entries.values());
    }

    void forEach(BiConsumer<String, FolderEntry> what) {
        entries.forEach(what);
    }

    /** What runs of the file that has a template, or null. */
    Deployment templateOwner(String templateId) {
        return entries.values().stream()
                .filter(FolderEntry::isRunning)
                .map(FolderEntry::running)
                .filter(running -> running.model().templates().contains(templateId))
                .findFirst()
                .orElse(null);
    }

    /** All but one. */
    RouteProbe.Surroundings around(String file) {
        return new RouteProbe.Surroundings() {
            @Override
            public Map<String, FileModel> others() {
                var others = new TreeMap<String, FileModel>();
                entries.forEach(
                        (name, entry) -> {
                            if (entry.isRunning() && !name.equals(file)) {
                                others.put(name, entry.running().model());
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
                return instances.of(templateId);
            }
        };
    }
}
