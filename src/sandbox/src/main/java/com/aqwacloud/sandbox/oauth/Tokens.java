package com.aqwacloud.sandbox.oauth;

import com.aqwacloud.sandbox.account.Owner;
import com.aqwacloud.sandbox.http.Call;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes and checks the tokens of one cloud. They carry their expiry and a seal, so none has to be
 * kept, and all outlive a restart. Thread-safe.
 */
public final class Tokens {

    /**
     * Always good, as a bearer token and as a refresh token, for the first account; followed by a
     * hyphen and a name for the account of that name.
     */
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

    /** What the token of a request stands for; empty if it has none that is good. */
    public Optional<Access> access(Call call) {
        return Access.token(call).flatMap(this::access);
    }

    private Optional<Access> access(String token) {
        Optional<String> fixed = fixed(token);
        if (fixed.isPresent()) {
            return Optional.of(new Access(fixed.get(), FIXED, Set.of(), true));
        }
        return open("access", token)
                .map(content -> content.split("\\|", 2))
                .map(parts -> new Access(parts[0], "", Set.of(parts[1].split(" ")), true));
    }

    /** The account a fixed token is for. */
    static Optional<String> fixed(String token) {
        if (token.equals(FIXED)) {
            return Optional.of(Owner.DEFAULT);
        }
        return Optional.of(token)
                .filter(text -> text.startsWith(FIXED + "-"))
                .map(text -> text.substring(FIXED.length() + 1))
                .filter(Owner::isName);
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
