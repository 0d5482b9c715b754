package com.aqwacloud.web.browser;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * A Chromium without a window and with a profile of its own, which is gone when it is closed. For
 * one thread.
 */
public final class Chromium implements AutoCloseable {
    private static final List<String> BROWSERS =
            List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");
    private static final List<String> DRIVERS =
            List.of("/usr/bin/chromedriver", "/usr/lib/chromium-browser/chromedriver");

    // Held, so that its level is kept: the driver warns of a protocol that nothing here uses.
    private static final Logger DRIVER_LOG = Logger.getLogger("org.openqa.selenium");

    static {
        DRIVER_LOG.setLevel(Level.SEVERE);
    }

    private final Path profile;
    private final ChromeDriver driver;

    private Chromium(Path browser, Path driverProgram) {
        try {
            profile = Files.createTempDirectory("aqwa-chromium");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var options = new ChromeOptions();
        options.setBinary(browser.toString());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-extensions",
                "--hide-scrollbars",
                "--window-size=1280,900",
                "--user-data-dir=" + profile);
        var logging = new LoggingPreferences();
        logging.enable(LogType.BROWSER, Level.ALL);
        options.setCapability("goog:loggingPrefs", logging);
        var service =
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(driverProgram.toFile())
                        .usingAnyFreePort()
                        .withSilent(true)
                        .build();
        driver = new ChromeDriver(service, options);
    }

    /**
     * Starts one. Where this machine has none the calling test is skipped, unless the system
     * property or environment variable {@code aqwa.browser.required} or the environment variable
     * {@code CI} is {@code true}: then it fails.
     */
    public static Chromium start() {
        Optional<Path> browser = firstOf(System.getProperty("aqwa.browser"), BROWSERS);
        Optional<Path> driver = firstOf(System.getProperty("aqwa.browser.driver"), DRIVERS);
        boolean found = browser.isPresent() && driver.isPresent();
        if (!found && required()) {
            throw new IllegalStateException(
                    "No Chromium with its driver was found, and it is required here; looked for "
                            + BROWSERS
                            + " and "
                            + DRIVERS);
        }
        assumeTrue(found, "no Chromium with its driver on this machine");
        return new Chromium(browser.orElseThrow(), driver.orElseThrow());
    }

    private static boolean required() {
        return Boolean.getBoolean("aqwa.browser.required")
                || "true".equals(System.getenv("aqwa.browser.required"))
                || "true".equals(System.getenv("CI"));
    }

    private static Optional<Path> firstOf(String chosen, List<String> usual) {
        Stream<String> places = chosen == null ? usual.stream() : Stream.of(chosen);
        return places.map(Path::of).filter(Files::isExecutable).findFirst();
    }

    /** The driver, for whatever this class does not offer. */
    public ChromeDriver driver() {
        return driver;
    }

    /** Opens a page after forgetting what was logged before. */
    public void open(String url) {
        logged();
        driver.get(url);
    }

    /** The first element of that CSS selector. */
    public WebElement find(String css) {
        return driver.findElement(By.cssSelector(css));
    }

    /** All elements of that CSS selector. */
    public List<WebElement> findAll(String css) {
        return driver.findElements(By.cssSelector(css));
    }

    /**
     * The text of the first element of that CSS selector, whether it is in view or not, with runs
     * of white space as one space; null if there is none.
     */
    public String text(String css) {
        Object text =
                script(
                        "const e = document.querySelector(arguments[0]);"
                                + "return e && e.textContent.replace(/\\s+/g, ' ').trim()",
                        css);
        return text == null ? null : text.toString();
    }

    /** Clicks the first element of that CSS selector, scrolled into view as a person would. */
    public void click(String css) {
        WebElement element = find(css);
        script("arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})", element);
        element.click();
    }

    /** Runs a script in the page. */
    public Object script(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    /** A window of that size in CSS pixels; below 640 wide it is a phone with a touch screen. */
    public void size(int width, int height) {
        boolean phone = width < 640;
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of(
                        "width",
                        width,
                        "height",
                        height,
                        "deviceScaleFactor",
                        phone ? 2 : 1,
                        "mobile",
                        phone));
    }

    /** What the page learns of the person's wish for light or dark. */
    public void dark(boolean dark) {
        var feature = Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light");
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia", Map.of("features", List.of(feature)));
    }

    /** Writes the whole page as it would look in a window high enough for it. */
    public void screenshotOfPage(Path file) {
        screenshot(file, true);
    }

    /** Writes what the window shows. */
    public void screenshot(Path file) {
        screenshot(file, false);
    }

    private void screenshot(Path file, boolean beyondWindow) {
        Map<String, Object> answer =
                driver.executeCdpCommand(
                        "Page.captureScreenshot",
                        Map.of("format", "png", "captureBeyondViewport", beyondWindow));
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(file, Base64.getDecoder().decode((String) answer.get("data")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Warnings and errors of the page's console since the last call, among them CSP violations. */
    public List<String> logged() {
        var lines = new ArrayList<String>();
        for (LogEntry entry : driver.manage().logs().get(LogType.BROWSER)) {
            if (entry.getLevel().intValue() >= Level.WARNING.intValue()) {
                lines.add(entry.getLevel() + " " + entry.getMessage());
            }
        }
        return lines;
    }

    @Override
    public void close() {
        try {
            driver.quit();
        } finally {
            deleteProfile();
        }
    }

    private void deleteProfile() {
        try (Stream<Path> files = Files.walk(profile)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException | UncheckedIOException e) {
            // The browser's last helper may still be writing: it is a folder of temporary files.
            profile.toFile().deleteOnExit();
        }
    }
}
