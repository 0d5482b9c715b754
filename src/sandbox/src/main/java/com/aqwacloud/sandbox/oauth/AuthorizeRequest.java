package com.aqwacloud.sandbox.oauth;

import com.aqwacloud.sandbox.account.Cloud;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * An application asks for a code.
 *
 * @param redirectUri checked: the answer may go there
 */
record AuthorizeRequest(Form form, String clientId, String redirectUri) {

    private static final Pattern CLIENT_ID = Pattern.compile("[\\x21-\\x7E]{1,200}");
    private static final Set<String> NO_PLACE_TO_GO =
            Set.of("javascript", "data", "vbscript", "file", "about", "blob", "urn");

    /** How an answer gets to the application. */
    enum ResponseMode {
        QUERY,
        FRAGMENT,
        FORM_POST
    }

    /**
     * Checks as much as must be right before anything may be sent to the application.
     *
     * @throws OAuthException to be shown to the person at the browser only
     */
    static AuthorizeRequest of(Form form, Cloud cloud, OAuthBook book) {
        String clientId = form.need("client_id");
        checkClient(clientId, cloud, book);
        String redirectUri =
                form.get("redirect_uri").orElseThrow(() -> OAuthException.missing("redirect_uri"));
        if (!isPlaceToGo(redirectUri)) {
            throw OAuthException.invalidRequest(
                    90102, "'redirect_uri' value must be a valid absolute URI.");
        }
        boolean matches =
                book.client(clientId).map(client -> client.redirectsTo(redirectUri)).orElse(true);
        if (!matches) {
            throw new OAuthException(
                    400,
                    cloud == Cloud.GOOGLE ? "redirect_uri_mismatch" : "invalid_request",
                    50011,
                    "The redirect URI '"
                            + redirectUri
                            + "' specified in the request does not match the redirect URIs"
                            + " configured for the application '"
                            + clientId
                            + "'.");
        }
        return new AuthorizeRequest(form, clientId, redirectUri);
    }

    /**
     * @throws OAuthException if the application is not known, where only registered ones are
     */
    static void checkClient(String clientId, Cloud cloud, OAuthBook book) {
        boolean known =
                CLIENT_ID.matcher(clientId).matches()
                        && (!book.registersClients() || book.client(clientId).isPresent());
        if (known) {
            return;
        }
        throw cloud == Cloud.GOOGLE
                ? new OAuthException(
                        401, "invalid_client", 700016, "The OAuth client was not found.")
                : new OAuthException(
                        400,
                        "unauthorized_client",
                        700016,
                        "Application with identifier '"
                                + clientId
                                + "' was not found in the directory.");
    }

    private static boolean isPlaceToGo(String address) {
        try {
            URI uri = new URI(address);
            return uri.isAbsolute()
                    && uri.getRawFragment() == null
                    && !NO_PLACE_TO_GO.contains(uri.getScheme().toLowerCase(java.util.Locale.ROOT))
                    && (uri.getHost() != null || !uri.getScheme().startsWith("http"));
        } catch (java.net.URISyntaxException e) {
            return false;
        }
    }

    /**
     * Checks the rest.
     *
     * @throws OAuthException to be sent to the application, or shown
     */
    void check(Cloud cloud) {
        String type = form.need("response_type");
        if (!type.equals("code")) {
            throw new OAuthException(
                    400,
                    "unsupported_response_type",
                    700054,
                    "The response_type '" + type + "' is not supported, only 'code' is.");
        }
        scopes(cloud);
        Pkce.of(this.form);
        List<String> modes = List.of("query", "fragment", "form_post");
        if (form.get("response_mode").filter(mode -> !modes.contains(mode)).isPresent()) {
            throw OAuthException.invalidRequest(
                    90023, "The provided value for 'response_mode' is not supported.");
        }
        if (prompts("none") && prompt().size() > 1) {
            throw OAuthException.invalidRequest(
                    90023, "prompt=none can't be combined with other values.");
        }
        List<String> access = List.of("online", "offline");
        if (form.get("access_type").filter(value -> !access.contains(value)).isPresent()) {
            throw OAuthException.invalidRequest(
                    90023, "Invalid parameter value for access_type: online or offline.");
        }
    }

    List<String> scopes(Cloud cloud) {
        return Scopes.parse(cloud, form.need("scope"));
    }

    boolean prompts(String what) {
        return prompt().contains(what);
    }

    private Set<String> prompt() {
        return form.get("prompt")
                .map(text -> Set.copyOf(List.of(text.trim().split("\\s+"))))
                .orElse(Set.of());
    }

    Optional<String> loginHint() {
        return form.get("login_hint");
    }

    ResponseMode responseMode() {
        return switch (form.get("response_mode").orElse("query")) {
            case "fragment" -> ResponseMode.FRAGMENT;
            case "form_post" -> ResponseMode.FORM_POST;
            default -> ResponseMode.QUERY;
        };
    }
}
