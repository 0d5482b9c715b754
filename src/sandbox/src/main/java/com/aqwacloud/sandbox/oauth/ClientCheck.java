package com.aqwacloud.sandbox.oauth;

import com.aqwacloud.sandbox.account.Cloud;
import com.aqwacloud.sandbox.http.Call;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;

/** Which application is asking, and whether it can prove it. */
record ClientCheck(Cloud cloud, OAuthBook book) {

    private record Credentials(String id, Optional<String> secret) {}

    /**
     * The application that a request to the token endpoint comes from.
     *
     * @throws OAuthException if it is none that is known, or not proven
     */
    String check(Call call, Form form) {
        Optional<Credentials> basic = call.header("Authorization").flatMap(ClientCheck::basic);
        Optional<String> named = form.get("client_id");
        if (basic.isPresent() && named.filter(id -> !id.equals(basic.get().id())).isPresent()) {
            throw OAuthException.invalidRequest(
                    90100, "The client ids of the header and the body differ.");
        }
        Credentials given =
                basic.or(() -> named.map(id -> new Credentials(id, form.get("client_secret"))))
                        .orElseThrow(this::nobody);
        AuthorizeRequest.checkClient(given.id(), cloud, book);
        book.client(given.id()).ifPresent(client -> prove(client, given.secret()));
        return given.id();
    }

    private OAuthException nobody() {
        return cloud == Cloud.GOOGLE
                ? OAuthException.invalidRequest(0, "Could not determine client ID from request.")
                : OAuthException.missing("client_id");
    }

    private void prove(Client client, Optional<String> secret) {
        boolean microsoft = cloud == Cloud.ONEDRIVE;
        if (microsoft && client.kind() != Client.Kind.WEB) {
            if (secret.isPresent()) {
                throw refused(
                        700025,
                        "Client is public so neither 'client_assertion' nor 'client_secret' should"
                                + " be presented.");
            }
            return;
        }
        if (client.secret() == null) {
            return;
        }
        if (secret.isEmpty()) {
            throw microsoft
                    ? refused(
                            7000218,
                            "The request body must contain the following parameter:"
                                    + " 'client_assertion' or 'client_secret'.")
                    : OAuthException.invalidRequest(0, "client_secret is missing.");
        }
        if (!MessageDigest.isEqual(bytes(secret.get()), bytes(client.secret()))) {
            throw microsoft
                    ? refused(70002, "Error validating credentials. Invalid client secret.")
                    : refused(0, "The provided client secret is invalid.");
        }
    }

    private static OAuthException refused(int code, String description) {
        return new OAuthException(401, "invalid_client", code, description);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Empty if the header is of another kind. */
    private static Optional<Credentials> basic(String header) {
        if (!header.regionMatches(true, 0, "Basic ", 0, 6)) {
            return Optional.empty();
        }
        try {
            String pair =
                    new String(
                            Base64.getDecoder().decode(header.substring(6).trim()),
                            StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            if (colon < 0) {
                throw malformed();
            }
            String secret = form(pair.substring(colon + 1));
            return Optional.of(
                    new Credentials(
                            form(pair.substring(0, colon)),
                            Optional.of(secret).filter(text -> !text.isEmpty())));
        } catch (IllegalArgumentException e) {
            throw malformed();
        }
    }

    private static OAuthException malformed() {
        return OAuthException.invalidRequest(90100, "The Authorization header is malformed.");
    }

    private static String form(String text) {
        return Call.decode(text.replace("+", "%20")).orElse(text);
    }
}
