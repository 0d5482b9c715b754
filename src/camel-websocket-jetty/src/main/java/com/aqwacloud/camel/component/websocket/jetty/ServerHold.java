package com.aqwacloud.camel.component.websocket.jetty;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.server.Handler;

/** A hold on a server, and what was added to the server through it. */
final class ServerHold implements SharedServer {

    private final String host;
    private final JettyServer server;
    private final Runnable release;
    private final Set<Mount> mounts = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean closed = new AtomicBoolean();

    ServerHold(String host, JettyServer server, Runnable release) {
        this.host = host;
        this.server = server;
        this.release = release;
    }

    @Override
    public String host() {
        return host;
    }

    @Override
    public int port() {
        return server.port();
    }

    @Override
    public boolean secure() {
        return server.secure();
    }

    @Override
    public Mount mount(int order, Handler handler) {
        requireOpen();
        return track(server.mount(new Place(order, Place.MOUNTED, 0), handler));
    }

    /** Serves static resources under their root; longer roots are asked first. */
    Mount serve(StaticResourceHandler handler) {
        requireOpen();
        return track(
                server.mount(
                        new Place(STATIC_RESOURCES, Place.BUILT_IN, -handler.root().length()),
                        handler));
    }

    /**
     * Opens a WebSocket path.
     *
     * @throws IllegalStateException if the path is open already
     */
    Mount open(WebSocketPath path) {
        requireOpen();
        return track(server.open(path));
    }

    /** The connections whose path matches the pattern, whoever opened it. */
    List<ClientConnection> connections(PathPattern pattern) {
        return server.connections(pattern);
    }

    JettyServer server() {
        return server;
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            try {
                new ArrayList<>(mounts).forEach(Mount::close);
            } finally {
                release.run();
            }
        }
    }

    private void requireOpen() {
        if (closed.get()) {
            throw new IllegalStateException("This hold on " + host + ":" + port() + " is closed");
        }
    }

    private Mount track(Mount mount) {
        var tracked = new TrackedMount(mount);
        mounts.add(tracked);
        return tracked;
    }

    private final class TrackedMount implements Mount {
        private final Mount mount;

        TrackedMount(Mount mount) {
            this.mount = mount;
        }

        @Override
        public void close() {
            if (mounts.remove(this)) {
                mount.close();
            }
        }
    }
}
