package com.aqwacloud.sandbox.oauth;

import com.aqwacloud.sandbox.http.Call;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The fields of a form, or of an address's query. */
record Form(Map<String, String> fields) {

    private static final int LIMIT_BYTES = 64 * 1024;

    /**
     * The form in a request's body.
     *
     * @throws OAuthException if it is too long, no UTF-8, or has a field twice
     */
    static Form of(Call call) throws IOException {
        byte[] body =
                call.bytes(LIMIT_BYTES)
                        .orElseThrow(
                                () -> OAuthException.invalidRequest(90100, "The form is too big."));
        Map<String, String> fields = new LinkedHashMap<>();
        for (String pair : new String(body, StandardCharsets.UTF_8).split("&")) {
            int equals = pair.indexOf('=');
            if (equals <= 0) {
                continue;
            }
            String name = decoded(pair.substring(0, equals));
            if (fields.put(name, decoded(pair.substring(equals + 1))) != null) {
                throw OAuthException.invalidRequest(
                        90100, "OAuth 2 parameters can only have a single value: " + name);
            }
        }
        return new Form(fields);
    }

    /** Empty if it is not there, or blank. */
    Optional<String> get(String name) {
        return Optional.ofNullable(fields.get(name)).filter(value -> !value.isBlank());
    }

    /**
     * @throws OAuthException if it is not there, or blank
     */
    String need(String name) {
        return get(name).orElseThrow(() -> OAuthException.missing(name));
    }

    private static String decoded(String text) {
        return Call.decode(text.replace("+", "%20"))
                .orElseThrow(
                        () -> OAuthException.invalidRequest(90100, "The form is no UTF-8 form."));
    }
}
