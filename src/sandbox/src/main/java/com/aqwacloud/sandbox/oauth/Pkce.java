package com.aqwacloud.sandbox.oauth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Proof Key for Code Exchange (RFC 7636).
 *
 * @param challenge as the authorize request had it
 * @param hashed whether it is the verifier's hash, or the verifier itself
 */
record Pkce(String challenge, boolean hashed) {

    private static final Pattern VERIFIER = Pattern.compile("[A-Za-z0-9._~-]{43,128}");

    /** A SHA-256 as base64url, without padding. */
    private static final Pattern HASH = Pattern.compile("[A-Za-z0-9_-]{43}");

    /**
     * The challenge of an authorize request, if it has one.
     *
     * @throws OAuthException if it is malformed
     */
    static Optional<Pkce> of(Form query) {
        Optional<String> challenge = query.get("code_challenge");
        Optional<String> method = query.get("code_challenge_method");
        if (method.isPresent() && challenge.isEmpty()) {
            throw OAuthException.invalidRequest(
                    501491, "code_challenge_method needs a code_challenge.");
        }
        String kind = method.orElse("plain");
        Pattern shape = kind.equals("S256") ? HASH : VERIFIER;
        if (challenge.filter(text -> !shape.matcher(text).matches()).isPresent()) {
            throw OAuthException.invalidRequest(
                    501491, "Invalid size of Code_Challenge parameter.");
        }
        if (!kind.equals("S256") && !kind.equals("plain")) {
            throw OAuthException.invalidRequest(
                    50148, "Invalid code_challenge_method: S256 or plain is needed.");
        }
        return challenge.map(text -> new Pkce(text, kind.equals("S256")));
    }

    /** Whether a verifier is the one the challenge was made from. */
    boolean isMetBy(String verifier) {
        if (!VERIFIER.matcher(verifier).matches()) {
            return false;
        }
        String made = hashed ? hash(verifier) : verifier;
        return MessageDigest.isEqual(
                made.getBytes(StandardCharsets.UTF_8), challenge.getBytes(StandardCharsets.UTF_8));
    }

    private static String hash(String verifier) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(verifier.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
