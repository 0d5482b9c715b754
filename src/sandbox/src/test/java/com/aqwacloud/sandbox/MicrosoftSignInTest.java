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
import org.junit.jupiter.params.provider.ValueSource;

/** Microsoft's OAuth v2.0, as its fact sheet has it, through HTTP. */
class MicrosoftSignInTest {

    private static final String AUTHORIZE = "/common/oauth2/v2.0/authorize";
    private static final String TOKEN = "/common/oauth2/v2.0/token";
    private static final String REDIRECT = "http://localhost:3001/callback";
    private static final String SCOPES = "Files.ReadWrite offline_access User.Read";

    @TempDir Path home;
    private Sandbox sandbox;
    private Browser browser;

    @BeforeEach
    void start() throws IOException {
        sandbox =
                Sandbox.builder()
                        .port(0)
                        .oneDriveFolder(home.resolve("onedrive"))
                        .account("onedrive", "eve", null, "personal")
                        .build()
                        .start();
        browser = new Browser(sandbox.baseUri());
    }

    @AfterEach
    void stop() throws IOException {
        sandbox.close();
    }

    private static Map<String, String> with(Map<String, String> fields, String... more) {
        for (int i = 0; i < more.length; i += 2) {
            fields.put(more[i], more[i + 1]);
        }
        fields.values().removeIf(String::isEmpty);
        return fields;
    }

    private static Map<String, String> request(String... more) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("client_id", "app");
        query.put("redirect_uri", REDIRECT);
        query.put("response_type", "code");
        query.put("scope", SCOPES);
        query.put("state", "s");
        return with(query, more);
    }

    private String code(String... more) {
        HttpResponse<String> page = browser.open(AUTHORIZE, request(more));
        return Browser.brought(browser.answer(page, "sandbox", "allow")).get("code");
    }

    private HttpResponse<String> exchange(String code, String... more) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "authorization_code");
        form.put("code", code);
        form.put("redirect_uri", REDIRECT);
        form.put("client_id", "app");
        return browser.post(TOKEN, with(form, more));
    }

    private HttpResponse<String> refresh(String token, String... more) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "refresh_token");
        form.put("refresh_token", token);
        form.put("client_id", "app");
        return browser.post(TOKEN, with(form, more));
    }

    private static void assertRefused(HttpResponse<String> response, String error, int code) {
        JsonNode body = Browser.body(response);
        assertThat(response.statusCode()).as(response.body()).isBetween(400, 401);
        assertThat(body.get("error").asText()).as(response.body()).isEqualTo(error);
        assertThat(body.get("error_codes")).hasSize(1);
        assertThat(body.get("error_codes").get(0).asInt()).as(response.body()).isEqualTo(code);
        assertThat(body.get("error_description").asText())
                .startsWith("AADSTS" + code + ": ")
                .contains("Trace ID: " + body.get("trace_id").asText())
                .contains("Correlation ID: " + body.get("correlation_id").asText());
        assertThat(body.get("timestamp").asText()).matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:.*Z");
    }

    @Test
    void allowedApplicationsGetACodeAndTokens() {
        JsonNode tokens = Browser.body(exchange(code()));
        assertThat(tokens.get("token_type").asText()).isEqualTo("Bearer");
        assertThat(tokens.get("scope").asText()).isEqualTo("Files.ReadWrite User.Read");
        assertThat(tokens.get("expires_in").asInt()).isBetween(3599, 3600);
        assertThat(tokens.has("refresh_token")).isTrue();
        assertThat(tokens.has("id_token")).as("openid was not asked for").isFalse();
        HttpResponse<String> me = browser.get("/v1.0/me", tokens.get("access_token").asText());
        assertThat(me.body()).contains("sandbox@aqwacloud.example");
    }

    @Test
    void aRefreshTokenComesOnlyWithOfflineAccess() {
        String code = code("scope", "Files.Read");
        assertThat(Browser.body(exchange(code)).has("refresh_token")).isFalse();
    }

    @Test
    void anIdTokenComesOnlyWithOpenid() throws Exception {
        JsonNode tokens = Browser.body(exchange(code("scope", SCOPES + " openid", "nonce", "n")));
        JsonNode document =
                Browser.body(browser.get("/common/v2.0/.well-known/openid-configuration", "x"));
        JsonNode keys = Browser.body(browser.get(document.get("jwks_uri").asText(), "x"));
        JsonNode claims = Jwt.verified(tokens.get("id_token").asText(), keys);
        assertThat(claims.get("nonce").asText()).isEqualTo("n");
        assertThat(claims.get("preferred_username").asText())
                .isEqualTo("sandbox@aqwacloud.example");
        assertThat(document.get("issuer").asText())
                .isEqualTo(sandbox.baseUri() + "/{tenantid}/v2.0");
        assertThat(claims.get("iss").asText())
                .isEqualTo(sandbox.baseUri() + "/" + claims.get("tid").asText() + "/v2.0");
        String access = tokens.get("access_token").asText();
        assertThat(browser.get("/oidc/userinfo", access).body()).contains("sandbox@");
    }

    @Test
    void eachRefreshBringsANewRefreshTokenAndTheOldOneLivesOn() {
        String first = Browser.body(exchange(code())).get("refresh_token").asText();
        String second = Browser.body(refresh(first)).get("refresh_token").asText();
        assertThat(second).isNotEqualTo(first);
        assertThat(refresh(second).statusCode()).isEqualTo(200);
        assertThat(refresh(first).statusCode()).as("not revoked at once").isEqualTo(200);
    }

    @Test
    void aRefreshMayAskForFewerScopesButNotForMore() {
        String token = Browser.body(exchange(code())).get("refresh_token").asText();
        JsonNode fewer = Browser.body(refresh(token, "scope", "User.Read offline_access"));
        assertThat(fewer.get("scope").asText()).isEqualTo("User.Read");
        assertRefused(refresh(token, "scope", "Mail.Read"), "invalid_grant", 65001);
    }

    @Test
    void aTokenThatIsGoodForNothingIsRefused() {
        assertRefused(refresh("nonsense"), "invalid_grant", 70000);
        String token = Browser.body(exchange(code())).get("refresh_token").asText();
        assertRefused(refresh(token, "client_id", "other"), "invalid_grant", 70000);
        browser.call("DELETE", "/sandbox/tokens?cloud=onedrive", "x", "");
        assertRefused(refresh(token), "invalid_grant", 50173);
    }

    @Test
    void aCodeIsGoodOnce() {
        String code = code();
        assertThat(exchange(code).statusCode()).isEqualTo(200);
        assertRefused(exchange(code), "invalid_grant", 54005);
        assertRefused(exchange("nonsense"), "invalid_grant", 70000);
    }

    @Test
    void theRedirectUriMustBeTheOneOfTheAuthorizeRequest() {
        assertRefused(
                exchange(code(), "redirect_uri", "http://localhost:3001/"), "invalid_grant", 50011);
    }

    @Test
    void theVerifierMustMatchTheChallenge() throws Exception {
        String verifier = "A-._~".repeat(10);
        String code = code("code_challenge", hash(verifier), "code_challenge_method", "S256");
        assertRefused(exchange(code), "invalid_grant", 501481);
        assertRefused(exchange(code, "code_verifier", "x".repeat(50)), "invalid_grant", 501481);
        assertThat(exchange(code, "code_verifier", verifier).statusCode()).isEqualTo(200);
    }

    private static String hash(String verifier) throws Exception {
        byte[] hash =
                MessageDigest.getInstance("SHA-256")
                        .digest(verifier.getBytes(StandardCharsets.US_ASCII));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    }

    @Test
    void aVerifierHas43To128Characters() throws Exception {
        for (int length : new int[] {42, 43, 128, 129}) {
            String verifier = "v".repeat(length);
            String code =
                    code(
                            "prompt",
                            "consent",
                            "code_challenge",
                            hash(verifier),
                            "code_challenge_method",
                            "S256");
            HttpResponse<String> answer = exchange(code, "code_verifier", verifier);
            if (length == 43 || length == 128) {
                assertThat(answer.statusCode()).as("%d characters", length).isEqualTo(200);
            } else {
                assertRefused(answer, "invalid_grant", 501481);
            }
        }
    }

    @Test
    void aChallengeOfAnotherSizeIsRefusedWithItsNumber() throws Exception {
        for (String method : new String[] {"plain", "S256"}) {
            for (int length : new int[] {42, 129}) {
                Map<String, String> request =
                        request(
                                "code_challenge",
                                "c".repeat(length),
                                "code_challenge_method",
                                method);
                Map<String, String> brought = Browser.brought(browser.open(AUTHORIZE, request));
                assertThat(brought).containsEntry("error", "invalid_request");
                assertThat(brought.get("error_description"))
                        .startsWith("AADSTS501491: ")
                        .contains("Code_Challenge");
            }
        }
    }

    @Test
    void responseModesBringTheCodeInTheirOwnWay() {
        HttpResponse<String> page = browser.open(AUTHORIZE, request("response_mode", "fragment"));
        HttpResponse<String> fragment = browser.answer(page, "sandbox", "allow");
        assertThat(fragment.headers().firstValue("Location").orElseThrow())
                .startsWith(REDIRECT + "#")
                .contains("code=");
        page = browser.open(AUTHORIZE, request("response_mode", "form_post", "prompt", "consent"));
        HttpResponse<String> form = browser.answer(page, "sandbox", "allow");
        assertThat(form.statusCode()).isEqualTo(200);
        assertThat(form.body())
                .contains("action=\"" + REDIRECT + "\"", "name=\"code\"", "name=\"state\"");
        assertThat(Browser.brought(browser.open(AUTHORIZE, request("response_mode", "pigeon"))))
                .containsEntry("error", "invalid_request");
    }

    @Test
    void whoDeniesSendsAccessDenied() {
        HttpResponse<String> page = browser.open(AUTHORIZE, request());
        assertThat(Browser.brought(browser.answer(page, "sandbox", "deny")))
                .containsEntry("error", "access_denied")
                .containsEntry("state", "s")
                .hasEntrySatisfying(
                        "error_description", text -> assertThat(text).startsWith("AADSTS65004"));
    }

    @Test
    void promptNoneSaysWhatIsMissing() {
        Map<String, String> none = request("prompt", "none");
        assertThat(Browser.brought(browser.open(AUTHORIZE, none)))
                .containsEntry("error", "interaction_required");
        Map<String, String> hinted = request("prompt", "none", "login_hint", "sandbox");
        assertThat(Browser.brought(browser.open(AUTHORIZE, hinted)))
                .containsEntry("error", "consent_required");
        code();
        assertThat(Browser.brought(browser.open(AUTHORIZE, hinted))).containsKey("code");
    }

    @Test
    void whoHasAllowedItIsAskedAgainOnlyWherePromptSaysSo() {
        code();
        Map<String, String> hinted = request("login_hint", "sandbox");
        assertThat(Browser.brought(browser.open(AUTHORIZE, hinted))).containsKey("code");
        for (String prompt : new String[] {"login", "consent", "select_account"}) {
            Map<String, String> again = request("login_hint", "sandbox", "prompt", prompt);
            HttpResponse<String> page = browser.open(AUTHORIZE, again);
            assertThat(page.statusCode()).as(prompt).isEqualTo(200);
        }
    }

    @Test
    void badScopesAndTypesAreToldToTheApplication() {
        assertThat(Browser.brought(browser.open(AUTHORIZE, request("scope", "nonsense"))))
                .containsEntry("error", "invalid_scope")
                .hasEntrySatisfying(
                        "error_description", text -> assertThat(text).startsWith("AADSTS70011"));
        assertThat(Browser.brought(browser.open(AUTHORIZE, request("response_type", "token"))))
                .containsEntry("error", "unsupported_response_type");
        assertThat(Browser.brought(browser.open(AUTHORIZE, request("scope", ""))))
                .containsEntry("error", "invalid_request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Nope.Scope",
                "Files.Nope",
                "https://graph.microsoft.com/Nope.Read",
                "https://www.googleapis.com/auth/drive"
            })
    void aScopeThatDoesNotExistIsInvalid(String scope) {
        String with = "User.Read " + scope;
        assertThat(Browser.brought(browser.open(AUTHORIZE, request("scope", with))))
                .containsEntry("error", "invalid_scope")
                .hasEntrySatisfying(
                        "error_description", text -> assertThat(text).startsWith("AADSTS70011"));
        String token = Browser.body(exchange(code())).get("refresh_token").asText();
        assertRefused(refresh(token, "scope", with), "invalid_scope", 70011);
    }

    @Test
    void scopesOfOtherServicesExistToo() {
        String code = code("scope", "mail.read Calendars.ReadWrite.Shared User.ReadBasic.All");
        assertThat(Browser.body(exchange(code)).has("access_token")).isTrue();
    }

    @Test
    void tenantsAdmitTheirOwnKindOfAccount() {
        String consumers = browser.open("/consumers/oauth2/v2.0/authorize", request()).body();
        assertThat(consumers).contains("eve@").doesNotContain("sandbox@");
        String work = browser.open("/organizations/oauth2/v2.0/authorize", request()).body();
        assertThat(work).contains("sandbox@").doesNotContain("eve@");
        assertThat(browser.open(AUTHORIZE, request()).body()).contains("sandbox@", "eve@");
    }

    @Test
    void graphAddressesOfScopesAndDefaultAreUnderstood() {
        String code = code("scope", "https://graph.microsoft.com/files.readwrite");
        assertThat(Browser.body(exchange(code)).get("scope").asText()).isEqualTo("Files.ReadWrite");
        code = code("scope", "https://graph.microsoft.com/.default");
        assertThat(Browser.body(exchange(code)).get("scope").asText())
                .contains("Files.ReadWrite.All");
    }

    @Test
    void applicationsMustProveThemselvesAsRegistered() {
        register("web", "web", "\"secret\":\"right\",");
        register("app", "public", "");
        assertRefused(
                refresh("sandbox", "client_id", "web", "client_secret", "wrong"),
                "invalid_client",
                70002);
        assertRefused(refresh("sandbox", "client_id", "web"), "invalid_client", 7000218);
        assertThat(refresh("sandbox", "client_id", "web", "client_secret", "right").statusCode())
                .isEqualTo(200);
        assertRefused(refresh("sandbox", "client_secret", "any"), "invalid_client", 700025);
        assertThat(refresh("sandbox").statusCode()).isEqualTo(200);
        assertRefused(refresh("sandbox", "client_id", "x"), "unauthorized_client", 700016);
        HttpResponse<String> elsewhere =
                browser.open(AUTHORIZE, request("redirect_uri", "http://localhost:9/other"));
        assertThat(elsewhere.statusCode()).isEqualTo(400);
        assertThat(elsewhere.body()).contains("AADSTS50011");
        browser.call("DELETE", "/sandbox/clients", "x", "");
        assertThat(refresh("sandbox", "client_id", "x").statusCode()).isEqualTo(200);
    }

    private void register(String id, String kind, String more) {
        HttpResponse<String> made =
                browser.json(
                        "/sandbox/clients",
                        "{\"cloud\":\"onedrive\",\"clientId\":\""
                                + id
                                + "\",\"kind\":\""
                                + kind
                                + "\","
                                + more
                                + "\"redirectUris\":[\"http://localhost/callback\"]}");
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    }

    @Test
    void badTokenRequestsGetOAuthsOwnErrors() {
        assertRefused(browser.post(TOKEN, Map.of()), "invalid_request", 900144);
        assertRefused(browser.post(TOKEN, Map.of("client_id", "a")), "invalid_request", 900144);
        assertRefused(
                browser.post(TOKEN, Map.of("client_id", "a", "grant_type", "password")),
                "unsupported_grant_type",
                70003);
        HttpResponse<String> echoed =
                browser.post(
                        TOKEN,
                        Map.of(),
                        "client-request-id",
                        "0f0f0f0f-0000-4000-8000-000000000000");
        assertThat(Browser.body(echoed).get("correlation_id").asText()).startsWith("0f0f0f0f");
        assertRefused(browser.send(browser.request(TOKEN).GET()), "invalid_request", 900561);
    }

    @Test
    void anAccessTokenThatIsNoneGetsGraphsOwn401() {
        HttpResponse<String> refused = browser.get("/v1.0/me", "nonsense");
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(Browser.body(refused).at("/error/code").asText())
                .isEqualTo("InvalidAuthenticationToken");
        assertThat(refused.headers().firstValue("WWW-Authenticate").orElse("")).contains("Bearer");
        String inAddress = "/v1.0/me?access_token=sandbox";
        assertThat(browser.send(browser.request(inAddress).GET()).statusCode())
                .as("Graph takes no token in the address")
                .isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "interaction_required, 50076",
        "interaction_required, 50079",
        "invalid_grant, 50078",
        "invalid_grant, 50057",
        "invalid_grant, 53003",
        "invalid_grant, 70043",
        "login_required, 50058"
    })
    void aFaultHasASignInFailForAnyReason(String error, int number) {
        browser.json(
                "/sandbox/faults",
                "{\"kind\":\"refuse\",\"status\":400,\"operation\":\"token\",\"times\":1,"
                        + "\"code\":\""
                        + error
                        + "\",\"innerCode\":\""
                        + number
                        + "\"}");
        assertRefused(refresh("sandbox"), error, number);
        assertThat(refresh("sandbox").statusCode()).isEqualTo(200);
    }

    @Test
    void aServiceThatIsBusySaysTemporarilyUnavailableOrServerError() {
        for (int status : new int[] {503, 500}) {
            browser.json(
                    "/sandbox/faults",
                    "{\"kind\":\"refuse\",\"operation\":\"token\",\"times\":1,\"status\":"
                            + status
                            + "}");
            HttpResponse<String> refused = refresh("sandbox");
            assertThat(refused.statusCode()).isEqualTo(status);
            assertThat(Browser.body(refused).get("error").asText())
                    .isEqualTo(status == 503 ? "temporarily_unavailable" : "server_error");
        }
    }

    @Test
    void anAccountThatIsNoMoreIsNotInTheTenant() throws IOException {
        HttpResponse<String> page = browser.open(AUTHORIZE, request());
        String code = Browser.brought(browser.answer(page, "eve", "allow")).get("code");
        String token = Browser.body(exchange(code)).get("refresh_token").asText();
        sandbox.close();
        sandbox =
                Sandbox.builder().port(0).oneDriveFolder(home.resolve("onedrive")).build().start();
        browser = new Browser(sandbox.baseUri());
        assertRefused(refresh(token), "invalid_grant", 50034);
    }
}
