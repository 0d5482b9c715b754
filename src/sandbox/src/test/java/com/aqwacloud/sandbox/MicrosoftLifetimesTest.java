package com.aqwacloud.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Section 13 of the sheet: how long codes and tokens of Microsoft's sign-in are good. */
class MicrosoftLifetimesTest extends LifetimesCase {

    MicrosoftLifetimesTest() {
        super("/common/oauth2/v2.0/token");
    }

    private String code() {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("client_id", "app");
        query.put("redirect_uri", REDIRECT);
        query.put("response_type", "code");
        query.put("scope", "Files.ReadWrite offline_access User.Read");
        return Browser.brought(browser.open("/common/oauth2/v2.0/authorize", query)).get("code");
    }

    private static void assertInvalidGrant(HttpResponse<String> response, int code) {
        JsonNode body = Browser.body(response);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(body.get("error").asText()).isEqualTo("invalid_grant");
        assertThat(body.at("/error_codes/0").asInt()).isEqualTo(code);
        assertThat(body.get("error_description").asText()).startsWith("AADSTS" + code + ": ");
    }

    @Test
    void aCodeIsGoodForTenMinutes() {
        String inTime = code();
        String late = code();
        clock.putOn(Duration.ofMinutes(10).minusSeconds(1));
        assertThat(exchange(inTime).statusCode()).isEqualTo(200);
        clock.putOn(Duration.ofSeconds(2));
        assertInvalidGrant(exchange(late), 70008);
    }

    @Test
    void anAccessTokenIsGoodForTheTimeItsAnswerTells() {
        JsonNode tokens = Browser.body(exchange(code()));
        String access = tokens.get("access_token").asText();
        clock.putOn(Duration.ofSeconds(tokens.get("expires_in").asLong() - 1));
        assertThat(browser.get("/v1.0/me", access).statusCode()).isEqualTo(200);
        clock.putOn(Duration.ofSeconds(2));
        HttpResponse<String> refused = browser.get("/v1.0/me", access);
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(Browser.body(refused).at("/error/code").asText())
                .isEqualTo("InvalidAuthenticationToken");
    }

    @Test
    void aRefreshTokenIsGoodFor90DaysAndItsSuccessorFor90More() {
        String first = Browser.body(exchange(code())).get("refresh_token").asText();
        clock.putOn(Duration.ofDays(89));
        String second = Browser.body(refresh(first)).get("refresh_token").asText();
        clock.putOn(Duration.ofDays(2));
        assertInvalidGrant(refresh(first), 700082);
        clock.putOn(Duration.ofDays(87));
        assertThat(refresh(second).statusCode()).isEqualTo(200);
    }

    @Test
    void aRefreshTokenOfASinglePageApplicationIsGoodFor24Hours() {
        HttpResponse<String> made =
                browser.json(
                        "/sandbox/clients",
                        "{\"cloud\":\"onedrive\",\"clientId\":\"app\",\"kind\":\"spa\","
                                + "\"redirectUris\":[\""
                                + REDIRECT
                                + "\"]}");
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        String token = Browser.body(exchange(code())).get("refresh_token").asText();
        clock.putOn(Duration.ofHours(24).minusSeconds(1));
        assertThat(refresh(token).statusCode()).isEqualTo(200);
        clock.putOn(Duration.ofSeconds(2));
        assertInvalidGrant(refresh(token), 700084);
    }

    @Test
    void thereIsNoEndpointToRevokeATokenAt() {
        for (String name : new String[] {"revoke", "revocation"}) {
            HttpResponse<String> answer =
                    browser.post("/common/oauth2/v2.0/" + name, Map.of("token", "sandbox"));
            assertThat(answer.statusCode()).as(name).isEqualTo(404);
        }
    }
}
