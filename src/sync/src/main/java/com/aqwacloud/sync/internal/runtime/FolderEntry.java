package com.aqwacloud.sync.internal.runtime;

/** A file of the {@link RouteFolder}, and what runs of it; guarded by the folder's monitor. */
final class FolderEntry {
    private RouteSource wanted;
    private Deployment running;
    private RefusedException refusal;

    /** The version in the folder. */
    RouteSource wanted() {
        return wanted;
    }

    void want(RouteSource version) {
        wanted = version;
    }

    /** What runs of it, or null. */
    Deployment running() {
        return running;
    }

    boolean isRunning() {
        return running != null;
    }

    void runs(Deployment deployment) {
        running = deployment;
    }

    void stopped() {
        running = null;
    }

    /** Why the version in the folder does not run, or null. */
    RefusedException refusal() {
        return refusal;
    }

    boolean isRefused() {
        return refusal != null;
    }

    void refuse(RefusedException reason) {
        refusal = reason;
    }

    /** Nothing is known any more against the version in the folder. */
    void accept() {
        refusal = null;
    }
}
