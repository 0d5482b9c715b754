package com.aqwacloud.sandbox;

import com.aqwacloud.sandbox.tls.CloudHosts;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.TunnelSupport;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.HostPort;

/**
 * Plays the proxy for clients that know the clouds by their real names only. A tunnel to one of
 * these names ends right here, on the connection it was asked for; there are no other tunnels.
 */
final class ProxyFront extends Handler.Wrapper {

    ProxyFront(Handler handler) {
        super(handler);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (!HttpMethod.CONNECT.is(request.getMethod())) {
            return super.handle(request, response, callback);
        }
        TunnelSupport tunnel = request.getTunnelSupport();
        if (tunnel == null || tunnel.getProtocol() != null) {
            Response.writeError(request, response, callback, HttpStatus.NOT_IMPLEMENTED_501);
        } else if (!isCloud(request.getHttpURI().getAuthority())) {
            Response.writeError(request, response, callback, HttpStatus.FORBIDDEN_403);
        } else {
            Connector connector = request.getConnectionMetaData().getConnector();
            Connection fresh =
                    connector
                            .getDefaultConnectionFactory()
                            .newConnection(connector, tunnel.getEndPoint());
            request.setAttribute(HttpStream.UPGRADE_CONNECTION_ATTRIBUTE, fresh);
            response.getHeaders().put(HttpFields.CONTENT_LENGTH_0);
            response.setStatus(HttpStatus.OK_200);
            callback.succeeded();
        }
        return true;
    }

    private static boolean isCloud(String authority) {
        try {
            return authority != null && CloudHosts.include(new HostPort(authority).getHost());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
