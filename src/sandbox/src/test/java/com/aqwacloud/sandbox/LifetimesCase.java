package com.aqwacloud.sandbox;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Both clouds by a clock that is put on by hand, and an application whose owner allows it all. */
abstract class LifetimesCase {

    static final String REDIRECT = "https://app.example/callback";

    @TempDir Path home;
    final HandClock clock = new HandClock();
    Clouds clouds;
    Browser browser;
    private final String tokenPath;

    /**
     * @param tokenPath where the cloud gives tokens
     */
    LifetimesCase(String tokenPath) {
        this.tokenPath = tokenPath;
    }

    @BeforeEach
    void start() throws IOException {
        clouds = new Clouds(home, builder -> builder.clock(clock));
        browser = new Browser(URI.create(clouds.url("")));
        browser.json("/sandbox/consent", "{\"answer\":\"allow\",\"account\":\"sandbox\"}");
    }

    @AfterEach
    void stop() throws IOException {
        clouds.close();
    }

    HttpResponse<String> exchange(String code) {
        return browser.post(
                tokenPath,
                Map.of(
                        "grant_type",
                        "authorization_code",
                        "code",
                        code,
                        "redirect_uri",
                        REDIRECT,
                        "client_id",
                        "app"));
    }

    HttpResponse<String> refresh(String token) {
        return browser.post(
                tokenPath,
                Map.of(
                        "grant_type", "refresh_token",
                        "refresh_token", token,
                        "client_id", "app"));
    }
}
