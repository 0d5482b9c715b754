package com.aqwacloud.sync.internal.account;

import com.aqwacloud.camel.component.microsoft.onedrive.AccessTokenSupplier;

/** An account's access tokens as the OneDrive component wants them. */
public final class GraphTokens implements AccessTokenSupplier {
    private final AccessTokens tokens;

    /**
     * @param tokens of a OneDrive account
     */
    public GraphTokens(AccessTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public String accessToken() {
        return tokens.token();
    }

    @Override
    public void rejected(String token) {
        tokens.rejected(token);
    }

    @Override
    public void accepted(String token) {
        tokens.accepted(token);
    }
}
