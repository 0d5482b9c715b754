package com.aqwacloud.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.aqwacloud.web.browser.Chromium;
import java.time.Duration;
import java.util.List;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.openqa.selenium.WebDriverException;

/** Tests of the page in a browser, against a server that says what the test wants. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PageCase {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    FakeServer server;
    Chromium browser;

    @BeforeAll
    void startBrowser() {
        browser = Chromium.start();
    }

    @AfterAll
    void closeBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void startServer() {
        server = new FakeServer();
        browser.size(1280, 900);
        server.accounts.add(Sample.account("google", "google", "ready", null));
        server.accounts.add(Sample.account("onedrive", "onedrive", "ready", null));
        server.start();
    }

    @AfterEach
    void stopServer() {
        browser.driver().get("about:blank");
        server.close();
    }

    /** Opens the page and waits until it has read everything. */
    final void open() {
        browser.open(server.url());
        eventually(
                () ->
                        assertThat(browser.find("main").getDomAttribute("aria-busy"))
                                .isEqualTo("false"));
        eventually(() -> assertThat(browser.text("#link")).isEqualTo("Live"));
    }

    final void assertNoHorizontalScroll() {
        var wider =
                browser.script(
                        "const width = document.documentElement.clientWidth;"
                                + "const all = 'html, main, button, a, input, select, progress, .badge,"
                                + " .newer, .side, .path, .name, .tail, h2, h3, h4, dd, p';"
                                + "return [...document.querySelectorAll(all)]"
                                + ".filter(e => !e.closest('.unseen, .skip, [hidden]'))"
                                + ".filter(e => e.getBoundingClientRect().right > width"
                                + " || e === document.documentElement && e.scrollWidth > width)"
                                + ".map(e => e.outerHTML.slice(0, 200))");
        assertThat((List<?>) wider).isEmpty();
    }

    final void assertNothingLogged() {
        assertThat(browser.logged()).isEmpty();
    }

    static void eventually(ThrowingRunnable assertion) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(40))
                .ignoreExceptionsInstanceOf(WebDriverException.class)
                .untilAsserted(assertion);
    }
}
