package com.aqwacloud.camel.component.websocket.jetty;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Handlers that come and go while the server runs, asked by their place until one answers. */
final class HandlerSequence extends Handler.Abstract {

    private final WebSocketPaths paths;

    /** Sorted and never changed; replaced under the monitor of this. */
    private volatile List<Mounted> handlers = List.of();

    HandlerSequence(WebSocketPaths paths) {
        this.paths = paths;
    }

    SharedServer.Mount mount(Place place, Handler handler) {
        handler.setServer(getServer());
        if (!addBean(handler, true)) {
            throw new IllegalStateException("The handler is mounted already: " + handler);
        }
        try {
            handler.start();
        } catch (Exception e) {
            removeBean(handler);
            throw new IllegalStateException("The handler does not start: " + handler, e);
        }
        var mounted = new Mounted(place, handler);
        synchronized (this) {
            var changed = new ArrayList<>(handlers);
            changed.add(mounted);
            changed.sort(Comparator.comparing(Mounted::place));
            handlers = List.copyOf(changed);
        }
        return () -> unmount(mounted);
    }

    private void unmount(Mounted mounted) {
        synchronized (this) {
            var changed = new ArrayList<>(handlers);
            changed.remove(mounted);
            handlers = List.copyOf(changed);
        }
        removeBean(mounted.handler());
        try {
            mounted.handler().stop();
        } catch (Exception e) {
            throw new IllegalStateException("The handler does not stop: " + mounted.handler(), e);
        }
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        for (Mounted mounted : handlers) {
            if (mounted.handler().handle(request, response, callback)) {
                return true;
            }
        }
        return paths.requireUpgrade(request, response, callback);
    }

    private record Mounted(Place place, Handler handler) {}
}
