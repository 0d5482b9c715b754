package com.aqwacloud.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.aqwacloud.web.browser.Chromium;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Leaves pictures of the page in target/screenshots, for a person to look at. */
class ScreenshotTest {
    private static final Path FOLDER = Path.of("target", "screenshots");

    @ParameterizedTest
    @CsvSource({"desktop,1280,900", "phone,390,844"})
    void thePageLeavesItsPictures(String name, int width, int height) throws Exception {
        try (var browser = Chromium.start()) {
            for (boolean dark : new boolean[] {false, true}) {
                browser.size(width, height);
                browser.dark(dark);
                String end = "-" + name + (dark ? "-dark.png" : "-light.png");
                empty(browser, end);
                busy(browser, end);
            }
        }
        assertThat(Files.size(FOLDER.resolve("busy-" + name + "-dark.png"))).isPositive();
    }

    private static void empty(Chromium browser, String end) {
        try (var server = new FakeServer()) {
            server.accounts.add(Sample.account("google", "google", "ready", null));
            server.accounts.add(Sample.account("onedrive", "onedrive", "ready", null));
            server.start();
            browser.open(server.url());
            awaitText(browser, "#sessions .empty-title", "No session yet");
            browser.screenshotOfPage(FOLDER.resolve("empty" + end));
        }
    }

    private static void busy(Chromium browser, String end) {
        try (var server = new FakeServer()) {
            Scenes.busy(server);
            String remedy = "Sign in again: the refresh token was withdrawn.";
            server.accounts.add(Sample.account("google", "google", "ready", null));
            server.accounts.add(Sample.account("work", "onedrive", "reconnect", remedy));
            server.start();
            browser.open(server.url());
            awaitText(browser, "#link", "Live");
            for (int i = 0; i < 5; i++) {
                long rate = (8 + i * 5 % 13) * Sample.MIB;
                server.stats.put("bytesPerSecond", rate);
                server.statsEvent();
                awaitSample(browser);
            }
            browser.screenshotOfPage(FOLDER.resolve("busy" + end));
            browser.click("#new-session");
            browser.screenshot(FOLDER.resolve("form" + end));
            browser.click("#create-dialog .icon-only");
            browser.script("scrollTo({top: 0, behavior: 'instant'})");
            server.stop();
            awaitText(browser, "#link", "Offline");
            await().atMost(Duration.ofSeconds(5))
                    .until(
                            () ->
                                    browser.script("return document.getAnimations().length")
                                            .equals(0L));
            browser.screenshot(FOLDER.resolve("offline" + end));
            server.start();
        }
    }

    private static void awaitSample(Chromium browser) {
        String curve = ".sparkline .curve";
        String before = browser.find(curve).getDomAttribute("d");
        await().atMost(Duration.ofSeconds(5))
                .until(() -> !browser.find(curve).getDomAttribute("d").equals(before));
    }

    private static void awaitText(Chromium browser, String css, String text) {
        await().atMost(Duration.ofSeconds(15)).until(() -> text.equals(browser.text(css)));
    }
}
