package com.aqwacloud.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.aqwacloud.web.browser.Chromium;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Leaves pictures of the page in target/screenshots, for a person to look at. What the page shows
 * is checked by the other tests: these are long, and no build waits for them.
 */
@Tag("soak")
class ScreenshotTest {
    private static final Path FOLDER = Path.of("target", "screenshots");

    @ParameterizedTest
    @CsvSource({"desktop,1280,900", "phone,390,844"})
    void thePageLeavesItsPictures(String name, int width, int height) throws Exception {
        try (var browser = Chromium.start()) {
            browser.size(width, height);
            empty(browser, name);
            busy(browser, name);
        }
        assertThat(Files.size(FOLDER.resolve("busy-" + name + "-dark.png"))).isPositive();
    }

    private static void empty(Chromium browser, String name) {
        try (var server = new FakeServer()) {
            server.accounts.add(Sample.account("google", "google", "ready", null));
            server.accounts.add(Sample.account("onedrive", "onedrive", "ready", null));
            server.start();
            browser.open(server.url());
            awaitText(browser, "#sessions .empty-title", "No session yet");
            inBothSchemes(browser, end -> browser.screenshotOfPage(file("empty", name, end)));
        }
    }

    private static void busy(Chromium browser, String name) {
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
            inBothSchemes(browser, end -> browser.screenshotOfPage(file("busy", name, end)));
            browser.click("#new-session");
            inBothSchemes(browser, end -> browser.screenshot(file("form", name, end)));
            browser.click("#create-dialog .icon-only");
            browser.script("scrollTo({top: 0, behavior: 'instant'})");
            server.stop();
            awaitText(browser, "#link", "Offline");
            awaitRest(browser);
            inBothSchemes(browser, end -> browser.screenshot(file("offline", name, end)));
        }
    }

    private static void inBothSchemes(Chromium browser, Consumer<String> shot) {
        for (boolean dark : new boolean[] {false, true}) {
            browser.dark(dark);
            shot.accept(dark ? "dark" : "light");
        }
    }

    private static Path file(String scene, String name, String end) {
        return FOLDER.resolve(scene + "-" + name + "-" + end + ".png");
    }

    private static void awaitRest(Chromium browser) {
        String running = "return document.getAnimations().length";
        await().atMost(Duration.ofSeconds(5)).until(() -> browser.script(running).equals(0L));
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
