package com.aqwacloud.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What of Google's ends by itself, and when. */
class GoogleExpiryTest extends LifetimesCase {

    private static final String FILES = "/drive/v3/files";

    GoogleExpiryTest() {
        super("/token");
    }

    private String code() {
        Map<String, String> request =
                Map.of(
                        "client_id", "app",
                        "redirect_uri", REDIRECT,
                        "response_type", "code",
                        "scope", "https://www.googleapis.com/auth/drive",
                        "access_type", "offline",
                        "prompt", "consent");
        return Browser.brought(browser.open("/o/oauth2/v2/auth", request)).get("code");
    }

    private static void assertInvalidGrant(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
        assertThat(Browser.body(response).get("error").asText()).isEqualTo("invalid_grant");
    }

    @Test
    void anAuthorizationCodeIsGoodForTenMinutes() {
        String inTime = code();
        String late = code();
        clock.putOn(Duration.ofSeconds(599));
        assertThat(exchange(inTime).statusCode()).isEqualTo(200);
        clock.putOn(Duration.ofSeconds(1));
        assertInvalidGrant(exchange(late));
    }

    @Test
    void anAccessTokenIsGoodForAnHour() {
        String token = Browser.body(exchange(code())).get("access_token").asText();
        clock.putOn(Duration.ofSeconds(3599));
        assertThat(browser.get(FILES, token).statusCode()).isEqualTo(200);
        clock.putOn(Duration.ofSeconds(1));
        HttpResponse<String> late = browser.get(FILES, token);
        assertThat(late.statusCode()).isEqualTo(401);
        assertThat(Browser.body(late).at("/error/errors/0/reason").asText()).isEqualTo("authError");
    }

    @Test
    void aRefreshTokenDiesAfterSixMonthsWithoutUse() {
        String token = Browser.body(exchange(code())).get("refresh_token").asText();
        for (int i = 0; i < 3; i++) {
            clock.putOn(Duration.ofDays(179));
            assertThat(refresh(token).statusCode()).as("each use lets it live on").isEqualTo(200);
        }
        clock.putOn(Duration.ofDays(180));
        HttpResponse<String> dead = refresh(token);
        assertInvalidGrant(dead);
        assertThat(Browser.body(dead).get("error_description").asText())
                .isEqualTo("Token has been expired or revoked.");
    }

    @Test
    void anUploadSessionIsGoneAfterAWeek() {
        HttpResponse<byte[]> begun =
                clouds.post("/upload" + FILES + "?uploadType=resumable", "{\"name\":\"x\"}");
        String session = begun.headers().firstValue("Location").orElseThrow();
        clock.putOn(Duration.ofDays(6));
        byte[] chunk = new byte[262_144];
        assertThat(put(session, chunk, "bytes 0-262143/*").statusCode()).isEqualTo(308);
        clock.putOn(Duration.ofDays(1).minusSeconds(1));
        assertThat(put(session, new byte[0], "bytes */*").statusCode()).isEqualTo(308);
        clock.putOn(Duration.ofSeconds(1));
        HttpResponse<byte[]> gone = put(session, new byte[0], "bytes */*");
        assertThat(gone.statusCode()).isEqualTo(404);
        assertThat(Clouds.json(gone).at("/error/errors/0/reason").asText()).isEqualTo("notFound");
    }

    private HttpResponse<byte[]> put(String session, byte[] bytes, String range) {
        return clouds.send(
                clouds.bare(session)
                        .header("Content-Range", range)
                        .PUT(BodyPublishers.ofByteArray(bytes)));
    }

    @Test
    void aLongRunningDownloadIsKnownForADay() {
        JsonNode file =
                Clouds.json(
                        clouds.post(
                                FILES,
                                "{\"name\":\"v\",\"mimeType\":\"application/vnd.google-apps.vid\"}"));
        String download = FILES + "/" + file.get("id").asText() + "/download?mimeType=video/mp4";
        String name = Clouds.json(clouds.post(download, "")).get("name").asText();
        clock.putOn(Duration.ofHours(24).minusSeconds(1));
        assertThat(clouds.get("/drive/v3/operations/" + name).statusCode()).isEqualTo(200);
        clock.putOn(Duration.ofSeconds(1));
        assertThat(clouds.get("/drive/v3/operations/" + name).statusCode()).isEqualTo(404);
    }

    @Test
    void tokensOfTheChangesFeedDoNotExpire() {
        String start =
                clouds.getJson("/drive/v3/changes/startPageToken").get("startPageToken").asText();
        clouds.post(FILES, "{\"name\":\"x\"}");
        clock.putOn(Duration.ofDays(3000));
        assertThat(clouds.getJson("/drive/v3/changes?pageToken=" + start).get("changes"))
                .hasSize(1);
    }
}
