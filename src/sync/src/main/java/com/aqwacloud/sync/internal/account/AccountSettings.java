package com.aqwacloud.sync.internal.account;

import com.aqwacloud.sync.api.Cloud;
import java.net.URI;
import java.util.Optional;

/**
 * All that is needed to talk to one account. Holds secrets, so {@link #toString()} leaves them out.
 *
 * @param name the account's name
 * @param cloud which cloud
 * @param endpoint whether it is the real one
 * @param apiRoot where its API begins, ending with "/" for Google Drive and without it for Graph
 * @param tokenUri its OAuth 2.0 token endpoint
 * @param clientId the application's id
 * @param clientSecret the application's secret, or null for a public client
 * @param refreshToken the refresh token that a person configured
 * @param scope what to ask for when refreshing, or null to leave it as it was granted
 * @param driveId which drive, or null for the account's own
 */
public record AccountSettings(
        String name,
        Cloud cloud,
        AccountEndpoint endpoint,
        URI apiRoot,
        URI tokenUri,
        String clientId,
        String clientSecret,
        String refreshToken,
        String scope,
        String driveId) {

    /** The scope that reading Google Drive needs. */
    public static final String GOOGLE_SCOPE = "https://www.googleapis.com/auth/drive.readonly";

    /** The scopes that writing OneDrive needs, with a refresh token. */
    public static final String MICROSOFT_SCOPES = "Files.ReadWrite.All offline_access User.Read";

    /** Which drive, if not the account's own. */
    public Optional<String> drive() {
        return Optional.ofNullable(driveId);
    }

    @Override
    public String toString() {
        return "account " + name + " (" + cloud + " at " + apiRoot + ")";
    }
}
