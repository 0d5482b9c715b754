package com.aqwacloud.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;

/** Checks a JSON Web Token as a client would. */
final class Jwt {

    private Jwt() {}

    static JsonNode verified(String token, JsonNode keys) throws Exception {
        String[] parts = token.split("\\.");
        assertThat(parts).hasSize(3);
        JsonNode header = Clouds.JSON.readTree(decode(parts[0]));
        assertThat(header.get("alg").asText()).isEqualTo("RS256");
        JsonNode key = keys.get("keys").get(0);
        assertThat(key.get("kid")).isEqualTo(header.get("kid"));
        PublicKey known =
                KeyFactory.getInstance("RSA")
                        .generatePublic(
                                new RSAPublicKeySpec(number(key.get("n")), number(key.get("e"))));
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(known);
        signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
        assertThat(signature.verify(decode(parts[2]))).isTrue();
        return Clouds.JSON.readTree(decode(parts[1]));
    }

    private static BigInteger number(JsonNode text) {
        return new BigInteger(1, decode(text.asText()));
    }

    private static byte[] decode(String text) {
        return Base64.getUrlDecoder().decode(text);
    }
}
