package com.aqwacloud.sandbox.oauth;

import com.aqwacloud.sandbox.account.Account;
import com.aqwacloud.sandbox.account.Cloud;
import com.aqwacloud.sandbox.http.Call;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * Says who signed in, as a signed JSON Web Token (RS256). The key is made when it is first needed,
 * then kept. Thread-safe.
 */
final class IdTokens {

    private static final int KEY_BITS = 2048;
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final Cloud cloud;
    private final Path file;
    private final Clock clock;

    /** Guarded by this; {@code null} until it is needed. */
    private RSAPrivateCrtKey key;

    /**
     * @param file where the key is kept
     */
    IdTokens(Cloud cloud, Path file, Clock clock) {
        this.cloud = cloud;
        this.file = file;
        this.clock = clock;
    }

    /**
     * @param nonce of the authorize request; {@code null} if it had none
     */
    String issue(
            Call call,
            Account account,
            String client,
            String nonce,
            String accessToken,
            Duration life)
            throws IOException {
        long now = clock.instant().getEpochSecond();
        ObjectNode claims = JsonNodeFactory.instance.objectNode();
        claims.put("aud", client);
        claims.put("iat", now);
        claims.put("exp", now + life.toSeconds());
        claims.put("name", account.owner().displayName());
        claims.put("email", account.owner().mail());
        if (nonce != null) {
            claims.put("nonce", nonce);
        }
        claims.put("at_hash", half(accessToken));
        if (cloud == Cloud.GOOGLE) {
            claims.put("iss", googleIssuer(call));
            claims.put("azp", client);
            claims.put("sub", account.owner().permissionId());
            claims.put("email_verified", true);
            claims.put("given_name", account.owner().displayName());
        } else {
            claims.put("iss", call.base() + "/" + Tenant.of(account) + "/v2.0");
            claims.put("nbf", now);
            claims.put("sub", half(client + " " + account.name()));
            claims.put("oid", account.owner().userId());
            claims.put("preferred_username", account.owner().mail());
            claims.put("tid", Tenant.of(account));
            claims.put("ver", "2.0");
        }
        ObjectNode header = JsonNodeFactory.instance.objectNode();
        header.put("alg", "RS256").put("typ", "JWT").put("kid", keyId());
        String signed = base64(header.toString()) + "." + base64(claims.toString());
        return signed + "." + BASE64.encodeToString(sign(signed));
    }

    /** Google's name in tokens is not the host that gives them. */
    static String googleIssuer(Call call) {
        return call.base().endsWith(".googleapis.com")
                ? "https://accounts.google.com"
                : call.base();
    }

    /** The public key, for whoever wants to check. */
    ObjectNode keys() throws IOException {
        RSAPrivateCrtKey mine = key();
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.putArray("keys")
                .addObject()
                .put("kty", "RSA")
                .put("use", "sig")
                .put("alg", "RS256")
                .put("kid", keyId())
                .put("n", unsigned(mine.getModulus()))
                .put("e", unsigned(mine.getPublicExponent()));
        return node;
    }

    private String keyId() throws IOException {
        return half(unsigned(key().getModulus()));
    }

    private byte[] sign(String text) throws IOException {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key());
            signature.update(text.getBytes(StandardCharsets.US_ASCII));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has SHA256withRSA", e);
        }
    }

    private synchronized RSAPrivateCrtKey key() throws IOException {
        if (key != null) {
            return key;
        }
        try {
            PrivateKey found;
            if (Files.exists(file)) {
                byte[] bytes = Base64.getDecoder().decode(Files.readString(file).strip());
                found =
                        KeyFactory.getInstance("RSA")
                                .generatePrivate(new PKCS8EncodedKeySpec(bytes));
            } else {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
                generator.initialize(KEY_BITS);
                found = generator.generateKeyPair().getPrivate();
                Path fresh = Files.createTempFile(file.getParent(), "key", ".new");
                Files.writeString(fresh, Base64.getEncoder().encodeToString(found.getEncoded()));
                Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
            }
            key = (RSAPrivateCrtKey) found;
            return key;
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException(file + " holds no key", e);
        }
    }

    /** The left half of a text's hash, as {@code at_hash} has it. */
    private static String half(String text) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return BASE64.encodeToString(Arrays.copyOf(digest, digest.length / 2));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private static String base64(String text) {
        return BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String unsigned(BigInteger number) {
        byte[] bytes = number.toByteArray();
        int from = bytes[0] == 0 ? 1 : 0;
        return BASE64.encodeToString(Arrays.copyOfRange(bytes, from, bytes.length));
    }

    /** The algorithms its tokens are signed with. */
    static List<String> algorithms() {
        return List.of("RS256");
    }
}
