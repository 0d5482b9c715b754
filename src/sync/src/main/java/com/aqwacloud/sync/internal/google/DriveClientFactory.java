package com.aqwacloud.sync.internal.google;

import com.aqwacloud.sync.internal.account.CloudAccount;
import com.aqwacloud.sync.internal.quota.Governor;
import com.google.api.client.http.javanet.NetHttpTransport;
import com.google.api.client.json.gson.GsonFactory;
import com.google.api.services.drive.Drive;
import java.util.Collection;
import org.apache.camel.CamelContext;
import org.apache.camel.component.google.drive.GoogleDriveClientFactory;

/**
 * Gives the Drive component the client of one account. Whatever credentials the component's
 * configuration names are ignored: the client gets its tokens from the account, request by request.
 */
public final class DriveClientFactory implements GoogleDriveClientFactory {
    static final String APPLICATION = "AqwaCloud";

    private final DriveConnections connections = new DriveConnections();
    private final Drive client;

    /**
     * @param account a Google account
     * @param governor of that account
     */
    public DriveClientFactory(CloudAccount account, Governor governor) {
        var root = account.settings().apiRoot();
        this.client =
                new Drive.Builder(
                                new NetHttpTransport.Builder()
                                        .setConnectionFactory(connections)
                                        .build(),
                                GsonFactory.getDefaultInstance(),
                                new DriveRequests(root, account.tokens(), governor))
                        .setRootUrl(root.toString())
                        .setServicePath("drive/v3/")
                        .setBatchPath("batch/drive/v3")
                        .setApplicationName(APPLICATION)
                        .build();
    }

    /** The account's client; safe for use by several threads. */
    public Drive client() {
        return client;
    }

    /** Ends all connections; requests that were not answered fail. */
    void end() {
        connections.end();
    }

    @Override
    public Drive makeClient(
            String clientId,
            String clientSecret,
            Collection<String> scopes,
            String applicationName,
            String refreshToken,
            String accessToken) {
        return client;
    }

    @Override
    public Drive makeClient(
            CamelContext camelContext,
            String serviceAccountKey,
            Collection<String> scopes,
            String applicationName,
            String delegate) {
        return client;
    }
}
