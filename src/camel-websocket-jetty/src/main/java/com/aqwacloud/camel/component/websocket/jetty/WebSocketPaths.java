package com.aqwacloud.camel.component.websocket.jetty;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.URIUtil;
import org.eclipse.jetty.websocket.api.exceptions.WebSocketException;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The WebSocket paths of a server: finds the one that a request means, and upgrades. */
final class WebSocketPaths extends Handler.Abstract {

    private static final Logger LOG = LoggerFactory.getLogger(WebSocketPaths.class);

    private final ServerWebSocketContainer container;
    private final List<WebSocketPath> paths = new CopyOnWriteArrayList<>();

    WebSocketPaths(ServerWebSocketContainer container) {
        this.container = container;
    }

    /** Synchronized, so that two openings of one pattern cannot both pass the check. */
    synchronized SharedServer.Mount open(WebSocketPath path) {
        if (paths.stream().anyMatch(open -> open.pattern().equals(path.pattern()))) {
            throw new IllegalStateException(
                    "Another consumer already serves the path " + path.pattern());
        }
        paths.add(path);
        path.start();
        return () -> {
            paths.remove(path);
            path.stop();
        };
    }

    List<ClientConnection> connections(PathPattern pattern) {
        return paths.stream()
                .flatMap(path -> path.connections().stream())
                .filter(connection -> pattern.matches(connection.path()))
                .toList();
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        if (!asksForUpgrade(request)) {
            return false;
        }
        WebSocketPath path = find(pathOf(request));
        if (path == null) {
            return false;
        }
        int refusal = path.refusal(request);
        if (refusal != WebSocketPath.WELCOME) {
            Response.writeError(request, response, callback, refusal);
            return true;
        }
        try {
            return container.upgrade(path::accept, request, response, callback);
        } catch (WebSocketException | IllegalArgumentException e) {
            LOG.debug("Malformed WebSocket upgrade", e);
            Response.writeError(request, response, callback, HttpStatus.BAD_REQUEST_400);
            return true;
        }
    }

    /** Answers what nobody took, if its path is one that only WebSockets use. */
    boolean requireUpgrade(Request request, Response response, Callback callback) {
        if (find(pathOf(request)) == null) {
            return false;
        }
        response.getHeaders().put(HttpHeader.UPGRADE, "websocket");
        response.getHeaders().put(HttpHeader.CONNECTION, "Upgrade");
        response.getHeaders().put(HttpHeader.SEC_WEBSOCKET_VERSION, "13");
        Response.writeError(request, response, callback, HttpStatus.UPGRADE_REQUIRED_426);
        return true;
    }

    /** An exact path wins over wildcards, a longer wildcard over a shorter one. */
    private WebSocketPath find(String requested) {
        WebSocketPath best = null;
        for (WebSocketPath path : paths) {
            if (path.pattern().matches(requested)
                    && (best == null || specificity(path) > specificity(best))) {
                best = path;
            }
        }
        return best;
    }

    private static int specificity(WebSocketPath path) {
        return path.pattern().wildcard() ? path.pattern().root().length() : Integer.MAX_VALUE;
    }

    static String pathOf(Request request) {
        return URIUtil.decodePath(Request.getPathInContext(request));
    }

    private static boolean asksForUpgrade(Request request) {
        return request.getHeaders().contains(HttpHeader.UPGRADE, "websocket");
    }
}
