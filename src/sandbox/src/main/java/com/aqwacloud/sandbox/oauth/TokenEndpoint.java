package com.aqwacloud.sandbox.oauth;

import com.aqwacloud.sandbox.account.Account;
import com.aqwacloud.sandbox.account.Cloud;
import com.aqwacloud.sandbox.fault.FaultKind;
import com.aqwacloud.sandbox.http.Call;
import com.aqwacloud.sandbox.http.Reply;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The OAuth 2.0 token endpoint of one cloud. Thread-safe. */
final class TokenEndpoint {

    private static final Duration ACCESS_LIFE = Duration.ofSeconds(3600);

    /** Google's last until they were not used for half a year. */
    private static final Duration GOOGLE_REFRESH_LIFE = Duration.ofDays(180);

    private static final Duration MICROSOFT_REFRESH_LIFE = Duration.ofDays(90);
    private static final Duration SPA_REFRESH_LIFE = Duration.ofHours(24);
    private static final Duration FOR_EVER = Duration.ofDays(36500);

    private static final String GOOGLE_DEFAULT = "https://www.googleapis.com/auth/drive";
    private static final String MICROSOFT_DEFAULT =
            "Files.ReadWrite.All Sites.ReadWrite.All offline_access User.Read";

    private final Cloud cloud;
    private final Supplier<List<Account>> accounts;
    private final Tokens tokens;
    private final OAuthBook book;
    private final Codes codes;
    private final IdTokens idTokens;
    private final ClientCheck clients;
    private final Clock clock;

    TokenEndpoint(
            Cloud cloud,
            Supplier<List<Account>> accounts,
            Tokens tokens,
            OAuthBook book,
            Codes codes,
            IdTokens idTokens,
            Clock clock) {
        this.cloud = cloud;
        this.accounts = accounts;
        this.tokens = tokens;
        this.book = book;
        this.codes = codes;
        this.idTokens = idTokens;
        this.clients = new ClientCheck(cloud, book);
        this.clock = clock;
    }

    /** What is to be given out. */
    private record Given(Grant grant, List<String> scopes, String nonce, boolean withRefresh) {}

    Reply handle(Call call) throws IOException {
        call.operation("token");
        try {
            if (!call.method().equals("POST")) {
                throw OAuthException.invalidRequest(900561, "The endpoint only accepts POST.");
            }
            Form form = Form.of(call);
            String client = clients.check(call, form);
            String type = form.need("grant_type");
            Given given =
                    switch (type) {
                        case "refresh_token" -> refresh(call, form, client);
                        case "authorization_code" -> exchange(form, client);
                        default ->
                                throw new OAuthException(
                                        400,
                                        "unsupported_grant_type",
                                        70003,
                                        "Invalid grant_type: " + type);
                    };
            return answer(call, form, given);
        } catch (OAuthException e) {
            return OAuthError.of(cloud, call, e);
        }
    }

    private Given exchange(Form form, String client) {
        String code = form.need("code");
        Optional<Account> fixed = fixed(code);
        if (fixed.isPresent()) {
            return standing(form, fixed.get(), client, true);
        }
        Codes.Authorization found = codes.find(code);
        if (!found.client().equals(client)) {
            throw OAuthException.invalidGrant(70000, "The code was issued to another application.");
        }
        if (!form.need("redirect_uri").equals(found.redirectUri())) {
            String text = "The redirect_uri differs from the one of the authorize request.";
            throw cloud == Cloud.GOOGLE
                    ? new OAuthException(400, "redirect_uri_mismatch", 0, "Bad Request")
                    : OAuthException.invalidGrant(50011, text);
        }
        prove(found.challenge(), form.get("code_verifier"));
        codes.redeem(code);
        boolean spa = isSpa(client);
        Duration life = found.offline() ? refreshLife(spa) : ACCESS_LIFE;
        Grant grant =
                book.grant(found.account(), client, found.scopes(), found.offline(), spa, life);
        return new Given(grant, found.scopes(), found.nonce(), found.offline());
    }

    private void prove(Pkce challenge, Optional<String> verifier) {
        boolean google = cloud == Cloud.GOOGLE;
        if (challenge == null) {
            if (verifier.isPresent()) {
                throw OAuthException.invalidGrant(
                        501481, "code_verifier or verifier is not needed.");
            }
            return;
        }
        if (verifier.isEmpty()) {
            throw OAuthException.invalidGrant(
                    501481, google ? "Missing code verifier." : "The code_verifier is missing.");
        }
        if (!challenge.isMetBy(verifier.get())) {
            throw OAuthException.invalidGrant(
                    501481,
                    google
                            ? "Invalid code verifier."
                            : "The Code_Verifier does not match the code_challenge supplied in the"
                                    + " authorization request.");
        }
    }

    private Given refresh(Call call, Form form, String client) {
        String token = form.need("refresh_token");
        if (call.fault(FaultKind.EXPIRE_REFRESH_TOKEN).isPresent()) {
            throw dead(700082, "The refresh token has expired due to inactivity.");
        }
        Optional<Account> fixed = fixed(token);
        if (fixed.isPresent()) {
            return standing(form, fixed.get(), client, cloud == Cloud.ONEDRIVE);
        }
        Tokens.Opened opened =
                tokens.openRefresh(token)
                        .orElseThrow(() -> dead(70000, "Provided grant is invalid or malformed."));
        Optional<Grant> found = book.find(opened.content());
        boolean expired = !clock.instant().isBefore(opened.expires());
        if (found.isEmpty() || expired) {
            throw expired
                    ? dead(
                            isSpa(client) ? 700084 : 700082,
                            "The refresh token has expired due to inactivity.")
                    : dead(50173, "The provided grant has expired due to it being revoked.");
        }
        Grant grant = found.get();
        if (!grant.client().equals(client)) {
            throw cloud == Cloud.GOOGLE
                    ? new OAuthException(401, "unauthorized_client", 0, "Unauthorized")
                    : OAuthException.invalidGrant(
                            70000, "The refresh token was issued to another application.");
        }
        if (account(grant.account()).isEmpty()) {
            throw dead(50034, "The user account does not exist in the directory.");
        }
        if (!grant.spa()) {
            book.renew(grant, refreshLife(false));
        }
        return new Given(grant, narrowed(form, grant), null, cloud == Cloud.ONEDRIVE);
    }

    /** The scopes asked for, which may be fewer than granted. */
    private List<String> narrowed(Form form, Grant grant) {
        Optional<String> asked = form.get("scope");
        if (asked.isEmpty()) {
            return grant.scopes();
        }
        List<String> scopes = Scopes.parse(cloud, asked.get());
        if (grant.scopes().containsAll(scopes)) {
            return scopes;
        }
        throw cloud == Cloud.GOOGLE
                ? new OAuthException(400, "invalid_scope", 0, "Some requested scopes were invalid.")
                : OAuthException.invalidGrant(
                        65001,
                        "The user or administrator has not consented to use the application with"
                                + " these scopes.");
    }

    private OAuthException dead(int code, String description) {
        return OAuthException.invalidGrant(
                code, cloud == Cloud.GOOGLE ? "Token has been expired or revoked." : description);
    }

    /** What a fixed code or refresh token gives: whatever is asked for. */
    private Given standing(Form form, Account account, String client, boolean withRefresh) {
        String usual = cloud == Cloud.GOOGLE ? GOOGLE_DEFAULT : MICROSOFT_DEFAULT;
        List<String> scopes = Scopes.parse(cloud, form.get("scope").orElse(usual));
        Grant grant = book.standing(account.name(), client, scopes, refreshLife(false));
        return new Given(grant, scopes, null, withRefresh);
    }

    private Reply answer(Call call, Form form, Given given) throws IOException {
        Grant grant = given.grant();
        String access = tokens.access(grant, given.scopes(), ACCESS_LIFE);
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("token_type", "Bearer");
        node.put("scope", shown(given.scopes()));
        node.put("expires_in", ACCESS_LIFE.toSeconds());
        node.put("access_token", access);
        if (cloud == Cloud.ONEDRIVE) {
            node.put("ext_expires_in", ACCESS_LIFE.toSeconds());
        }
        if (given.withRefresh()) {
            node.put("refresh_token", tokens.refresh(grant, sealedLife(grant)));
        }
        Account account = account(grant.account()).orElseThrow();
        if (Scopes.has(given.scopes(), Scopes.OPENID)) {
            node.put(
                    "id_token",
                    idTokens.issue(
                            call, account, grant.client(), given.nonce(), access, ACCESS_LIFE));
        }
        if (form.get("client_info").filter("1"::equals).isPresent()) {
            node.put("client_info", clientInfo(account));
        }
        return Reply.ok(node).with("Cache-Control", "no-store").with("Pragma", "no-cache");
    }

    private String shown(List<String> scopes) {
        return String.join(
                " ", scopes.stream().filter(scope -> !scope.equals(Scopes.OFFLINE)).toList());
    }

    private Duration sealedLife(Grant grant) {
        if (cloud == Cloud.GOOGLE) {
            return FOR_EVER;
        }
        return grant.spa()
                ? Duration.ofMillis(grant.until() - clock.millis())
                : MICROSOFT_REFRESH_LIFE;
    }

    private Duration refreshLife(boolean spa) {
        if (cloud == Cloud.GOOGLE) {
            return GOOGLE_REFRESH_LIFE;
        }
        return spa ? SPA_REFRESH_LIFE : MICROSOFT_REFRESH_LIFE;
    }

    private boolean isSpa(String client) {
        return book.client(client).filter(c -> c.kind() == Client.Kind.SPA).isPresent();
    }

    private Optional<Account> fixed(String token) {
        return Tokens.fixed(token).flatMap(this::account);
    }

    private Optional<Account> account(String name) {
        return accounts.get().stream().filter(each -> each.name().equals(name)).findFirst();
    }

    private static String clientInfo(Account account) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("uid", account.owner().userId()).put("utid", Tenant.of(account));
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(node.toString().getBytes(StandardCharsets.UTF_8));
    }
}
