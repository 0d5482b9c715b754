package com.aqwacloud.sandbox.oauth;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Authorization codes that are out: each good once, and for ten minutes. They die with the process.
 * Thread-safe.
 */
final class Codes {

    static final Duration LIFE = Duration.ofMinutes(10);

    /** How long it is remembered that a code was there. */
    private static final Duration MEMORY = Duration.ofHours(1);

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Clock clock;
    private final Map<String, Entry> entries = new ConcurrentHashMap<>();

    /**
     * What a code stands for.
     *
     * @param redirectUri as the authorize request had it
     * @param challenge {@code null} without PKCE
     * @param nonce for the id token; {@code null} if there was none
     * @param offline whether a refresh token goes with it
     */
    record Authorization(
            String account,
            String client,
            String redirectUri,
            List<String> scopes,
            Pkce challenge,
            String nonce,
            boolean offline) {}

    private record Entry(Authorization authorization, Instant until, boolean redeemed) {}

    Codes(Clock clock) {
        this.clock = clock;
    }

    /**
     * @param prefix what codes of the cloud begin with
     */
    String issue(String prefix, Authorization authorization) {
        Instant now = clock.instant();
        entries.values().removeIf(entry -> entry.until().plus(MEMORY).isBefore(now));
        byte[] random = new byte[32];
        RANDOM.nextBytes(random);
        String code = prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        entries.put(code, new Entry(authorization, now.plus(LIFE), false));
        return code;
    }

    /**
     * What a code stands for; it stays good until it is redeemed.
     *
     * @throws OAuthException if it was redeemed before, has expired, or never was
     */
    Authorization find(String code) {
        Entry entry =
                Optional.ofNullable(entries.get(code))
                        .orElseThrow(
                                () -> OAuthException.invalidGrant(70000, "Malformed auth code."));
        if (entry.redeemed()) {
            throw alreadyRedeemed();
        }
        if (!clock.instant().isBefore(entry.until())) {
            throw OAuthException.invalidGrant(
                    70008, "The provided authorization code has expired.");
        }
        return entry.authorization();
    }

    /**
     * @throws OAuthException if someone was faster
     */
    void redeem(String code) {
        Entry before = entries.get(code);
        boolean first =
                before != null
                        && !before.redeemed()
                        && entries.replace(
                                code,
                                before,
                                new Entry(before.authorization(), before.until(), true));
        if (!first) {
            throw alreadyRedeemed();
        }
    }

    private static OAuthException alreadyRedeemed() {
        return OAuthException.invalidGrant(
                54005,
                "OAuth2 Authorization code was already redeemed, please retry with a new valid"
                        + " code or use an existing refresh token.");
    }
}
