package com.aqwacloud.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Google's OAuth, as its fact sheet has it, through HTTP. */
class GoogleSignInTest {

    private static final String AUTHORIZE = "/o/oauth2/v2/auth";
    private static final String DRIVE = "https://www.googleapis.com/auth/drive";
    private static final String REDIRECT = "https://app.example/callback";
    private static final String VERIFIER = "v".repeat(43);

    @TempDir Path home;
    private Sandbox sandbox;
    private Browser browser;

    @BeforeEach
    void start() throws IOException {
        sandbox =
                Sandbox.builder()
                        .port(0)
                        .googleFolder(home.resolve("drive"))
                        .account("google", "anna")
                        .build()
                        .start();
        browser = new Browser(sandbox.baseUri());
    }

    @AfterEach
    void stop() throws IOException {
        sandbox.close();
    }

    private static Map<String, String> request(String... more) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("client_id", "app");
        query.put("redirect_uri", REDIRECT);
        query.put("response_type", "code");
        query.put("scope", DRIVE);
        query.put("access_type", "offline");
        query.put("state", "a b&c");
        for (int i = 0; i < more.length; i += 2) {
            query.put(more[i], more[i + 1]);
        }
        query.values().removeIf(String::isEmpty);
        return query;
    }

    private String code(Map<String, String> request) {
        HttpResponse<String> page = browser.open(AUTHORIZE, request);
        return Browser.brought(browser.answer(page, "anna", "allow")).get("code");
    }

    private HttpResponse<String> exchange(String code, String... more) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "authorization_code");
        form.put("code", code);
        form.put("redirect_uri", REDIRECT);
        form.put("client_id", "app");
        form.put("client_secret", "s");
        for (int i = 0; i < more.length; i += 2) {
            form.put(more[i], more[i + 1]);
        }
        form.values().removeIf(String::isEmpty);
        return browser.post("/token", form);
    }

    private HttpResponse<String> refresh(String token, String... more) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "refresh_token");
        form.put("refresh_token", token);
        form.put("client_id", "app");
        for (int i = 0; i < more.length; i += 2) {
            form.put(more[i], more[i + 1]);
        }
        return browser.post("/token", form);
    }

    private static void assertRefused(
            HttpResponse<String> response, int status, String error, String description) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(Browser.body(response).get("error").asText()).isEqualTo(error);
        assertThat(Browser.body(response).get("error_description").asText()).contains(description);
    }

    @Test
    void allowedApplicationsGetACodeAndTokensForTheChosenAccount() {
        HttpResponse<String> page = browser.open(AUTHORIZE, request());
        assertThat(page.body())
                .contains("sandbox@aqwacloud.example", "anna@aqwacloud.example", "app.example")
                .contains("See, edit, create and delete all of your files in Drive");
        Map<String, String> brought = Browser.brought(browser.answer(page, "anna", "allow"));
        assertThat(brought).containsEntry("state", "a b&c").containsEntry("scope", DRIVE);
        JsonNode tokens = Browser.body(exchange(brought.get("code")));
        assertThat(tokens.get("token_type").asText()).isEqualTo("Bearer");
        assertThat(tokens.get("expires_in").asInt()).isBetween(3500, 3600);
        assertThat(tokens.get("scope").asText()).isEqualTo(DRIVE);
        String about = "/drive/v3/about?fields=user";
        HttpResponse<String> user = browser.get(about, tokens.get("access_token").asText());
        assertThat(user.body()).contains("anna@aqwacloud.example");
    }

    @Test
    void whoDeniesSendsAccessDenied() {
        HttpResponse<String> page = browser.open(AUTHORIZE, request());
        assertThat(Browser.brought(browser.answer(page, "anna", "deny")))
                .containsEntry("error", "access_denied")
                .containsEntry("state", "a b&c")
                .doesNotContainKey("code");
    }

    @Test
    void sizesAreWithinTheDocumentedLimits() {
        String scopes = DRIVE + " " + "https://www.googleapis.com/auth/x ".repeat(3);
        String code = code(request("scope", scopes, "client_id", "c".repeat(200)));
        JsonNode tokens = Browser.body(exchange(code, "client_id", "c".repeat(200)));
        assertThat(code.length()).isLessThanOrEqualTo(256);
        assertThat(tokens.get("access_token").asText().length()).isLessThanOrEqualTo(2048);
        assertThat(tokens.get("refresh_token").asText().length()).isLessThanOrEqualTo(512);
    }

    @Test
    void aCodeIsGoodOnce() {
        String code = code(request());
        assertThat(exchange(code).statusCode()).isEqualTo(200);
        assertRefused(exchange(code), 400, "invalid_grant", "redeemed");
        assertRefused(exchange("4/0Anonsense"), 400, "invalid_grant", "Malformed auth code.");
    }

    @Test
    void theRedirectUriMustBeTheOneOfTheAuthorizeRequest() {
        String code = code(request());
        assertRefused(
                exchange(code, "redirect_uri", REDIRECT + "/"),
                400,
                "redirect_uri_mismatch",
                "Bad Request");
        assertThat(exchange(code).statusCode()).as("the code is still good").isEqualTo(200);
    }

    @Test
    void aCodeOfAnotherApplicationIsRefused() {
        assertRefused(exchange(code(request()), "client_id", "b"), 400, "invalid_grant", "another");
    }

    @Test
    void pkceS256NeedsTheVerifier() throws Exception {
        byte[] hash =
                MessageDigest.getInstance("SHA-256")
                        .digest(VERIFIER.getBytes(StandardCharsets.US_ASCII));
        String challenge = Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        Map<String, String> request =
                request("code_challenge", challenge, "code_challenge_method", "S256");
        String code = code(request);
        assertRefused(exchange(code), 400, "invalid_grant", "Missing code verifier.");
        assertRefused(
                exchange(code, "code_verifier", "w".repeat(43)),
                400,
                "invalid_grant",
                "Invalid code verifier.");
        assertThat(exchange(code, "code_verifier", VERIFIER).statusCode()).isEqualTo(200);
    }

    @Test
    void anS256ChallengeHas43Characters() {
        for (String challenge :
                new String[] {"c".repeat(44), "c".repeat(42), "c".repeat(42) + "~"}) {
            HttpResponse<String> page =
                    browser.open(
                            AUTHORIZE,
                            request("code_challenge", challenge, "code_challenge_method", "S256"));
            assertThat(page.statusCode()).as(challenge).isEqualTo(400);
            assertThat(page.body()).contains("invalid_request");
        }
    }

    @Test
    void pkcePlainComparesTheVerifierItself() {
        String code = code(request("code_challenge", VERIFIER));
        assertThat(exchange(code, "code_verifier", VERIFIER).statusCode()).isEqualTo(200);
        assertRefused(
                exchange(code(request("prompt", "consent")), "code_verifier", VERIFIER),
                400,
                "invalid_grant",
                "not needed");
    }

    @Test
    void aMalformedChallengeIsShownNotSent() {
        for (String challenge : new String[] {"short", "x".repeat(129), "ä".repeat(43)}) {
            HttpResponse<String> page =
                    browser.open(AUTHORIZE, request("code_challenge", challenge));
            assertThat(page.statusCode()).isEqualTo(400);
            assertThat(page.body()).contains("invalid_request");
        }
    }

    @Test
    void onlyOfflineAccessBringsARefreshTokenAndOnlyTheFirstTime() {
        assertThat(Browser.body(exchange(code(request("access_type", "")))).has("refresh_token"))
                .isFalse();
        Map<String, String> other = request("client_id", "b");
        JsonNode first = Browser.body(exchange(code(other), "client_id", "b"));
        assertThat(first.has("refresh_token")).isTrue();
        Map<String, String> again = request("client_id", "b", "prompt", "select_account");
        assertThat(Browser.body(exchange(code(again), "client_id", "b")).has("refresh_token"))
                .isFalse();
        Map<String, String> forced = request("client_id", "b", "prompt", "consent");
        JsonNode renewed = Browser.body(exchange(code(forced), "client_id", "b"));
        assertThat(renewed.get("refresh_token")).isNotEqualTo(first.get("refresh_token"));
    }

    @Test
    void aRefreshKeepsItsRefreshTokenAndMayAskForFewerScopes() {
        String scopes = DRIVE + " https://www.googleapis.com/auth/drive.readonly";
        JsonNode tokens = Browser.body(exchange(code(request("scope", scopes))));
        String refresh = tokens.get("refresh_token").asText();
        JsonNode again = Browser.body(refresh(refresh));
        assertThat(again.has("refresh_token")).isFalse();
        assertThat(again.get("access_token")).isNotEqualTo(tokens.get("access_token"));
        assertThat(Browser.body(refresh(refresh, "scope", DRIVE)).get("scope").asText())
                .isEqualTo(DRIVE);
        assertRefused(
                refresh(refresh, "scope", DRIVE + ".appdata"), 400, "invalid_scope", "scopes");
        assertRefused(
                refresh(refresh, "client_id", "b"), 401, "unauthorized_client", "Unauthorized");
    }

    @Test
    void revokingOneTokenEndsTheWholeGrant() {
        JsonNode one = Browser.body(exchange(code(request())));
        JsonNode two = Browser.body(exchange(code(request("prompt", "consent"))));
        String access = two.get("access_token").asText();
        assertThat(browser.get("/drive/v3/files", access).statusCode()).isEqualTo(200);
        String path = "/revoke?token=" + one.get("refresh_token").asText();
        assertThat(browser.post(path, Map.of()).statusCode()).isEqualTo(200);
        assertThat(browser.get("/drive/v3/files", access).statusCode()).isEqualTo(401);
        for (JsonNode tokens : new JsonNode[] {one, two}) {
            assertRefused(
                    refresh(tokens.get("refresh_token").asText()),
                    400,
                    "invalid_grant",
                    "Token has been expired or revoked.");
        }
        assertRefused(browser.post(path, Map.of()), 400, "invalid_token", "revoked");
        assertThat(browser.open(AUTHORIZE, request("login_hint", "anna")).body())
                .as("consent is asked for again")
                .contains("Allow");
    }

    @Test
    void tokensAndRevocationsOutliveARestart() throws Exception {
        JsonNode kept = Browser.body(exchange(code(request())));
        JsonNode ended = Browser.body(exchange(code(request("client_id", "b")), "client_id", "b"));
        browser.post("/revoke", Map.of("token", ended.get("access_token").asText()));
        sandbox.close();
        start();
        String path = "/drive/v3/files";
        assertThat(browser.get(path, kept.get("access_token").asText()).statusCode())
                .isEqualTo(200);
        assertThat(refresh(kept.get("refresh_token").asText()).statusCode()).isEqualTo(200);
        assertThat(browser.get(path, ended.get("access_token").asText()).statusCode())
                .isEqualTo(401);
    }

    @Test
    void moreThanAHundredRefreshTokensLetTheOldestDieSilently() {
        browser.json("/sandbox/consent", "{\"answer\":\"allow\",\"account\":\"anna\"}");
        Map<String, String> request = request("prompt", "consent");
        String first = null;
        String last = null;
        for (int i = 0; i < 101; i++) {
            Map<String, String> brought = Browser.brought(browser.open(AUTHORIZE, request));
            JsonNode tokens = Browser.body(exchange(brought.get("code")));
            last = tokens.get("refresh_token").asText();
            first = first == null ? last : first;
        }
        assertRefused(refresh(first), 400, "invalid_grant", "Token has been expired or revoked.");
        assertThat(refresh(last).statusCode()).isEqualTo(200);
    }

    @Test
    void promptNoneNeedsAnEarlierConsent() {
        Map<String, String> silent = request("prompt", "none", "login_hint", "anna");
        assertThat(Browser.brought(browser.open(AUTHORIZE, silent)))
                .containsEntry("error", "interaction_required");
        code(request());
        assertThat(Browser.brought(browser.open(AUTHORIZE, silent))).containsKey("code");
        Map<String, String> unhinted = request("prompt", "none");
        assertThat(Browser.brought(browser.open(AUTHORIZE, unhinted)))
                .as("two accounts could be meant")
                .containsEntry("error", "interaction_required");
        Map<String, String> more =
                request("prompt", "none", "login_hint", "anna", "scope", DRIVE + ".appdata");
        assertThat(Browser.brought(browser.open(AUTHORIZE, more)))
                .containsEntry("error", "interaction_required");
    }

    @Test
    void theHintedAccountIsChosenOnThePage() {
        HttpResponse<String> page =
                browser.open(AUTHORIZE, request("login_hint", "ANNA@aqwacloud.example"));
        assertThat(page.body()).contains("value=\"anna\" checked");
    }

    @Test
    void grantedScopesAreIncludedIfAskedFor() {
        code(request());
        String readonly = DRIVE + ".readonly";
        JsonNode tokens =
                Browser.body(
                        exchange(
                                code(
                                        request(
                                                "scope",
                                                readonly,
                                                "include_granted_scopes",
                                                "true"))));
        assertThat(tokens.get("scope").asText().split(" ")).contains(readonly, DRIVE);
    }

    @Test
    void theLeverAnswersInsteadOfAPerson() {
        browser.json(
                "/sandbox/consent",
                "{\"cloud\":\"google\",\"answer\":\"allow\",\"account\":\"anna\"}");
        String code = Browser.brought(browser.open(AUTHORIZE, request())).get("code");
        String access = Browser.body(exchange(code)).get("access_token").asText();
        assertThat(browser.get("/drive/v3/about?fields=user", access).body()).contains("anna@");
        browser.json("/sandbox/consent", "{\"answer\":\"deny\"}");
        assertThat(Browser.brought(browser.open(AUTHORIZE, request())))
                .containsEntry("error", "access_denied");
        browser.json("/sandbox/consent", "{\"answer\":\"ask\"}");
        assertThat(browser.open(AUTHORIZE, request()).statusCode()).isEqualTo(200);
        assertThat(browser.json("/sandbox/consent", "{\"answer\":\"maybe\"}").body())
                .contains("answer");
    }

    @Test
    void tokenInfoTellsWhatATokenMayDo() {
        String scopes = DRIVE + " openid email";
        JsonNode tokens = Browser.body(exchange(code(request("scope", scopes))));
        String access = tokens.get("access_token").asText();
        JsonNode info = Browser.body(browser.open("/tokeninfo", Map.of("access_token", access)));
        assertThat(info.get("aud").asText()).isEqualTo("app");
        assertThat(info.get("email").asText()).isEqualTo("anna@aqwacloud.example");
        assertThat(info.get("scope").asText()).contains(DRIVE, "openid");
        assertThat(Integer.parseInt(info.get("expires_in").textValue())).isBetween(3000, 3600);
        assertThat(browser.open("/oauth2/v1/tokeninfo", Map.of("access_token", access)).body())
                .contains("issued_to");
        HttpResponse<String> bad = browser.open("/tokeninfo", Map.of("access_token", "x"));
        assertThat(bad.statusCode()).isEqualTo(400);
        assertThat(bad.body()).contains("invalid_token");
        JsonNode user = Browser.body(browser.get("/oauth2/v3/userinfo", access));
        assertThat(user.get("email").asText()).isEqualTo("anna@aqwacloud.example");
        assertThat(user.get("sub")).isEqualTo(info.get("sub"));
        assertThat(user.has("name")).as("profile was not asked for").isFalse();
        assertThat(browser.get("/oauth2/v3/userinfo", "x").statusCode()).isEqualTo(401);
    }

    @Test
    void theIdTokenIsSignedWithThePublishedKey() throws Exception {
        Map<String, String> request = request("scope", "openid email", "nonce", "n-1");
        JsonNode tokens = Browser.body(exchange(code(request)));
        JsonNode claims = Jwt.verified(tokens.get("id_token").asText(), keys());
        assertThat(claims.get("aud").asText()).isEqualTo("app");
        assertThat(claims.get("nonce").asText()).isEqualTo("n-1");
        assertThat(claims.get("email").asText()).isEqualTo("anna@aqwacloud.example");
        JsonNode document = Browser.body(browser.get("/.well-known/openid-configuration", "x"));
        assertThat(claims.get("iss")).isEqualTo(document.get("issuer"));
    }

    private JsonNode keys() {
        JsonNode document = Browser.body(browser.get("/.well-known/openid-configuration", "x"));
        return Browser.body(browser.get(document.get("jwks_uri").asText(), "x"));
    }

    @Test
    void registeredApplicationsMustBeWhoTheyAre() {
        browser.json(
                "/sandbox/clients",
                "{\"cloud\":\"google\",\"clientId\":\"app\",\"secret\":\"right\","
                        + "\"redirectUris\":[\""
                        + REDIRECT
                        + "\",\"http://localhost/cb\"]}");
        assertThat(browser.open(AUTHORIZE, request("client_id", "other")).body())
                .contains("invalid_client");
        HttpResponse<String> elsewhere =
                browser.open(AUTHORIZE, request("redirect_uri", "https://evil.example/"));
        assertThat(elsewhere.statusCode()).isEqualTo(400);
        assertThat(elsewhere.body()).contains("redirect_uri_mismatch");
        assertThat(
                        browser.open(AUTHORIZE, request("redirect_uri", "http://localhost:5/cb"))
                                .statusCode())
                .as("any port of a loopback address")
                .isEqualTo(200);
        String code = code(request());
        assertRefused(exchange(code, "client_secret", ""), 400, "invalid_request", "secret");
        assertRefused(exchange(code, "client_secret", "wrong"), 401, "invalid_client", "secret");
        Map<String, String> form =
                Map.of(
                        "grant_type", "authorization_code",
                        "code", code,
                        "redirect_uri", REDIRECT);
        String basic = Base64.getEncoder().encodeToString("app:right".getBytes());
        assertThat(browser.post("/token", form, "Authorization", "Basic " + basic).statusCode())
                .isEqualTo(200);
        assertRefused(exchange("x", "client_id", "other"), 401, "invalid_client", "not found");
    }

    @Test
    void badRequestsAreShownToThePersonAndNotSentOn() {
        assertThat(browser.open(AUTHORIZE, request("client_id", "")).statusCode()).isEqualTo(400);
        assertThat(browser.open(AUTHORIZE, request("redirect_uri", "")).statusCode())
                .isEqualTo(400);
        for (String uri :
                new String[] {
                    "javascript:alert(1)", "/relative", "https://a.example/#f", "data:x"
                }) {
            assertThat(browser.open(AUTHORIZE, request("redirect_uri", uri)).statusCode())
                    .as(uri)
                    .isEqualTo(400);
        }
        assertThat(browser.open(AUTHORIZE, request("scope", "everything")).body())
                .contains("invalid_scope");
        assertThat(browser.open(AUTHORIZE, request("response_type", "token")).statusCode())
                .isEqualTo(400);
        assertThat(browser.open(AUTHORIZE, request("client_id", "<script>x")).body())
                .doesNotContain("<script>x");
    }

    @Test
    void badTokenRequestsGetOAuthsOwnErrors() {
        assertRefused(browser.post("/token", Map.of()), 400, "invalid_request", "client ID");
        assertRefused(
                browser.post("/token", Map.of("client_id", "a", "grant_type", "password")),
                400,
                "unsupported_grant_type",
                "password");
        assertRefused(
                browser.json("/token", "client_id=a&client_id=b&grant_type=refresh_token"),
                400,
                "invalid_request",
                "single value: client_id");
        assertRefused(
                browser.post(
                        "/token",
                        Map.of(
                                "client_id", "a",
                                "grant_type", "refresh_token",
                                "refresh_token", "sandbox-nobody")),
                400,
                "invalid_grant",
                "Token has been expired or revoked.");
    }

    @Test
    void tokenInfoRefusesABrokenForm() {
        assertRefused(
                browser.json("/tokeninfo", "access_token=a&access_token=b"),
                400,
                "invalid_request",
                "single value: access_token");
        assertRefused(
                browser.json("/tokeninfo", "access_token=%ff"),
                400,
                "invalid_request",
                "no UTF-8 form");
    }

    @Test
    void aPromptSaidTwiceIsNoFailure() {
        HttpResponse<String> page = browser.open(AUTHORIZE, request("prompt", "consent consent"));
        assertThat(Browser.brought(browser.answer(page, "anna", "allow"))).containsKey("code");
    }

    @Test
    void theFixedRefreshTokenOfAnAccountGivesTokensForIt() {
        JsonNode tokens = Browser.body(refresh("sandbox-anna"));
        String access = tokens.get("access_token").asText();
        assertThat(browser.get("/drive/v3/about?fields=user", access).body()).contains("anna@");
    }

    @Test
    void theTokenMayStandInTheAddress() {
        String query = "/drive/v3/about?fields=user&access_token=sandbox-anna";
        assertThat(browser.send(browser.request(query).GET()).body()).contains("anna@");
        HttpResponse<String> none =
                browser.send(browser.request("/drive/v3/about?fields=user").GET());
        assertThat(none.statusCode()).isEqualTo(401);
        assertThat(none.headers().firstValue("WWW-Authenticate").orElse(""))
                .startsWith("Bearer realm=");
    }

    @Test
    void thePageCanNotBeAnsweredFromElsewhere() {
        HttpResponse<String> page = browser.open(AUTHORIZE, request());
        Map<String, String> allow = Map.of("account", "anna", "decision", "allow");
        assertThat(browser.answer(page, null, allow).statusCode()).isEqualTo(400);
        HttpResponse<String> theirs = browser.open(AUTHORIZE, request());
        assertThat(browser.answer(page, Browser.cookie(theirs), allow).statusCode())
                .as("another browser's cookie")
                .isEqualTo(400);
        assertThat(page.headers().firstValue("X-Frame-Options")).contains("DENY");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "frame-ancestors 'none'", "https://app.example");
        assertThat(page.headers().firstValue("Set-Cookie").orElseThrow())
                .contains("HttpOnly", "SameSite=Lax");
        assertThat(browser.answer(page, "anna", "allow").statusCode()).isEqualTo(302);
    }

    @ParameterizedTest
    @CsvSource({
        "400, invalid_grant",
        "400, invalid_request",
        "401, invalid_client",
        "401, unauthorized_client",
        "400, admin_policy_enforced"
    })
    void aFaultHasARefreshFailForAnyReason(int status, String error) {
        browser.json(
                "/sandbox/faults",
                "{\"kind\":\"refuse\",\"operation\":\"token\",\"times\":1,\"status\":"
                        + status
                        + ",\"code\":\""
                        + error
                        + "\"}");
        HttpResponse<String> refused = refresh("sandbox-anna");
        assertThat(refused.statusCode()).isEqualTo(status);
        assertThat(Browser.body(refused).get("error").asText()).isEqualTo(error);
        assertThat(refresh("sandbox-anna").statusCode()).isEqualTo(200);
    }
}
