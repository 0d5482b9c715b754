package com.aqwacloud.sandbox;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;

/**
 * HTTP/2 without TLS, by prior knowledge and by upgrade. A request that has a body stays what it
 * is, as a server may choose: its body would come in the old protocol after the switch to the new
 * one.
 */
final class UpgradeWithoutBody extends HTTP2CServerConnectionFactory {

    UpgradeWithoutBody(HttpConfiguration configuration) {
        super(configuration);
    }

    @Override
    public Connection upgradeConnection(
            Connector connector,
            EndPoint endPoint,
            MetaData.Request request,
            HttpFields.Mutable response) {
        HttpFields headers = request.getHttpFields();
        boolean body =
                headers.contains(HttpHeader.TRANSFER_ENCODING)
                        || headers.getLongField(HttpHeader.CONTENT_LENGTH) > 0;
        return body ? null : super.upgradeConnection(connector, endPoint, request, response);
    }
}
