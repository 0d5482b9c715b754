package com.aqwacloud.sync.internal.runtime;

import java.time.Instant;
import java.util.List;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.rest.RestDefinition;

/**
 * Brings a version of a route file to run, as a whole or not at all; guarded by the monitor of the
 * {@link RouteFolder}.
 */
final class FileDeployer {
    private final DefaultCamelContext context;
    private final RuntimeOptions options;
    private final FolderEntries entries;
    private final TemplateInstances instances;
    private final LiveRoutes live;
    private final RouteProbe probe;

    FileDeployer(
            DefaultCamelContext context,
            RuntimeOptions options,
            FolderEntries entries,
            TemplateInstances instances,
            LiveRoutes live) {
        this.context = context;
        this.options = options;
        this.entries = entries;
        this.instances = instances;
        this.live = live;
        this.probe = new RouteProbe(context, options);
    }

    /**
     * A version that was tried out aside.
     *
     * @param source as it is in the folder
     */
    record Built(RouteSource source, SourceOutline outline, FileModel model) {}

    /**
     * Builds a version aside, where it disturbs nothing.
     *
     * @throws RefusedException if it does not work
     */
    Built build(RouteSource source) throws RefusedException {
        SourceOutline outline = SourceOutline.of(source);
        return new Built(
                source, outline, probe.build(source, outline, entries.around(source.name())));
    }

    /**
     * Builds a file that has no version before it; nothing runs yet that could be disturbed.
     *
     * @return false if it may work once others are built
     */
    boolean buildFirst(FolderEntry entry) {
        RouteSource source = entry.wanted();
        SourceOutline outline = null;
        FileModel model = null;
        try {
            outline = SourceOutline.of(source);
            model = probe.read(source, outline, entries.around(source.name()));
            instances.check(model);
            List<RestDefinition> rests = live.add(source, model, instances.of(model));
            try {
                RouteProbe.checkBuilt(context, model, outline, entries.around(source.name()));
            } catch (RefusedException e) {
                live.remove(model, rests, instances.of(model));
                throw e;
            }
            entry.runs(new Deployment(source, model, rests, Instant.now()));
            entry.accept();
            return true;
        } catch (RefusedException e) {
            entry.refuse(e);
            return e.cure() == RefusedException.Cure.EDIT;
        } catch (Exception e) {
            entry.refuse(Wording.refusal(e, outline, model));
            return entry.refusal().cure() == RefusedException.Cure.EDIT;
        }
    }

    /** Starts what {@link #buildFirst} built. */
    void startFirst(FolderEntry entry) {
        Deployment running = entry.running();
        try {
            live.start(instances.routeIds(running.model()));
        } catch (Exception e) {
            entry.stopped();
            entry.refuse(refusal(e, running.source(), running.model()));
            live.remove(running.model(), running.rests(), instances.of(running.model()));
        }
    }

    private static RefusedException refusal(Exception e, RouteSource source, FileModel model) {
        try {
            return Wording.refusal(e, SourceOutline.of(source), model);
        } catch (RefusedException now) {
            return now;
        }
    }

    /**
     * Has a version run instead of the one before it, if there is one.
     *
     * @throws RefusedException if it does not start; the one before it runs again then
     */
    void exchange(FolderEntry entry, Built built) throws RefusedException {
        Deployment old = entry.running();
        HttpEngine.Gate gate = closeGate();
        try {
            if (old != null) {
                live.exchanging(instances.routeIds(old.model()));
                takeOut(entry);
            }
            try {
                bringIn(entry, built.source(), built.model());
            } catch (Exception e) {
                RefusedException refusal = Wording.refusal(e, built.outline(), built.model());
                if (old != null) {
                    putBack(entry, old, refusal);
                }
                throw refusal;
            }
        } finally {
            try {
                live.handOver();
            } finally {
                gate.close();
            }
        }
    }

    /** Holds requests for paths that are about to come back, while there is HTTP at all. */
    private HttpEngine.Gate closeGate() {
        return options.http() == null ? () -> {} : options.http().closeGate();
    }

    /** Stops what runs of a file. */
    void takeOut(FolderEntry entry) {
        Deployment old = entry.running();
        entry.stopped();
        live.remove(old.model(), old.rests(), instances.of(old.model()));
    }

    private void bringIn(FolderEntry entry, RouteSource source, FileModel model) throws Exception {
        List<TemplateInstance> wanted = instances.of(model);
        List<RestDefinition> rests = live.add(source, model, wanted);
        try {
            live.start(instances.routeIds(model));
        } catch (Exception e) {
            live.remove(model, rests, wanted);
            throw e;
        }
        entry.runs(new Deployment(source, model, rests, Instant.now()));
    }

    private void putBack(FolderEntry entry, Deployment old, RefusedException refusal) {
        try {
            bringIn(entry, old.source(), old.model());
        } catch (Exception e) {
            refusal.addSuppressed(e);
            RouteFolder.LOG.error(
                    "{}: the version before it does not start again either",
                    old.source().name(),
                    e);
        }
    }
}
