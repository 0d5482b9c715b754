package com.aqwacloud.sandbox.oauth;

import java.util.List;

/**
 * What an account's owner let an application do, once. Its tokens are good as long as it is there.
 *
 * @param client the application
 * @param offline whether a refresh token was given for it
 * @param spa whether the application runs in a browser
 * @param until when it ends, in milliseconds since 1970; the use of its refresh token moves that on
 */
record Grant(
        String id,
        String account,
        String client,
        List<String> scopes,
        boolean offline,
        boolean spa,
        long until) {

    Grant {
        scopes = List.copyOf(scopes);
    }

    Grant extended(long to) {
        return new Grant(id, account, client, scopes, offline, spa, to);
    }

    boolean isBetween(String someAccount, String someClient) {
        return account.equals(someAccount) && client.equals(someClient);
    }
}
