package com.aqwacloud.sandbox.oauth;

import com.aqwacloud.sandbox.account.Cloud;
import com.aqwacloud.sandbox.account.Owner;
import com.aqwacloud.sandbox.http.Call;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes and checks the tokens of one cloud. They carry their expiry and a seal, and name the grant
 * they stand on, so all outlive a restart, and none its revocation. Thread-safe.
 */
public final class Tokens {

    /**
     * Always good, as a bearer token and as a refresh token, for the first account; followed by a
     * hyphen and a name for the account of that name.
     */
    public static final String FIXED = "sandbox";

    private static final Duration FIXED_LIFE = Duration.ofHours(1);

    private final Cloud cloud;
    private final byte[] secret;
    private final OAuthBook book;
    private final Clock clock;

    Tokens(Cloud cloud, String secret, OAuthBook book, Clock clock) {
        this.cloud = cloud;
        this.secret = secret.getBytes(StandardCharsets.UTF_8);
        this.book = book;
        this.clock = clock;
    }

    /** A token that was sealed here. */
    record Opened(String content, Instant expires) {}

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
        return unseal(purpose, token)
                .filter(opened -> clock.instant().isBefore(opened.expires()))
                .map(Opened::content);
    }

    /** The same also if it has expired. */
    private Optional<Opened> unseal(String purpose, String token) {
        int dot = token.lastIndexOf('.');
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
            return parts[0].equals(purpose)
                    ? Optional.of(new Opened(parts[3], expiry))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** An access token that looks like the cloud's own. */
    String access(Grant grant, List<String> scopes, Duration life) {
        String client =
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(grant.client().getBytes(StandardCharsets.UTF_8));
        String content =
                String.join("|", grant.account(), grant.id(), client, String.join(" ", scopes));
        return accessPrefix() + issue("access", content, life);
    }

    /** A refresh token that looks like the cloud's own. */
    String refresh(Grant grant, Duration life) {
        return refreshPrefix() + issue("refresh", grant.id(), life);
    }

    /** The grant's id that a refresh token of ours is for, also if it has expired. */
    Optional<Opened> openRefresh(String token) {
        return stripped(token, refreshPrefix()).flatMap(text -> unseal("refresh", text));
    }

    /** What the token of a request stands for; empty if it has none that is good. */
    public Optional<Access> access(Call call) {
        return token(call).flatMap(this::access);
    }

    /** What an access token stands for. */
    Optional<Access> access(String token) {
        Optional<String> fixed = fixed(token);
        if (fixed.isPresent()) {
            Instant expires = clock.instant().plus(FIXED_LIFE);
            return Optional.of(new Access(fixed.get(), FIXED, Set.of(), true, expires));
        }
        return stripped(token, accessPrefix())
                .flatMap(text -> unseal("access", text))
                .filter(opened -> clock.instant().isBefore(opened.expires()))
                .flatMap(this::standing);
    }

    private Optional<Access> standing(Opened opened) {
        String[] parts = opened.content().split("\\|", 4);
        String client = new String(Base64.getUrlDecoder().decode(parts[2]), StandardCharsets.UTF_8);
        return book.find(parts[1])
                .map(
                        grant ->
                                new Access(
                                        parts[0],
                                        client,
                                        Set.of(parts[3].split(" ")),
                                        false,
                                        opened.expires()));
    }

    /** The token of a request, good or not: in its header, and with Google also in its address. */
    public Optional<String> token(Call call) {
        Optional<String> header = call.header("Authorization");
        if (header.isEmpty() && cloud == Cloud.GOOGLE) {
            return call.query("access_token").filter(text -> !text.isEmpty());
        }
        return header.filter(value -> value.regionMatches(true, 0, "Bearer ", 0, 7))
                .map(value -> value.substring(7).trim())
                .filter(text -> !text.isEmpty());
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

    private String accessPrefix() {
        return cloud == Cloud.GOOGLE ? "ya29." : "EwB";
    }

    private String refreshPrefix() {
        return cloud == Cloud.GOOGLE ? "1//0" : "M.C5_";
    }

    private static Optional<String> stripped(String token, String prefix) {
        return Optional.of(token)
                .filter(text -> text.startsWith(prefix))
                .map(text -> text.substring(prefix.length()));
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
