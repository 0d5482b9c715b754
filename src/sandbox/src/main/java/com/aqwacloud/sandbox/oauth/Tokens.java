package com.aqwacloud.sandbox.oauth;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes and checks the tokens of one cloud. They carry their expiry and a seal, so none has to be
 * kept, and all outlive a restart. Thread-safe.
 */
public final class Tokens {

    /** Always good, as a bearer token and as a refresh token. */
    public static final String FIXED = "sandbox";

    private final byte[] secret;
    private final Clock clock;

    public Tokens(String secret, Clock clock) {
        this.secret = secret.getBytes(StandardCharsets.UTF_8);
        this.clock = clock;
    }

    /** A token for one purpose, with something to remember in it. */
    public String issue(String purpose, String content, Duration life) {
        String text =
                purpose
                        + "|"
                        + clock.instant().plus(life).getEpochSecond()
                        + "|"
                        + UUID.randomUUID()
                        + "|"
                        + content;
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        return base64.encodeToString(bytes) + "." + base64.encodeToString(seal(bytes));
    }

    /** What the token remembers; empty if it is not ours, not for this purpose, or expired. */
    public Optional<String> open(String purpose, String token) {
        int dot = token.indexOf('.');
        if (dot < 0) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(token.substring(0, dot));
            byte[] seal = Base64.getUrlDecoder().decode(token.substring(dot + 1));
            if (!MessageDigest.isEqual(seal, seal(bytes))) {
                return Optional.empty();
            }
            String[] parts = new String(bytes, StandardCharsets.UTF_8).split("\\|", 4);
            Instant expiry = Instant.ofEpochSecond(Long.parseLong(parts[1]));
            return parts[0].equals(purpose) && clock.instant().isBefore(expiry)
                    ? Optional.of(parts[3])
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether an {@code Authorization} header lets its sender in. */
    public boolean admits(Optional<String> authorization) {
        String value = authorization.orElse("");
        if (!value.regionMatches(true, 0, "Bearer ", 0, 7)) {
            return false;
        }
        String token = value.substring(7).trim();
        return token.equals(FIXED) || open("access", token).isPresent();
    }

    private byte[] seal(byte[] bytes) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return mac.doFinal(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HmacSHA256", e);
        }
    }
}
